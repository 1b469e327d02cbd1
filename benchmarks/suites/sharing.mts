import { setTimeout as sleep } from 'node:timers/promises';

import { isc } from '../../test/e2e/support/workflows.mts';
import type { Bench, Measurement, Row } from '../measurement.mts';
import { startN8n } from '../n8n.mts';
import type { N8n } from '../n8n.mts';
import { formatSeconds, formatCount, measureTime } from '../format.mts';
import { startSimulator } from '../simulatorProcess.mts';
import type { SimulatorProcess } from '../simulatorProcess.mts';
import { expectComplete, summary } from '../clients/nodes.mts';

const RECORDS = 200_000;
const PAGE = 250;
const LATENCY = 150;
const WINDOW_MS = 10_000;

export const sharing: Measurement = {
	name: 'sharing',
	title: 'A shared client',
	notes: `${formatCount(RECORDS)} accounts (${RECORDS / PAGE} requests) in all, read by one execution, or half of them by each of two; ${LATENCY} ms latency, 100 requests in 10 s. Two executions of one n8n share its rate gate; two n8n know nothing of each other and find their shares by the 429s that they get, of which none costs a record.`,
	run: async (bench) => {
		const simulator = await startSimulator({
			accounts: RECORDS,
			identities: RECORDS / 2,
			latency: LATENCY,
		});
		const other = await startN8n();
		try {
			const half = RECORDS / 2;
			const whole = await listIn(bench.n8n, simulator, RECORDS);
			const here = await listIn(bench.n8n, simulator, half);
			const there = await listIn(other, simulator, half);
			const results = [
				await measure(bench, simulator, 'one execution', [whole]),
				await measure(bench, simulator, 'two executions of one n8n', [here, here]),
				await measure(bench, simulator, 'two n8n', [here, there]),
			];
			return results.map(({ row, ms }) => ({
				...row,
				'throughput / one execution': (results[0]!.ms / ms).toFixed(2),
			}));
		} finally {
			await other.stop();
			await simulator.stop();
		}
	},
};

/** Reads so many records in an n8n, all of which must come. */
async function listIn(n8n: N8n, { url }: SimulatorProcess, records: number) {
	const parameters = { method: 'GET', path: '/accounts/v1', limit: records };
	const run = await n8n.publish([isc(await n8n.credential(url), parameters), summary]);
	return async () => expectComplete(await run(), records);
}

async function measure(
	{ say }: Bench,
	simulator: SimulatorProcess,
	who: string,
	runs: Array<() => Promise<void>>,
): Promise<{ row: Row; ms: number }> {
	await sleep(WINDOW_MS + 1000);
	const before = (await simulator.seen()).byStatus[429] ?? 0;
	const { ms } = await measureTime(async () => await Promise.all(runs.map((run) => run())));
	const refused = ((await simulator.seen()).byStatus[429] ?? 0) - before;
	say(`${who}: ${formatSeconds(ms)}, ${refused} refusals`);
	return { row: { who, time: formatSeconds(ms), '429s': String(refused) }, ms };
}
