import { setTimeout as sleep } from 'node:timers/promises';

import type { Bench, Measurement, Row } from '../measurement.mts';
import { formatSeconds, median, formatCount, measureTime, formatRatio } from '../format.mts';
import { startSimulator } from '../simulatorProcess.mts';
import type { SimulatorProcess } from '../simulatorProcess.mts';
import { expectComplete, httpList, iscList, summary } from '../clients/nodes.mts';
import { sdkList } from '../clients/sdk.mts';

type Scenario = { records: number; latency: number; isLimited: boolean; rounds: number };

const PAGE = 250;
const LIMIT = 100;
const WINDOW_MS = 10_000;
/** The node keeps to the limit of ISC unless told that there is none. */
const NO_LIMIT = { rateLimit: 1_000_000 };

/*
 * The last page isn't full. After a full one, the node requests another, since a total is believed upwards only: with
 * exactly 50,000 records that request would be the first of a third window.
 */
const SCENARIOS: Scenario[] = [
	{ records: 49_900, latency: 300, isLimited: true, rounds: 1 },
	{ records: 99_900, latency: 300, isLimited: true, rounds: 1 },
	{ records: 49_900, latency: 0, isLimited: false, rounds: 5 },
	{ records: 49_900, latency: 150, isLimited: false, rounds: 3 },
	{ records: 49_900, latency: 600, isLimited: false, rounds: 1 },
];

export const lists: Measurement = {
	name: 'lists',
	title: 'All records of a list',
	notes: `Each reads all accounts, ${PAGE} a page; the two nodes in a published workflow of a real n8n, whose credential has a token already, the SDK in a Node.js process of its own. Medians. "Bound" is the shortest time that the rate limit of ${LIMIT} requests in ${WINDOW_MS / 1000} s allows, one answer's latency included. The last page isn't full: after a full one, this node requests another to see whether the list goes on.`,
	run: async (bench) => {
		const rows: Row[] = [];
		for (const scenario of SCENARIOS) rows.push(await measure(bench, scenario));
		return rows;
	},
};

async function measure({ n8n, say }: Bench, scenario: Scenario): Promise<Row> {
	const { records, latency, isLimited, rounds } = scenario;
	const simulator = await startSimulator({
		accounts: records,
		identities: Math.floor(records / 2),
		latency,
		...(!isLimited && { 'no-rate-limit': true }),
	});
	try {
		const credentialId = await n8n.credential(simulator.url);
		const node = iscList(credentialId, isLimited ? {} : NO_LIMIT);
		expectComplete(await (await n8n.publish([node, summary]))(), records);

		const ours = await n8n.publish([node]);
		const http = await n8n.publish([httpList(credentialId, simulator.url)]);
		const subjects = {
			'this node': async () => (await measureTime(ours)).ms,
			'HTTP Request': async () => (await measureTime(http)).ms,
			SDK: async () => await sdkList(simulator.url, records),
		};
		const durations: Record<string, number[]> = {};
		let refusals = 0;
		for (let round = 1; round <= rounds; round++) {
			for (const [name, subject] of Object.entries(subjects)) {
				// The window of the one before is over.
				if (isLimited) await sleep(WINDOW_MS + 1000);
				const before = await refused(simulator);
				const ms = await subject();
				const more = (await refused(simulator)) - before;
				if (name === 'this node') refusals += more;
				(durations[name] ??= []).push(ms);
				say(
					`${formatCount(records)} records, ${latency} ms, ${name}: ${formatSeconds(ms)}, ${more} refusals`,
				);
			}
		}
		return row(scenario, durations, refusals);
	} finally {
		await simulator.stop();
	}
}

const refused = async (simulator: SimulatorProcess) => (await simulator.seen()).byStatus[429] ?? 0;

function row(
	{ records, latency, isLimited }: Scenario,
	durations: Record<string, number[]>,
	refusals: number,
): Row {
	const [ours = NaN, http = NaN, sdk = NaN] = Object.values(durations).map(median);
	const windows = Math.ceil(records / PAGE / LIMIT) - 1;
	const bound = windows * WINDOW_MS + latency;
	return {
		records: formatCount(records),
		latency: `${latency} ms`,
		limit: isLimited ? `${LIMIT} in ${WINDOW_MS / 1000} s` : 'none',
		'this node': formatSeconds(ours),
		'time / bound': isLimited ? formatRatio(ours / bound) : '',
		'429s': String(refusals),
		'HTTP Request node': `${formatSeconds(http)} (${formatRatio(http / ours)})`,
		SDK: `${formatSeconds(sdk)} (${formatRatio(sdk / ours)})`,
	};
}
