import { RateGate } from '../../../../nodes/client/pace/rateGate.ts';
import { WINDOW } from '../../../../nodes/client/pace/spacing.ts';
import { RateLimiter } from '../../../../simulator/gateway/rate-limiter.mts';
import type { RateLimitOptions } from '../../../../simulator/options.mts';
import { FakeClock } from './fakeClock.mts';

const LIMIT = 100;
const IN_FLIGHT = 30;
/** Milliseconds from leave to the gateway, and from there back. */
const THERE = 20;
const BACK = 130;

interface Process {
	requests: number;
	/** When it begins, in milliseconds. */
	from?: number;
}

/** Has processes, each with a gate of its own, make requests of one gateway, in fake time. */
async function share(window: RateLimitOptions['window'], processes: Process[]) {
	const clock = new FakeClock();
	const limiter = new RateLimiter(
		{ enabled: true, requests: LIMIT, windowSeconds: WINDOW / 1000, window, perService: false },
		clock.now,
	);
	let refusals = 0;

	async function request(gate: RateGate, lateness: number): Promise<number> {
		for (;;) {
			const pass = await gate.enter(LIMIT);
			await clock.pause(THERE);
			const wait = limiter.take('client');
			await clock.pause(BACK);
			if (wait === 0) {
				pass.settle();
				return clock.now();
			}
			refusals++;
			// Retry-After is in whole seconds.
			pass.refuse(Math.ceil(wait / 1000) * 1000 + lateness);
		}
	}

	async function run({ requests, from = 0 }: Process, index: number): Promise<number[]> {
		const gate = new RateGate(clock);
		const answered: number[] = [];
		let left = requests;
		if (from > 0) await clock.pause(from);
		const worker = async () => {
			while (left-- > 0) answered.push(await request(gate, 60 * index));
		};
		await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
		return answered;
	}

	let isOver = false;
	const all = Promise.all(processes.map(run)).finally(() => (isOver = true));
	while (!isOver) await clock.runTo(clock.now() + 1000);
	return { answered: await all, refusals, took: clock.now() };
}

const between = (times: number[], from: number, to: number) =>
	times.filter((time) => time >= from && time < to).length;

describe.each(['fixed', 'sliding'] as const)('%s windows', (window) => {
	test('alone: never refused', async () => {
		const { answered, refusals } = await share(window, [{ requests: 1000 }]);
		expect(answered[0]).toHaveLength(1000);
		expect(refusals).toBe(0);
	});

	test.each([2, 4])('%i that share get like parts, and nearly all that there is', async (count) => {
		const processes = Array.from({ length: count }, () => ({ requests: 1600 / count }));
		const { answered, refusals, took } = await share(window, processes);
		for (const times of answered) {
			expect(times).toHaveLength(1600 / count);
			// From the second window on, until the first is done.
			const part = between(times, WINDOW, 10 * WINDOW) / 9;
			expect(part).toBeGreaterThan((0.7 * LIMIT) / count);
		}
		expect(took).toBeLessThan((1.2 * 1600 * WINDOW) / LIMIT);
		expect(refusals).toBeLessThan(0.25 * 1600);
	});

	test('one that comes later gets in soon', async () => {
		const processes = [{ requests: 1000 }, { requests: 50, from: 2.4 * WINDOW }];
		const { answered } = await share(window, processes);
		expect(answered[1]).toHaveLength(50);
		// A run of five windows lets others in, before they have been refused ten times.
		expect(Math.max(...answered[1]!)).toBeLessThan(9 * WINDOW);
	});

	test('one whose neighbour is done has the full rate at once', async () => {
		const { answered } = await share(window, [{ requests: 150 }, { requests: 1000 }]);
		const done = Math.max(...answered[0]!) + WINDOW;
		expect(between(answered[1]!, done, done + 4 * WINDOW)).toBeGreaterThan(3.5 * LIMIT);
	});
});
