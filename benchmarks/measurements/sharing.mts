import { setTimeout as sleep } from 'node:timers/promises';

import type { Bench, Measurement, Row } from '../measurement.mts';
import { startN8n, type N8n, type Run } from '../n8n.mts';
import { inSeconds, thousands, timed } from '../numbers.mts';
import { startSimulator } from '../simulatorProcess.mts';
import type { SimulatorProcess } from '../simulatorProcess.mts';
import { expectComplete, iscList, summary } from '../subjects/nodes.mts';

const RECORDS = 100_000;
const PAGE = 250;
const LATENCY = 150;
const WINDOW_MS = 10_000;

export const sharing: Measurement = {
	name: 'sharing',
	title: 'One client, shared',
	notes: `Each execution reads ${thousands(RECORDS)} accounts (${RECORDS / PAGE} requests), ${LATENCY} ms latency, 100 requests in 10 s. Throughput is answered requests in a second, all together. Two executions of one n8n share its rate gate; two n8n know nothing of each other and find their shares by the 429s that they get, of which none costs a record.`,
	run: async (bench) => {
		const simulator = await startSimulator({
			accounts: RECORDS,
			identities: RECORDS / 2,
			latency: LATENCY,
		});
		const other = await startN8n();
		try {
			const here = await listIn(bench.n8n, simulator);
			const there = await listIn(other, simulator);
			const alone = await measure(bench, simulator, 'one execution', [here]);
			const rows = [
				alone,
				await measure(bench, simulator, 'two executions of one n8n', [here, here]),
				await measure(bench, simulator, 'two n8n', [here, there]),
			];
			return rows.map(({ row, throughput }) => ({
				...row,
				'requests/s': throughput.toFixed(2),
				'of one alone': (throughput / alone.throughput).toFixed(2),
			}));
		} finally {
			await other.stop();
			await simulator.stop();
		}
	},
};

const listIn = async (n8n: N8n, { url }: SimulatorProcess) =>
	await n8n.publish([iscList(await n8n.credential(url)), summary]);

async function measure(
	{ say }: Bench,
	simulator: SimulatorProcess,
	who: string,
	runs: Run[],
): Promise<{ row: Row; throughput: number }> {
	await sleep(WINDOW_MS + 1000);
	const before = (await simulator.seen()).byStatus[429] ?? 0;
	const { ms, result } = await timed(async () => await Promise.all(runs.map((run) => run())));
	for (const answer of result) expectComplete(answer, RECORDS);
	const refused = ((await simulator.seen()).byStatus[429] ?? 0) - before;
	say(`${who}: ${inSeconds(ms)}, ${refused} refusals`);
	return {
		row: { who, time: inSeconds(ms), '429s': String(refused) },
		throughput: (runs.length * (RECORDS / PAGE) * 1000) / ms,
	};
}
