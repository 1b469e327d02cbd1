import fc from 'fast-check';

import { CancelledError } from '../../../../../nodes/shared/api/errors/errors.ts';
import { RateLimiter, type Permit } from '../../../../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { COUNTED_MS, WINDOW_MS } from '../../../../../nodes/shared/api/rateLimit/requestWindow.ts';
import { FakeClock } from './fakeClock.mts';

/** Time in which 100 requests are admitted. */
const BURST_MS = 1000;

interface Entry {
	name: number;
	at: number;
	permit: Permit;
}

/** Creates a rate limiter with a fake clock that records when it admits requests. */
function createLimiter() {
	const clock = new FakeClock();
	const limiter = new RateLimiter(clock);
	const admitted: Entry[] = [];
	const requestPermit = async (name: number, allowed = 100, signal?: AbortSignal) => {
		const permit = await limiter.acquire(allowed, signal);
		admitted.push({ name, at: clock.now(), permit });
		permit.onAccepted();
		permit.release();
		return permit;
	};
	const requestPermits = async (count: number, allowed = 100, from = 0) =>
		await Promise.all(
			Array.from({ length: count }, (_, index) => requestPermit(from + index, allowed)),
		);
	/** Requests permits and waits for them during a burst. */
	const admitAll = async (count: number, allowed = 100) => {
		const permits = requestPermits(count, allowed);
		await clock.runTo(BURST_MS);
		return await permits;
	};
	return { clock, limiter, admitted, requestPermit, requestPermits, admitAll };
}

const getMaxInWindow = (times: number[]) =>
	Math.max(
		0,
		...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length),
	);

test('admits requests up to the limit, and the others when the first leave the window', async () => {
	const { clock, admitted, requestPermits } = createLimiter();
	void requestPermits(250);
	await clock.runTo(BURST_MS);
	expect(admitted).toHaveLength(100);
	await clock.runTo(COUNTED_MS - 1);
	expect(admitted).toHaveLength(100);
	await clock.runTo(COUNTED_MS + BURST_MS);
	expect(admitted).toHaveLength(200);
	await clock.runTo(3 * WINDOW_MS);
	expect(admitted).toHaveLength(250);
});

test('admits requests in the order of their arrival', async () => {
	const { clock, admitted, requestPermits } = createLimiter();
	void requestPermits(30, 4);
	await clock.runTo(10 * WINDOW_MS);
	expect(admitted.map(({ name }) => name)).toEqual([...Array(30).keys()]);
});

describe('requests with different limits', () => {
	/** Filters the admitted requests by name. */
	const filterEntries = (admitted: Entry[], name: number) =>
		admitted.filter((entry) => entry.name === name);

	test("don't wait for those with a lower limit", async () => {
		const { clock, admitted, requestPermit, requestPermits } = createLimiter();
		void requestPermits(20, 5);
		await clock.runTo(1000);
		void requestPermit(100, 100);
		await clock.runTo(1000);
		expect(admitted.at(-1)).toMatchObject({ name: 100, at: 1000 });
	});

	test("don't wait for those with a busy higher limit: the longest wait goes first", async () => {
		const { clock, admitted, requestPermit } = createLimiter();
		for (let index = 0; index < 400; index++) void requestPermit(0, 100);
		await clock.runTo(500);
		for (let index = 0; index < 3; index++) void requestPermit(1, 1);
		for (let index = 0; index < 400; index++) void requestPermit(0, 100);
		await clock.runTo(200_000);
		const lowTimes = filterEntries(admitted, 1).map(({ at }) => at);
		expect(lowTimes).toHaveLength(3);
		const earlier = admitted.filter(({ at, name }) => name === 0 && at < lowTimes[0]!).length;
		expect(earlier).toBeLessThanOrEqual(400);
		expect(lowTimes[1]! - lowTimes[0]!).toBeGreaterThanOrEqual(WINDOW_MS);
		expect(lowTimes[1]! - lowTimes[0]!).toBeLessThan(2 * WINDOW_MS);
		expect(admitted).toHaveLength(803);
	});

	test("with a high limit aren't delayed by an admitted one with a low limit", async () => {
		const { clock, admitted, requestPermit } = createLimiter();
		for (let index = 0; index < 240; index++) {
			await clock.runTo(index * 125);
			void requestPermit(0, 100);
			if (index === 80) for (let low = 0; low < 5; low++) void requestPermit(1, 1);
		}
		await clock.runTo(80_000);
		const waits = filterEntries(admitted, 0).map(({ at }, index) => at - index * 125);
		expect(waits).toHaveLength(240);
		expect(Math.max(...waits)).toBeLessThan(1000);
		expect(filterEntries(admitted, 1)).toHaveLength(5);
	});

	test('stay within each limit in any 10 seconds, and all are admitted', async () => {
		const limits = [3, 10, 25];
		const arrivals = fc.array(
			fc.record({ at: fc.integer({ min: 0, max: 30_000 }), limit: fc.constantFrom(...limits) }),
			{ maxLength: 150 },
		);
		await fc.assert(
			fc.asyncProperty(arrivals, async (requests) => {
				const { clock, admitted, requestPermit } = createLimiter();
				for (const { at, limit } of [...requests].sort((a, b) => a.at - b.at)) {
					await clock.runTo(at);
					void requestPermit(limit, limit);
				}
				await clock.runTo(2_000_000);
				expect(admitted).toHaveLength(requests.length);
				for (const limit of limits) {
					const times = admitted.filter(({ name }) => name <= limit).map(({ at }) => at);
					expect(getMaxInWindow(times)).toBeLessThanOrEqual(limit);
				}
			}),
			{ numRuns: 20 },
		);
	});

	test('are all admitted at full speed: 1,000 at once with three limits', async () => {
		const { clock, admitted, requestPermit } = createLimiter();
		for (let index = 0; index < 1000; index++) void requestPermit(0, 100);
		for (let index = 0; index < 20; index++) void requestPermit(1, 20);
		for (let index = 0; index < 5; index++) void requestPermit(2, 1);
		await clock.runTo(20 * WINDOW_MS);
		expect(admitted).toHaveLength(1025);
		expect(getMaxInWindow(admitted.map(({ at }) => at))).toBeLessThanOrEqual(100);
	});

	test('are admitted one per window with a limit of 1', async () => {
		const { clock, admitted, requestPermits } = createLimiter();
		void requestPermits(4, 1);
		await clock.runTo(4 * WINDOW_MS);
		expect(admitted.map(({ at }) => at)).toEqual([0, 1, 2, 3].map((index) => index * COUNTED_MS));
	});
});

describe('a request counts from the latest time at which the gateway can have counted it', () => {
	/**
	 * Returns when the second request is admitted if the response to the first arrives after `respondedAt` milliseconds.
	 */
	async function getSecondStart(respondedAt?: number, isCold?: boolean) {
		const clock = new FakeClock();
		const limiter = new RateLimiter(clock);
		const permit = await limiter.acquire(1);
		let second = -1;
		void limiter.acquire(1).then(() => {
			second = clock.now();
		});
		if (respondedAt !== undefined) {
			await clock.runTo(respondedAt);
			permit.release(isCold);
		}
		await clock.runTo(3 * WINDOW_MS);
		return second;
	}

	test.each<[string, number | undefined, boolean | undefined, number]>([
		['at half the time of the round trip', 600, false, COUNTED_MS + 300],
		['at the answer, if a token was fetched first', 600, true, COUNTED_MS + 600],
		['at most two seconds after it was sent', 9000, false, COUNTED_MS + 2000],
		[
			'at most two seconds after it was sent, without a response',
			undefined,
			undefined,
			COUNTED_MS + 2000,
		],
	])('%s', async (_what, respondedAt, isCold, expected) => {
		expect(await getSecondStart(respondedAt, isCold)).toBe(expected);
	});
});

test('stays within the limit in any 10 seconds for any arrival of requests', async () => {
	const arrivals = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 80 });
	await fc.assert(
		fc.asyncProperty(arrivals, fc.integer({ min: 2, max: 20 }), async (times, allowed) => {
			const { clock, admitted, requestPermit } = createLimiter();
			for (const [name, at] of [...times].sort((a, b) => a - b).entries()) {
				await clock.runTo(at);
				void requestPermit(name, allowed);
			}
			await clock.runTo(1_000_000);
			expect(admitted).toHaveLength(times.length);
			expect(getMaxInWindow(admitted.map(({ at }) => at))).toBeLessThanOrEqual(allowed);
		}),
		{ numRuns: 30 },
	);
});

describe('a cancelled request', () => {
	test('leaves the head of the queue immediately, and the next one moves up', async () => {
		const { clock, admitted, requestPermit, admitAll } = createLimiter();
		const abort = new AbortController();
		await admitAll(2, 2);
		const first = requestPermit(10, 2, abort.signal);
		void requestPermit(11, 2);
		await clock.runTo(10);
		abort.abort();
		await expect(first).rejects.toThrow(CancelledError);
		expect(clock.now()).toBe(BURST_MS);
		await clock.runTo(WINDOW_MS + BURST_MS);
		expect(admitted.map(({ name }) => name)).toEqual([0, 1, 11]);
	});

	test('leaves the queue immediately without using a slot', async () => {
		const { clock, admitted, requestPermit, admitAll } = createLimiter();
		const abort = new AbortController();
		await admitAll(2, 2);
		void requestPermit(10, 2);
		const second = requestPermit(11, 2, abort.signal);
		await clock.runTo(10);
		abort.abort();
		await expect(second).rejects.toThrow(CancelledError);
		void requestPermit(12, 2);
		await clock.runTo(WINDOW_MS + BURST_MS);
		expect(admitted.map(({ name }) => name)).toEqual([0, 1, 10, 12]);
	});

	test('leaves the queue alone if only its execution is stopped', async () => {
		const { clock, admitted, requestPermit, admitAll } = createLimiter();
		const abort = new AbortController();
		await admitAll(100);
		const stopped = [5, 50, 100].map(
			async (limit) => await requestPermit(limit, limit, abort.signal),
		);
		for (const limit of [5, 50, 100]) void requestPermit(1000 + limit, limit);
		await clock.runTo(10);
		abort.abort();
		for (const promise of stopped) await expect(promise).rejects.toThrow(CancelledError);
		await clock.runTo(WINDOW_MS + BURST_MS);
		expect(admitted.slice(100).map(({ name }) => name)).toEqual([1005, 1050, 1100]);
	});

	test('uses no slot of another request, with 1,000 at once', async () => {
		const { clock, admitted, requestPermit, requestPermits, admitAll } = createLimiter();
		const abort = new AbortController();
		await admitAll(100);
		const stopped = Array.from({ length: 1000 }, () => requestPermit(0, 100, abort.signal));
		void requestPermits(100, 100, 500);
		await clock.runTo(10);
		abort.abort();
		const results = await Promise.allSettled(stopped);
		expect(results.every(({ status }) => status === 'rejected')).toBe(true);
		await clock.runTo(COUNTED_MS + BURST_MS);
		expect(admitted).toHaveLength(200);
	});

	test('passes its permit on if it is cancelled before it is sent', async () => {
		const { clock, admitted, limiter, requestPermit } = createLimiter();
		const abort = new AbortController();
		const stopped = limiter.acquire(1, abort.signal);
		abort.abort();
		await expect(stopped).rejects.toThrow(CancelledError);
		void requestPermit(1, 1);
		await clock.runTo(10);
		expect(admitted).toHaveLength(1);
	});

	test('leaves no listener at its signal', async () => {
		const { clock, limiter } = createLimiter();
		const abort = new AbortController();
		const added = jest.spyOn(abort.signal, 'addEventListener');
		const removed = jest.spyOn(abort.signal, 'removeEventListener');
		await limiter.acquire(1, abort.signal);
		const stopped = limiter.acquire(1, abort.signal);
		await clock.runTo(10);
		abort.abort();
		await expect(stopped).rejects.toThrow(CancelledError);
		expect(added).toHaveBeenCalledTimes(2);
		expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
			added.mock.calls.map(([, listener]) => listener),
		);
	});

	test("isn't queued if it was cancelled before", async () => {
		const { requestPermit } = createLimiter();
		await expect(requestPermit(0, 100, AbortSignal.abort())).rejects.toThrow(CancelledError);
	});
});

describe('after a 429', () => {
	/** Sends a request that gets a 429. */
	async function reject(limiter: RateLimiter, wait: number, endpoint?: string) {
		const permit = await limiter.acquire(100, undefined, endpoint);
		permit.release();
		permit.onRateLimited(wait);
	}

	/** Returns a function that measures when a request to an endpoint is admitted. */
	function measureStart(limiter: RateLimiter, clock: FakeClock, endpoint?: string) {
		const entry: { at?: number } = {};
		void limiter.acquire(100, undefined, endpoint).then((permit) => {
			entry.at = clock.now();
			permit.release();
		});
		return entry;
	}

	test('delays requests for the required time', async () => {
		const { clock, limiter } = createLimiter();
		await reject(limiter, 3000);
		const next = measureStart(limiter, clock);
		await clock.runTo(2999);
		expect(next.at).toBeUndefined();
		await clock.runTo(3000);
		expect(next.at).toBe(3000);
	});

	test("isn't shortened by a shorter wait", async () => {
		const { clock, limiter } = createLimiter();
		const permits = Promise.all([limiter.acquire(100), limiter.acquire(100)]);
		await clock.runTo(10);
		const [long, short] = await permits;
		long.onRateLimited(9000);
		short.onRateLimited(1000);
		const next = measureStart(limiter, clock);
		await clock.runTo(WINDOW_MS);
		expect(next.at).toBe(9010);
	});

	test.each([2_000, 10_000, 120_000])(
		"doesn't delay other endpoints for a wait of %i ms",
		async (wait) => {
			const { clock, limiter } = createLimiter();
			await reject(limiter, wait, 'POST jobs');
			const same = measureStart(limiter, clock, 'POST jobs');
			const otherTimes = ['GET accounts', 'GET jobs'].map((name) =>
				measureStart(limiter, clock, name),
			);
			await clock.runTo(500);
			for (const { at } of otherTimes) expect(at).toBeLessThanOrEqual(250);
			await clock.runTo(wait - 1);
			expect(same.at).toBeUndefined();
			await clock.runTo(wait + 250);
			expect(same.at).toBeDefined();
		},
	);

	test('uses almost no slots for an endpoint that always returns 429', async () => {
		const { clock, limiter } = createLimiter();
		let isOver = false;
		const sendRejected = async () => {
			while (!isOver) await reject(limiter, 1000, 'POST jobs');
		};
		void sendRejected();
		const entries: Array<{ at?: number }> = [];
		for (let index = 0; index < 400; index++) {
			await clock.runTo(index * 150);
			entries.push(measureStart(limiter, clock, 'GET accounts'));
		}
		isOver = true;
		await clock.runTo(70_000);
		const waits = entries.map(({ at }, index) => at! - index * 150);
		expect(Math.max(...waits)).toBeLessThan(1000);
	});

	test('spreads requests over a quarter of a window, at almost the full rate', async () => {
		const { clock, admitted, requestPermit, requestPermits } = createLimiter();
		(await requestPermit(0)).onRateLimited(1000);
		void requestPermits(500, 100, 1);
		await clock.runTo(1000 + 3 * COUNTED_MS);
		const delays = admitted.slice(2).map(({ at }, index) => at - admitted[index + 1]!.at);
		expect(Math.min(...delays)).toBeGreaterThanOrEqual(25);
		expect(admitted.length).toBeGreaterThan(280);
	});
});

test('leaves the start of each window to other processes', async () => {
	const { clock, admitted, requestPermits } = createLimiter();
	void requestPermits(700);
	await clock.runTo(7 * COUNTED_MS);
	expect(admitted).toHaveLength(700);
	const starts = [0, 1, 2, 3, 4, 5, 6].map((window) => admitted[window * 100]!.at);
	const pauses = starts.slice(1).map((start, window) => start - starts[window]!);
	expect(Math.min(...pauses)).toBeGreaterThanOrEqual(WINDOW_MS + 200);
	expect(Math.max(...pauses)).toBeLessThan(WINDOW_MS + 250);
});

test('spreads requests with a low limit like all requests of the client', async () => {
	const { clock, admitted, requestPermit, requestPermits } = createLimiter();
	(await requestPermit(0)).onRateLimited(1000);
	void requestPermits(50, 100, 1);
	void requestPermit(99, 2);
	void requestPermits(50, 100, 100);
	await clock.runTo(1000 + WINDOW_MS);
	expect(admitted.map(({ name }) => name)).toContain(99);
});

describe('a request that n8n repeats', () => {
	test('is counted', async () => {
		const { clock, admitted, limiter, requestPermit } = createLimiter();
		const permit = await limiter.acquire(3);
		permit.countRepeat();
		permit.release();
		for (const name of [1, 2]) void requestPermit(name, 3);
		await clock.runTo(WINDOW_MS - 1);
		expect(admitted).toHaveLength(1);
	});

	test("isn't counted if it wasn't sent", async () => {
		const { clock, admitted, limiter, requestPermit } = createLimiter();
		(await limiter.acquire(1)).cancel();
		void requestPermit(1, 1);
		await clock.runTo(10);
		expect(admitted).toHaveLength(1);
	});
});

test('stays within the limit after a time jump, and admits all requests', async () => {
	const { clock, admitted, requestPermits } = createLimiter();
	void requestPermits(250);
	await clock.runTo(BURST_MS);
	clock.jump(3_600_000);
	await clock.runTo(clock.now() + BURST_MS);
	expect(admitted).toHaveLength(200);
	await clock.runTo(clock.now() + WINDOW_MS);
	expect(admitted).toHaveLength(250);
});

test('admits only requests within the limit while the clock stands still', async () => {
	const { clock, admitted, requestPermits } = createLimiter();
	void requestPermits(250);
	for (let index = 0; index < 10; index++) await clock.runTo(BURST_MS);
	expect(admitted).toHaveLength(100);
});

test("isn't affected by changes of the system clock", async () => {
	jest.useFakeTimers({ doNotFake: ['performance', 'setTimeout', 'setImmediate', 'nextTick'] });
	const limiter = new RateLimiter();
	const abort = new AbortController();
	const admitted: Permit[] = [];
	const requestPermit = async () =>
		await limiter.acquire(100, abort.signal).then((permit) => admitted.push(permit));
	await requestPermit();
	jest.setSystemTime(Date.now() - 3_600_000);
	await Promise.all(Array.from({ length: 99 }, requestPermit));
	jest.setSystemTime(Date.now() + 7_200_000);
	const excess = expect(requestPermit()).rejects.toThrow(CancelledError);
	await new Promise((done) => setImmediate(done));
	abort.abort();
	await excess;
	jest.useRealTimers();
	expect(admitted).toHaveLength(100);
});

test('sleeps only as often as necessary for any number of waiting requests', async () => {
	const { clock, admitted, limiter, requestPermit, requestPermits } = createLimiter();
	const pauses = jest.spyOn(clock, 'sleep');
	(await limiter.acquire(100, undefined, 'closed')).onRateLimited(9000);
	void limiter.acquire(100, undefined, 'closed');
	void requestPermits(500);
	for (let at = 0; at < WINDOW_MS; at += 100) {
		await clock.runTo(at);
		void requestPermit(0, 100);
	}
	// One sleep per arriving request, and four checks per second.
	expect(pauses.mock.calls.length).toBeLessThanOrEqual(admitted.length + 4 * 10 + 10);
});
