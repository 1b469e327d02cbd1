import { WINDOW_MS } from '../../../../../nodes/shared/api/rateLimit/requestWindow.ts';
import { LIMIT, simulate, type Gateway, type Process } from './simulation.mts';

const countBetween = (times: number[], from: number, to: number) =>
	times.filter((time) => time >= from && time < to).length;

/** Returns when the last response of a process arrived. */
const getEnd = (times: number[]) => Math.max(...times);

const GATEWAYS: Gateway[] = [
	{ window: 'fixed', latency: 150 },
	{ window: 'fixed', latency: 600 },
	{ window: 'sliding', latency: 2 },
	{ window: 'sliding', latency: 150 },
	{ window: 'sliding', latency: 150, round: Math.floor },
];

/** Simulates processes that share a client, and checks that no request fails. */
async function simulateAll(gateway: Gateway, processes: Process[]) {
	const { respondedAt, rejectedAt, failed } = await simulate(gateway, processes);
	expect(failed).toBe(0);
	expect(respondedAt.map(({ length }) => length)).toEqual(
		processes.map(({ requests, againAt }) => (againAt === undefined ? requests : 2 * requests)),
	);
	return { respondedAt, rejectedAt, end: Math.max(...respondedAt.map(getEnd)) };
}

const getTitle = ({ window, latency, round }: Gateway) =>
	`${window} windows, ${latency} ms${round ? ', Retry-After rounded down' : ''}`;

describe.each(GATEWAYS.map((gateway) => [getTitle(gateway), gateway] as const))(
	'%s',
	(_title, gateway) => {
		test('a single process gets no 429 and almost the full rate', async () => {
			const { rejectedAt, end } = await simulateAll(gateway, [{ requests: 1000 }]);
			expect(rejectedAt).toEqual([]);
			expect(end).toBeLessThan(1.12 * 9 * WINDOW_MS);
		});

		test.each([2, 4])(
			'%i processes get similar shares and almost the full rate together',
			async (count) => {
				const processes = Array<Process>(count).fill({ requests: 1200 / count });
				const { respondedAt, rejectedAt, end } = await simulateAll(gateway, processes);
				const firstEnd = Math.min(...respondedAt.map(getEnd));
				for (const times of respondedAt) {
					const rate =
						countBetween(times, WINDOW_MS, firstEnd) / ((firstEnd - WINDOW_MS) / WINDOW_MS);
					expect(rate).toBeGreaterThan((0.8 * LIMIT) / count);
				}
				expect(end).toBeLessThan(1.1 * 12 * WINDOW_MS);
				expect(rejectedAt.length).toBeLessThan(0.04 * 1200);
				// Once they have learned their shares, they get few 429s.
				const later = countBetween(rejectedAt, 2 * WINDOW_MS, firstEnd);
				expect(later).toBeLessThan(0.02 * 1200);
			},
		);

		test.each([2.4, 6.63])(
			'a process that starts after %d windows is admitted soon',
			async (windows) => {
				const from = windows * WINDOW_MS;
				const { respondedAt } = await simulateAll(gateway, [
					{ requests: 1200 },
					{ requests: 50, from },
				]);
				expect(getEnd(respondedAt[1]!) - from).toBeLessThan(6 * WINDOW_MS);
			},
		);

		test('single requests are admitted in the next window of a long run', async () => {
			const singles = Array.from({ length: 10 }, (_, index): Process => {
				return { requests: 1, concurrency: 1, from: 2.1 * WINDOW_MS + index * 11_300 };
			});
			const { respondedAt } = await simulateAll(gateway, [{ requests: 1500 }, ...singles]);
			for (const [index, [time]] of respondedAt.slice(1).entries()) {
				expect(time! - singles[index]!.from!).toBeLessThan(1.5 * WINDOW_MS);
			}
		});
	},
);

describe.each(['fixed', 'sliding'] as const)('%s windows', (window) => {
	test('a process gets the full rate immediately after the other one ended', async () => {
		const { respondedAt } = await simulateAll({ window }, [{ requests: 150 }, { requests: 800 }]);
		const done = getEnd(respondedAt[0]!) + WINDOW_MS;
		expect(countBetween(respondedAt[1]!, done, done + 4 * WINDOW_MS)).toBeGreaterThan(3.5 * LIMIT);
	});

	test('several endpoints with 429s one after the other cost little more', async () => {
		const process = { requests: 400, endpoints: ['a', 'b', 'c'] };
		const { rejectedAt, end } = await simulateAll({ window }, [process, process]);
		expect(rejectedAt.length).toBeLessThan(0.05 * 800);
		expect(end).toBeLessThan(1.1 * 8 * WINDOW_MS);
	});

	test('a limit that is too high causes 429s, but no failed request', async () => {
		const process = { requests: 800, limit: 1000 };
		const { rejectedAt, end } = await simulateAll({ window }, [process]);
		expect(rejectedAt.length).toBeLessThan(0.1 * 800);
		expect(end).toBeLessThan(1.1 * 8 * WINDOW_MS);
	});

	test('a Retry-After that is rounded down causes no failed request', async () => {
		const processes = Array<Process>(3).fill({ requests: 400 });
		await simulateAll({ window, round: Math.floor }, processes);
	});

	test('processes that meet again get almost no 429s', async () => {
		const againAt = 600_000;
		const processes = Array<Process>(2).fill({ requests: 400, againAt });
		const { rejectedAt } = await simulateAll({ window }, processes);
		const first = countBetween(rejectedAt, 0, againAt);
		expect(first).toBeGreaterThan(0);
		expect(rejectedAt.length - first).toBeLessThanOrEqual(0.01 * 800);
	});

	test('a process that is alone again gets the full rate in its first window', async () => {
		const againAt = 600_000;
		const { respondedAt, rejectedAt } = await simulateAll({ window }, [
			{ requests: 400, againAt },
			{ requests: 400 },
		]);
		expect(countBetween(rejectedAt, againAt, Infinity)).toBe(0);
		expect(getEnd(respondedAt[0]!) - againAt).toBeLessThan(3.8 * WINDOW_MS);
	});
});
