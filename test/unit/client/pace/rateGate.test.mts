import fc from 'fast-check';

import { Cancelled } from '../../../../nodes/client/errors/failures.ts';
import { RateGate, type Pass } from '../../../../nodes/client/pace/rateGate.ts';
import { WINDOW } from '../../../../nodes/client/pace/spacing.ts';
import { FakeClock } from './fakeClock.mts';

interface Entry {
	name: number;
	at: number;
	pass: Pass;
}

/** A gate in fake time, and when it let whom through. */
function stage() {
	const clock = new FakeClock();
	const gate = new RateGate(clock);
	const entered: Entry[] = [];
	const enter = async (name: number, allowed = 100, signal?: AbortSignal) => {
		const pass = await gate.enter(allowed, signal);
		entered.push({ name, at: clock.now(), pass });
		pass.settle();
		return pass;
	};
	const enterMany = async (count: number, allowed = 100, from = 0) =>
		await Promise.all(Array.from({ length: count }, (_, index) => enter(from + index, allowed)));
	return { clock, gate, entered, enter, enterMany };
}

const mostInAWindow = (times: number[]) =>
	Math.max(
		0,
		...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW).length),
	);

test('as many as allowed go at once, the others as soon as the first leave the window', async () => {
	const { clock, entered, enterMany } = stage();
	void enterMany(250);
	await clock.runTo(0);
	expect(entered).toHaveLength(100);
	await clock.runTo(WINDOW - 1);
	expect(entered).toHaveLength(100);
	await clock.runTo(WINDOW);
	expect(entered).toHaveLength(200);
	await clock.runTo(3 * WINDOW);
	expect(entered).toHaveLength(250);
});

test('first come, first served', async () => {
	const { clock, entered, enterMany } = stage();
	void enterMany(30, 4);
	await clock.runTo(10 * WINDOW);
	expect(entered.map(({ name }) => name)).toEqual([...Array(30).keys()]);
});

test('whoever allows fewer waits longer, and holds up those behind', async () => {
	const { clock, entered, enter } = stage();
	for (let name = 0; name < 5; name++) void enter(name, 100);
	void enter(5, 5);
	void enter(6, 100);
	await clock.runTo(WINDOW - 1);
	expect(entered).toHaveLength(5);
	await clock.runTo(WINDOW);
	expect(entered).toHaveLength(7);
});

describe('a request counts from when the gateway may have seen it last', () => {
	/** When the second request may go, if the first is answered after so many milliseconds. */
	async function secondAfter(answered?: number, isCold?: boolean) {
		const clock = new FakeClock();
		const gate = new RateGate(clock);
		const pass = await gate.enter(1);
		let second = -1;
		void gate.enter(1).then(() => {
			second = clock.now();
		});
		if (answered !== undefined) {
			await clock.runTo(answered);
			pass.settle(isCold);
		}
		await clock.runTo(3 * WINDOW);
		return second;
	}

	test.each<[string, number | undefined, boolean | undefined, number]>([
		['at half the time of the round trip', 600, false, WINDOW + 300],
		['at the answer, if a token was fetched first', 600, true, WINDOW + 600],
		['but no later than two seconds after it went', 9000, false, WINDOW + 2000],
		['also while it has no answer', undefined, undefined, WINDOW + 2000],
	])('%s', async (_what, answered, isCold, expected) => {
		expect(await secondAfter(answered, isCold)).toBe(expected);
	});
});

test('in any 10 seconds no more go than allowed, however they come', async () => {
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

describe('cancelled', () => {
	test('at the head of the line, it leaves at once, and the next moves up', async () => {
		const { clock, entered, enter, enterMany } = stage();
		const abort = new AbortController();
		await enterMany(2, 2);
		const first = enter(10, 2, abort.signal);
		void enter(11, 2);
		await clock.runTo(10);
		abort.abort();
		await expect(first).rejects.toThrow(Cancelled);
		expect(clock.now()).toBe(10);
		await clock.runTo(WINDOW);
		expect(entered.map(({ name }) => name)).toEqual([0, 1, 11]);
	});

	test('in the line, it leaves at once and takes nobody’s place', async () => {
		const { clock, entered, enter, enterMany } = stage();
		const abort = new AbortController();
		await enterMany(2, 2);
		void enter(10, 2);
		const second = enter(11, 2, abort.signal);
		await clock.runTo(10);
		abort.abort();
		await expect(second).rejects.toThrow(Cancelled);
		void enter(12, 2);
		await clock.runTo(WINDOW);
		expect(entered.map(({ name }) => name)).toEqual([0, 1, 10, 12]);
	});

	test('before it comes, it does not get in', async () => {
		const { enter } = stage();
		await expect(enter(0, 100, AbortSignal.abort())).rejects.toThrow(Cancelled);
	});
});

describe('refused by the gateway', () => {
	test('the gate closes for as long as asked, for everyone', async () => {
		const { clock, entered, enter } = stage();
		const pass = await enter(0);
		pass.refuse(3000);
		void enter(1);
		await clock.runTo(2999);
		expect(entered).toHaveLength(1);
		await clock.runTo(3000);
		expect(entered).toHaveLength(2);
	});

	test('after it, requests go one by one, at the full rate still', async () => {
		const { clock, entered, enter, enterMany } = stage();
		(await enter(0)).refuse(1000);
		void enterMany(500, 100, 1);
		await clock.runTo(1000 + 7000);
		const gaps = entered.slice(2).map(({ at }, index) => at - entered[index + 1]!.at);
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(69);
		expect(entered.length).toBeGreaterThan(95);
		expect(entered.length).toBeLessThanOrEqual(102);
	});
});

test('in a long run, the requests of a window do not go all at once: others shall get in', async () => {
	const { clock, entered, enterMany } = stage();
	void enterMany(700);
	await clock.runTo(7 * WINDOW);
	const spreadOf = (window: number) => {
		const [first, last] = [entered[window * 100]!, entered[window * 100 + 99]!];
		return last.at - first.at;
	};
	expect([0, 1, 2, 3, 4].map(spreadOf)).toEqual([0, 0, 0, 0, 0]);
	expect(spreadOf(5)).toBeGreaterThanOrEqual(1900);
	expect(entered).toHaveLength(700);
});
