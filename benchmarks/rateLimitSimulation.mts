/*
 * How processes that share one client find their parts of its rate limit, in virtual time:
 *     npx tsx benchmarks/rateLimitSimulation.mts
 */
import { WINDOW_MS } from '../nodes/shared/api/rateLimit/requestWindow.ts';
import { LIMIT, simulate } from '../test/unit/shared/api/rateLimit/simulation.mts';
import type { Gateway, Process } from '../test/unit/shared/api/rateLimit/simulation.mts';
import { markdown } from './markdown.mts';
import type { Row } from './measurement.mts';
import { formatSeconds } from './format.mts';

const GATEWAYS = (['fixed', 'sliding'] as const).flatMap((window): Gateway[] => [
	{ window, latency: 2 },
	{ window, latency: 150 },
	{ window, latency: 150, busyStart: true },
	{ window, latency: 150, round: Math.floor },
	{ window, latency: 600 },
]);

const long = { requests: 1200 };
const single = (from: number): Process => ({ requests: 1, concurrency: 1, from });

const SCENARIOS: Record<string, Process[]> = {
	'1 process': [{ requests: 800 }],
	'1 process, longer': [{ requests: 4000 }],
	'1 process, shorter': [{ requests: 200 }],
	'2 processes': Array<Process>(2).fill({ requests: 600 }),
	'3 processes': Array<Process>(3).fill({ requests: 400 }),
	'4 processes': Array<Process>(4).fill({ requests: 400 }),
	'2 processes, 10 minutes later': Array<Process>(2).fill({ requests: 600, againAt: 600_000 }),
	'3 processes, 10 minutes later': Array<Process>(3).fill({ requests: 400, againAt: 600_000 }),
	'4 processes, 10 minutes later': Array<Process>(4).fill({ requests: 400, againAt: 600_000 }),
	'3 processes, one with two runs': [
		{ requests: 400, concurrency: 76 },
		...Array<Process>(2).fill({ requests: 200 }),
	],
	'3 processes, 10 requests at a time': Array<Process>(3).fill({ requests: 400, concurrency: 10 }),
	'3 processes, 20 runs': [
		{ requests: 280, concurrency: 266 },
		{ requests: 280, concurrency: 266 },
		{ requests: 240, concurrency: 228 },
	],
	'3 processes, 1,000 small runs': [334, 333, 333].map((requests) => ({
		requests,
		concurrency: 10,
	})),
	'2 processes, 3 endpoints': Array<Process>(2).fill({ requests: 500, endpoints: ['a', 'b', 'c'] }),
	'a short and a long run': [{ requests: 150 }, { requests: 800 }],
	'50 requests, started 24 s later': [long, { requests: 50, from: 24_000 }],
	'50 requests, started 66 s later': [long, { requests: 50, from: 66_300 }],
	'single requests, started 21 to 49 s later': [
		long,
		...[21, 28, 35, 42, 49].map((s) => single(s * 1000)),
	],
	'single requests, started 61 to 95 s later': [
		long,
		...[61, 72, 84, 95].map((s) => single(s * 1000)),
	],
	'one at a time during a long run': [long, { requests: 60, concurrency: 1, from: 3000 }],
	'limit set to 1,000': [{ requests: 800, limit: 1000 }],
};

const endOf = (times: number[]) => Math.max(...times);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns the times after a start, relative to it. */
const getTimesAfter = (times: number[], start: number) =>
	times.filter((time) => time >= start).map((time) => time - start);

async function measure(gateway: Gateway, processes: Process[]) {
	const result = await simulate(gateway, processes);
	const { failed, maxAttempts } = result;
	// If the processes run again, only the second run counts.
	const start = processes[0]?.againAt ?? 0;
	const respondedAt = result.respondedAt.map((times) => getTimesAfter(times, start));
	const rejectedAt = getTimesAfter(result.rejectedAt, start);
	const total = processes.reduce((sum, { requests }) => sum + requests, 0);
	const bound = (total / LIMIT - 1) * WINDOW_MS + (gateway.latency ?? 0);
	// Parts of the rate are compared while all are at work.
	const [from, to] = [WINDOW_MS, Math.min(...respondedAt.map(endOf))];
	const parts = respondedAt.map((times) => times.filter((at) => at >= from && at < to).length);
	const late = processes.map(({ from: begin = 0 }, index) =>
		begin > 0 ? endOf(respondedAt[index]!) - begin : 0,
	);
	return {
		refused: rejectedAt.length / total,
		slowness: Math.max(...respondedAt.map(endOf)) / bound,
		evenness: Math.min(...parts) / Math.max(...parts),
		late: Math.max(...late),
		lost: failed,
		mostTries: maxAttempts,
	};
}

async function rowOf(who: string, processes: Process[]): Promise<Row> {
	const runs = await Promise.all(GATEWAYS.map((gateway) => measure(gateway, processes)));
	const isEqual = processes.every((one) => one.from === undefined) && processes.length > 1;
	const late = Math.max(...runs.map((run) => run.late));
	return {
		who,
		'429s per request': `${(100 * mean(runs.map(({ refused }) => refused))).toFixed(1)} %`,
		'time / bound': `${mean(runs.map(({ slowness }) => slowness)).toFixed(2)} ×`,
		'smallest / largest share': isEqual
			? Math.min(...runs.map(({ evenness }) => evenness)).toFixed(2)
			: '',
		'longest late run': late > 0 ? formatSeconds(late) : '',
		'max attempts': String(Math.max(...runs.map(({ mostTries: maxAttempts }) => maxAttempts))),
		failed: String(runs.reduce((sum, { lost: failed }) => sum + failed, 0)),
	};
}

const rows: Row[] = [];
for (const [who, processes] of Object.entries(SCENARIOS)) rows.push(await rowOf(who, processes));
const notes =
	'Fixed and sliding windows of 100 requests in 10 seconds; responses after 2, 150, and 600 ms, with and without a busy machine at the start; Retry-After rounded up and down: means, and the worst case of shares, late runs, and attempts.';
console.log(markdown({ title: 'A shared client', notes, name: '', run: async () => [] }, rows));
