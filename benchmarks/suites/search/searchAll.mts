import { setTimeout as sleep } from 'node:timers/promises';

import type { Bench, Measurement, Row } from '../../measurement.mts';
import type { N8n } from '../../n8n.mts';
import { formatSeconds, formatCount, measureTime, formatRatio } from '../../format.mts';
import { startSimulator } from '../../simulatorProcess.mts';
import type { SimulatorProcess } from '../../simulatorProcess.mts';
import { expectComplete, summary } from '../../clients/nodes.mts';
import { sdkSearch } from '../../clients/sdk.mts';
import { httpSearch, iscSearch } from '../../clients/searchNodes.mts';
import { warmUp } from './writers.mts';
import type { Searched } from './writers.mts';

type Subject = { name: string; pageSize: number; run: () => Promise<number> };

const RECORDS = 50_000;
const LATENCY = 150;
const WINDOW_MS = 10_000;
/** What ISC gives at a time unless asked for more, and what the SDK asks for. */
const COMMON_PAGE = 250;

export const wholeSearches: Measurement = {
	name: 'search',
	title: 'All documents of a search',
	notes: `${formatCount(RECORDS)} audit events, each page from the last document before it; ${LATENCY} ms latency, 100 requests in 10 s. The two nodes in a published workflow of a real n8n, whose credential has a token already, with a node behind that counts the items; the SDK's search paginator in a Node.js process of its own. ${COMMON_PAGE} is the page size of whoever sets none, but for this node; for the larger page size the other two have to be told.`,
	run: async (bench) => {
		const simulator = await startSimulator({ events: RECORDS, latency: LATENCY });
		try {
			const searched = await warmUp(bench, simulator);
			const rows: Row[] = [];
			let ours = NaN;
			for (const subject of await subjectsFor(bench.n8n, searched)) {
				const { ms, refused } = await measure(bench, simulator, subject);
				// The first is this node as it comes.
				if (rows.length === 0) ours = ms;
				rows.push({
					subject: subject.name,
					'page size': formatCount(subject.pageSize),
					time: `${formatSeconds(ms)} (${formatRatio(ms / ours)})`,
					'429s': String(refused),
				});
			}
			return rows;
		} finally {
			await simulator.stop();
		}
	},
};

async function subjectsFor(
	n8n: N8n,
	{ simulator, credentialId, pageSize: ownSize }: Searched,
): Promise<Subject[]> {
	const { url } = simulator;
	const inWorkflow = async (node: ReturnType<typeof iscSearch>) => {
		const run = await n8n.publish([node, summary]);
		return async () => {
			const { ms, result } = await measureTime(run);
			expectComplete(result, RECORDS);
			return ms;
		};
	};
	const subjects: Subject[] = [];
	for (const pageSize of new Set([ownSize, COMMON_PAGE])) {
		subjects.push(
			{
				name: 'this node',
				pageSize,
				run: await inWorkflow(iscSearch(credentialId, pageSize === ownSize ? {} : { pageSize })),
			},
			{
				name: 'HTTP Request node',
				pageSize,
				run: await inWorkflow(httpSearch(credentialId, url, pageSize)),
			},
			{ name: 'SDK', pageSize, run: async () => await sdkSearch(url, RECORDS, pageSize) },
		);
	}
	return subjects;
}

async function measure(
	{ say }: Bench,
	simulator: SimulatorProcess,
	{ name, pageSize, run }: Subject,
): Promise<{ ms: number; refused: number }> {
	// The window of the one before is over.
	await sleep(WINDOW_MS + 1000);
	const before = (await simulator.seen()).byStatus[429] ?? 0;
	const ms = await run();
	const refused = ((await simulator.seen()).byStatus[429] ?? 0) - before;
	say(`${name}, ${formatCount(pageSize)} a page: ${formatSeconds(ms)}, ${refused} refusals`);
	return { ms, refused };
}
