import fc from 'fast-check';

import { CancelledError } from '../../../../../nodes/shared/api/errors/errors.ts';
import { RateLimiter, type Permit } from '../../../../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { WINDOW_MS } from '../../../../../nodes/shared/api/rateLimit/requestWindow.ts';
import { FakeClock } from './fakeClock.mts';

interface Entry {
	name: number;
	at: number;
	pass: Permit;
}

/** A gate in fake time, and when it let whom through. */
function stage() {
	const clock = new FakeClock();
	const gate = new RateLimiter(clock);
	const entered: Entry[] = [];
	const enter = async (name: number, allowed = 100, signal?: AbortSignal) => {
		const pass = await gate.acquire(allowed, signal);
		entered.push({ name, at: clock.now(), pass });
		pass.release();
		return pass;
	};
	const enterMany = async (count: number, allowed = 100, from = 0) =>
		await Promise.all(Array.from({ length: count }, (_, index) => enter(from + index, allowed)));
	return { clock, gate, entered, enter, enterMany };
}

const mostInAWindow = (times: number[]) =>
	Math.max(
		0,
		...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length),
	);

test('admits requests up to the limit, and the others when the first leave the window', async () => {
	const { clock, entered, enterMany } = stage();
	void enterMany(250);
	await clock.runTo(0);
	expect(entered).toHaveLength(100);
	await clock.runTo(WINDOW_MS - 1);
	expect(entered).toHaveLength(100);
	await clock.runTo(WINDOW_MS);
	expect(entered).toHaveLength(200);
	await clock.runTo(3 * WINDOW_MS);
	expect(entered).toHaveLength(250);
});

test('admits requests in the order of their arrival', async () => {
	const { clock, entered, enterMany } = stage();
	void enterMany(30, 4);
	await clock.runTo(10 * WINDOW_MS);
	expect(entered.map(({ name }) => name)).toEqual([...Array(30).keys()]);
});

describe('requests with different limits', () => {
	/** Names of those that have entered, and how many. */
	const entriesOf = (entered: Entry[], name: number) =>
		entered.filter((entry) => entry.name === name);

	test("don't wait for those with a lower limit", async () => {
		const { clock, entered, enter, enterMany } = stage();
		void enterMany(20, 5);
		await clock.runTo(1000);
		void enter(100, 100);
		await clock.runTo(1000);
		expect(entered.at(-1)).toMatchObject({ name: 100, at: 1000 });
	});

	test("don't wait for those with a busy higher limit: the longest wait goes first", async () => {
		const { clock, entered, enter } = stage();
		for (let index = 0; index < 400; index++) void enter(0, 100);
		await clock.runTo(500);
		for (let index = 0; index < 3; index++) void enter(1, 1);
		for (let index = 0; index < 400; index++) void enter(0, 100);
		await clock.runTo(200_000);
		const lows = entriesOf(entered, 1).map(({ at }) => at);
		expect(lows).toHaveLength(3);
		const before = entered.filter(({ at, name }) => name === 0 && at < lows[0]!).length;
		expect(before).toBeLessThanOrEqual(400);
		expect(lows[1]! - lows[0]!).toBeGreaterThanOrEqual(WINDOW_MS);
		expect(lows[1]! - lows[0]!).toBeLessThan(2 * WINDOW_MS);
		expect(entered).toHaveLength(803);
	});

	test("with a high limit aren't delayed by an admitted one with a low limit", async () => {
		const { clock, entered, enter } = stage();
		for (let index = 0; index < 240; index++) {
			await clock.runTo(index * 125);
			void enter(0, 100);
			if (index === 80) for (let low = 0; low < 5; low++) void enter(1, 1);
		}
		await clock.runTo(80_000);
		const waits = entriesOf(entered, 0).map(({ at }, index) => at - index * 125);
		expect(waits).toHaveLength(240);
		expect(Math.max(...waits)).toBeLessThan(1000);
		expect(entriesOf(entered, 1)).toHaveLength(5);
	});

	test('stay within each limit in any 10 seconds, and all are admitted', async () => {
		const limits = [3, 10, 25];
		const arrivals = fc.array(
			fc.record({ at: fc.integer({ min: 0, max: 30_000 }), limit: fc.constantFrom(...limits) }),
			{ maxLength: 150 },
		);
		await fc.assert(
			fc.asyncProperty(arrivals, async (requests) => {
				const { clock, entered, enter } = stage();
				for (const { at, limit } of [...requests].sort((a, b) => a.at - b.at)) {
					await clock.runTo(at);
					void enter(limit, limit);
				}
				await clock.runTo(2_000_000);
				expect(entered).toHaveLength(requests.length);
				for (const limit of limits) {
					const times = entered.filter(({ name }) => name <= limit).map(({ at }) => at);
					expect(mostInAWindow(times)).toBeLessThanOrEqual(limit);
				}
			}),
			{ numRuns: 20 },
		);
	});

	test('are all admitted at full speed: 1,000 at once with three limits', async () => {
		const { clock, entered, enter } = stage();
		for (let index = 0; index < 1000; index++) void enter(0, 100);
		for (let index = 0; index < 20; index++) void enter(1, 20);
		for (let index = 0; index < 5; index++) void enter(2, 1);
		await clock.runTo(20 * WINDOW_MS);
		expect(entered).toHaveLength(1025);
		expect(mostInAWindow(entered.map(({ at }) => at))).toBeLessThanOrEqual(100);
	});

	test('are admitted one per window with a limit of 1', async () => {
		const { clock, entered, enterMany } = stage();
		void enterMany(4, 1);
		await clock.runTo(3 * WINDOW_MS);
		expect(entered.map(({ at }) => at)).toEqual([0, WINDOW_MS, 2 * WINDOW_MS, 3 * WINDOW_MS]);
	});
});

describe('a request counts from the latest time at which the gateway can have counted it', () => {
	/** When the second request may go, if the first is answered after so many milliseconds. */
	async function secondAfter(answered?: number, isCold?: boolean) {
		const clock = new FakeClock();
		const gate = new RateLimiter(clock);
		const pass = await gate.acquire(1);
		let second = -1;
		void gate.acquire(1).then(() => {
			second = clock.now();
		});
		if (answered !== undefined) {
			await clock.runTo(answered);
			pass.release(isCold);
		}
		await clock.runTo(3 * WINDOW_MS);
		return second;
	}

	test.each<[string, number | undefined, boolean | undefined, number]>([
		['at half the time of the round trip', 600, false, WINDOW_MS + 300],
		['at the answer, if a token was fetched first', 600, true, WINDOW_MS + 600],
		['but no later than two seconds after it went', 9000, false, WINDOW_MS + 2000],
		['also while it has no answer', undefined, undefined, WINDOW_MS + 2000],
	])('%s', async (_what, answered, isCold, expected) => {
		expect(await secondAfter(answered, isCold)).toBe(expected);
	});
});

test('stays within the limit in any 10 seconds for any arrival of requests', async () => {
	const arrivals = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 80 });
	await fc.assert(
		fc.asyncProperty(arrivals, fc.integer({ min: 2, max: 20 }), async (times, allowed) => {
			const { clock, entered, enter } = stage();
			for (const [name, at] of [...times].sort((a, b) => a - b).entries()) {
				await clock.runTo(at);
				void enter(name, allowed);
			}
			await clock.runTo(1_000_000);
			expect(entered).toHaveLength(times.length);
			expect(mostInAWindow(entered.map(({ at }) => at))).toBeLessThanOrEqual(allowed);
		}),
		{ numRuns: 30 },
	);
});

describe('a cancelled request', () => {
	test('leaves the head of the queue immediately, and the next one moves up', async () => {
		const { clock, entered, enter, enterMany } = stage();
		const abort = new AbortController();
		await enterMany(2, 2);
		const first = enter(10, 2, abort.signal);
		void enter(11, 2);
		await clock.runTo(10);
		abort.abort();
		await expect(first).rejects.toThrow(CancelledError);
		expect(clock.now()).toBe(10);
		await clock.runTo(WINDOW_MS);
		expect(entered.map(({ name }) => name)).toEqual([0, 1, 11]);
	});

	test('leaves the queue immediately without using a slot', async () => {
		const { clock, entered, enter, enterMany } = stage();
		const abort = new AbortController();
		await enterMany(2, 2);
		void enter(10, 2);
		const second = enter(11, 2, abort.signal);
		await clock.runTo(10);
		abort.abort();
		await expect(second).rejects.toThrow(CancelledError);
		void enter(12, 2);
		await clock.runTo(WINDOW_MS);
		expect(entered.map(({ name }) => name)).toEqual([0, 1, 10, 12]);
	});

	test('leaves the queue alone if only its execution is stopped', async () => {
		const { clock, entered, enter, enterMany } = stage();
		const abort = new AbortController();
		await enterMany(100, 100);
		const stopped = [5, 50, 100].map(async (limit) => await enter(limit, limit, abort.signal));
		for (const limit of [5, 50, 100]) void enter(1000 + limit, limit);
		await clock.runTo(10);
		abort.abort();
		for (const one of stopped) await expect(one).rejects.toThrow(CancelledError);
		await clock.runTo(WINDOW_MS);
		expect(entered.slice(100).map(({ name }) => name)).toEqual([1005, 1050, 1100]);
	});

	test('uses no slot of another request, with 1,000 at once', async () => {
		const { clock, entered, enter, enterMany } = stage();
		const abort = new AbortController();
		await enterMany(100);
		const stopped = Array.from({ length: 1000 }, () => enter(0, 100, abort.signal));
		void enterMany(100, 100, 500);
		await clock.runTo(10);
		abort.abort();
		const results = await Promise.allSettled(stopped);
		expect(results.every(({ status }) => status === 'rejected')).toBe(true);
		await clock.runTo(WINDOW_MS);
		expect(entered).toHaveLength(200);
	});

	test('passes its permit on if it is cancelled before it is sent', async () => {
		const { clock, entered, gate, enter } = stage();
		const abort = new AbortController();
		const stopped = gate.acquire(1, abort.signal);
		abort.abort();
		await expect(stopped).rejects.toThrow(CancelledError);
		void enter(1, 1);
		await clock.runTo(0);
		expect(entered).toHaveLength(1);
	});

	test('leaves no listener at its signal', async () => {
		const { clock, gate } = stage();
		const abort = new AbortController();
		const added = jest.spyOn(abort.signal, 'addEventListener');
		const removed = jest.spyOn(abort.signal, 'removeEventListener');
		await gate.acquire(1, abort.signal);
		const stopped = gate.acquire(1, abort.signal);
		await clock.runTo(10);
		abort.abort();
		await expect(stopped).rejects.toThrow(CancelledError);
		expect(added).toHaveBeenCalledTimes(2);
		expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
			added.mock.calls.map(([, listener]) => listener),
		);
	});

	test("isn't queued if it was cancelled before", async () => {
		const { enter } = stage();
		await expect(enter(0, 100, AbortSignal.abort())).rejects.toThrow(CancelledError);
	});
});

describe('after a 429', () => {
	/** Enters, and is refused. */
	async function refuse(gate: RateLimiter, wait: number, endpoint?: string) {
		const pass = await gate.acquire(100, undefined, endpoint);
		pass.release();
		pass.onRateLimited(wait);
	}

	/** When a request to an endpoint gets in. */
	function entryTo(gate: RateLimiter, clock: FakeClock, endpoint?: string) {
		const entry: { at?: number } = {};
		void gate.acquire(100, undefined, endpoint).then((pass) => {
			entry.at = clock.now();
			pass.release();
		});
		return entry;
	}

	test('delays requests for the required time', async () => {
		const { clock, gate } = stage();
		await refuse(gate, 3000);
		const next = entryTo(gate, clock);
		await clock.runTo(2999);
		expect(next.at).toBeUndefined();
		await clock.runTo(3000);
		expect(next.at).toBe(3000);
	});

	test("isn't shortened by a shorter wait", async () => {
		const { clock, gate } = stage();
		const [long, short] = [await gate.acquire(100), await gate.acquire(100)];
		long.onRateLimited(9000);
		short.onRateLimited(1000);
		const next = entryTo(gate, clock);
		await clock.runTo(WINDOW_MS);
		expect(next.at).toBe(9000);
	});

	test.each([2_000, 10_000, 120_000])(
		"doesn't delay other endpoints for a wait of %i ms",
		async (wait) => {
			const { clock, gate } = stage();
			await refuse(gate, wait, 'POST jobs');
			const same = entryTo(gate, clock, 'POST jobs');
			const others = ['GET accounts', 'GET jobs'].map((name) => entryTo(gate, clock, name));
			await clock.runTo(500);
			for (const { at } of others) expect(at).toBeLessThanOrEqual(250);
			await clock.runTo(wait - 1);
			expect(same.at).toBeUndefined();
			await clock.runTo(wait + 250);
			expect(same.at).toBeDefined();
		},
	);

	test('uses almost no slots for an endpoint that always returns 429', async () => {
		const { clock, gate } = stage();
		let isOver = false;
		const hammer = async () => {
			while (!isOver) await refuse(gate, 1000, 'POST jobs');
		};
		void hammer();
		const entries: Array<{ at?: number }> = [];
		for (let index = 0; index < 400; index++) {
			await clock.runTo(index * 150);
			entries.push(entryTo(gate, clock, 'GET accounts'));
		}
		isOver = true;
		await clock.runTo(70_000);
		const waits = entries.map(({ at }, index) => at! - index * 150);
		expect(Math.max(...waits)).toBeLessThan(1000);
	});

	test('spreads requests at almost the full rate', async () => {
		const { clock, entered, enter, enterMany } = stage();
		(await enter(0)).onRateLimited(1000);
		void enterMany(500, 100, 1);
		await clock.runTo(1000 + WINDOW_MS);
		const gaps = entered.slice(2).map(({ at }, index) => at - entered[index + 1]!.at);
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(101);
		expect(entered.length).toBeGreaterThan(95);
	});
});

test('spreads requests in a long run to leave room for other processes', async () => {
	const { clock, entered, enterMany } = stage();
	void enterMany(700);
	await clock.runTo(8 * WINDOW_MS);
	const spreadOf = (window: number) => {
		const [first, last] = [entered[window * 100]!, entered[window * 100 + 99]!];
		return last.at - first.at;
	};
	expect([0, 1, 2, 3, 4].map(spreadOf)).toEqual([0, 0, 0, 0, 0]);
	expect(spreadOf(5)).toBeGreaterThan(WINDOW_MS);
	expect(entered).toHaveLength(700);
});

test('spreads requests with a low limit like all requests of the client', async () => {
	const { clock, entered, enter, enterMany } = stage();
	(await enter(0)).onRateLimited(1000);
	void enterMany(50, 100, 1);
	void enter(99, 2);
	void enterMany(50, 100, 100);
	await clock.runTo(1000 + WINDOW_MS);
	expect(entered.map(({ name }) => name)).toContain(99);
});

describe('a request that n8n repeats', () => {
	test('is counted', async () => {
		const { clock, entered, gate, enter } = stage();
		const pass = await gate.acquire(3);
		pass.countRepeat();
		pass.release();
		for (const name of [1, 2]) void enter(name, 3);
		await clock.runTo(WINDOW_MS - 1);
		expect(entered).toHaveLength(1);
	});

	test("isn't counted if it wasn't sent", async () => {
		const { clock, entered, gate, enter } = stage();
		(await gate.acquire(1)).cancel();
		void enter(1, 1);
		await clock.runTo(0);
		expect(entered).toHaveLength(1);
	});
});

test('stays within the limit after a time jump, and admits all requests', async () => {
	const { clock, entered, enterMany } = stage();
	void enterMany(250);
	await clock.runTo(10);
	clock.jump(3_600_000);
	await clock.runTo(clock.now());
	expect(entered).toHaveLength(200);
	await clock.runTo(clock.now() + WINDOW_MS);
	expect(entered).toHaveLength(250);
});

test('admits only requests within the limit while the clock stands still', async () => {
	const { clock, entered, enterMany } = stage();
	void enterMany(250);
	for (let turn = 0; turn < 10; turn++) await clock.runTo(0);
	expect(entered).toHaveLength(100);
});

test("isn't affected by changes of the system clock", async () => {
	jest.useFakeTimers({ doNotFake: ['performance', 'setTimeout', 'setImmediate', 'nextTick'] });
	const gate = new RateLimiter();
	const abort = new AbortController();
	const entered: Permit[] = [];
	const enter = async () =>
		await gate.acquire(100, abort.signal).then((pass) => entered.push(pass));
	await enter();
	jest.setSystemTime(Date.now() - 3_600_000);
	await Promise.all(Array.from({ length: 99 }, enter));
	jest.setSystemTime(Date.now() + 7_200_000);
	const tooMany = expect(enter()).rejects.toThrow(CancelledError);
	await new Promise((done) => setImmediate(done));
	abort.abort();
	await tooMany;
	jest.useRealTimers();
	expect(entered).toHaveLength(100);
});

test('sleeps only as often as necessary for any number of waiting requests', async () => {
	const { clock, entered, gate, enter, enterMany } = stage();
	const pauses = jest.spyOn(clock, 'sleep');
	(await gate.acquire(100, undefined, 'closed')).onRateLimited(9000);
	void gate.acquire(100, undefined, 'closed');
	void enterMany(500);
	for (let at = 0; at < WINDOW_MS; at += 100) {
		await clock.runTo(at);
		void enter(0, 100);
	}
	// Each that enters by itself, and four looks a second.
	expect(pauses.mock.calls.length).toBeLessThanOrEqual(entered.length + 4 * 10 + 10);
});
