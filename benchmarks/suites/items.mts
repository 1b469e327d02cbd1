import { setTimeout as sleep } from 'node:timers/promises';

import { records } from '../../test/e2e/support/workflows.mts';
import type { Bench, Measurement, Row } from '../measurement.mts';
import { formatSeconds, formatCount, measureTime, formatRatio } from '../format.mts';
import { startSimulator } from '../simulatorProcess.mts';
import { inputItems } from '../clients/inputItems.mts';
import { expectComplete, httpEach, iscEach, summary } from '../clients/nodes.mts';

const ITEMS = 1000;
const LATENCY = 150;
const WINDOW_MS = 10_000;
const NO_LIMIT = 1_000_000;

export const items: Measurement = {
	name: 'items',
	title: 'One request for each input item',
	notes: `${formatCount(ITEMS)} input items, a GET for each, ${LATENCY} ms latency. The HTTP Request node starts all requests at once unless its option Batching is set; here to the rate limit's own numbers.`,
	run: async (bench) => [...(await measure(bench, false)), ...(await measure(bench, true))],
};

async function measure({ n8n, say }: Bench, isLimited: boolean): Promise<Row[]> {
	const simulator = await startSimulator({
		accounts: ITEMS,
		latency: LATENCY,
		...(!isLimited && { 'no-rate-limit': true }),
	});
	try {
		const credentialId = await n8n.credential(simulator.url);
		const rateLimit = isLimited ? {} : { rateLimit: NO_LIMIT };
		const batch = { batchSize: 100, batchInterval: WINDOW_MS };
		const subjects = {
			'this node': iscEach(credentialId, rateLimit),
			...(!isLimited && {
				'this node, one after the other': iscEach(credentialId, { ...rateLimit, maxParallel: 1 }),
			}),
			'HTTP Request node': httpEach(credentialId, simulator.url),
			...(isLimited && {
				'HTTP Request node, batched': httpEach(credentialId, simulator.url, batch),
			}),
		};
		const rows: Row[] = [];
		let ours = NaN;
		for (const [subject, node] of Object.entries(subjects)) {
			const run = await n8n.publish([...records(inputItems(ITEMS)), node, summary]);
			if (isLimited) await sleep(WINDOW_MS + 1000);
			const before = (await simulator.seen()).byStatus[429] ?? 0;
			const { ms, result } = await measureTime(
				async () =>
					await run().then(
						(answer) => {
							expectComplete(answer, ITEMS);
							return undefined;
						},
						() => 'fails',
					),
			);
			if (subject === 'this node') ours = ms;
			say(`${isLimited ? 'limited' : 'unlimited'}, ${subject}: ${result ?? formatSeconds(ms)}`);
			rows.push({
				limit: isLimited ? '100 in 10 s' : 'none',
				subject,
				time: result ?? `${formatSeconds(ms)} (${formatRatio(ms / ours)})`,
				'429s': String(((await simulator.seen()).byStatus[429] ?? 0) - before),
			});
		}
		return rows;
	} finally {
		await simulator.stop();
	}
}
