import type { Bench, Measurement, Row } from '../../measurement.mts';
import { formatSeconds, median, formatMegabytes, formatCount } from '../../format.mts';
import { startSimulator } from '../../simulatorProcess.mts';
import { byLoop, byNode, warmUp } from './writers.mts';
import type { Searched, Written } from './writers.mts';

type Way = { latency: number; rounds: number };

const RECORDS = 100_000;
/** The last is the node's own choice. */
const SIZES = [250, 1000, 2500, 10_000, undefined];
const WAYS: Way[] = [
	{ latency: 0, rounds: 3 },
	{ latency: 150, rounds: 1 },
];
/** Enough for the memory of the size before to be given back, and short, since there are many runs. */
const REST_MS = 3000;

export const pageSizes: Measurement = {
	name: 'search',
	title: 'Page sizes of a search',
	notes: `${formatCount(RECORDS)} audit events into a JSON Lines file, no rate limit; medians. "Most memory" is the most resident memory of n8n's process during any of the runs.`,
	run: async (bench) => {
		const rows: Row[] = [];
		for (const way of WAYS) rows.push(...(await measure(bench, way)));
		return rows;
	},
};

async function measure(bench: Bench, way: Way): Promise<Row[]> {
	const { latency } = way;
	const simulator = await startSimulator({ events: RECORDS, latency, 'no-rate-limit': true });
	try {
		const searched = await warmUp(bench, simulator);
		const rows: Row[] = [];
		for (const size of SIZES) rows.push(await measureSize(bench, searched, way, size));
		return rows;
	} finally {
		await simulator.stop();
	}
}

async function measureSize(
	bench: Bench,
	searched: Searched,
	{ latency, rounds }: Way,
	chosen: number | undefined,
): Promise<Row> {
	const size = chosen ?? searched.pageSize;
	const ours: Written[] = [];
	const bare: Written[] = [];
	for (let round = 1; round <= rounds; round++) {
		ours.push(await byNode(bench, searched, RECORDS, chosen, REST_MS));
		bare.push(await byLoop(searched, RECORDS, size));
		const [node, loop] = [ours, bare].map((taken) => formatSeconds(taken.at(-1)!.ms));
		bench.say(`${latency} ms, ${formatCount(size)} a page: node ${node}, loop ${loop}`);
	}
	const [oursMs = NaN, bareMs = NaN] = [ours, bare].map((taken) =>
		median(taken.map(({ ms }) => ms)),
	);
	const perSecond = (ms: number) => formatCount(Math.round((RECORDS / ms) * 1000));
	return {
		latency: `${latency} ms`,
		'page size': formatCount(size) + (chosen === undefined ? ' (the node’s own choice)' : ''),
		'this node, records/s': perSecond(oursMs),
		'plain loop, records/s': perSecond(bareMs),
		'throughput / loop': (bareMs / oursMs).toFixed(2),
		'peak memory': formatMegabytes(Math.max(...ours.map(({ peak }) => peak))),
	};
}
