import { setTimeout as sleep } from 'node:timers/promises';

import { getItems } from '../../../test/e2e/support/workflows.mts';
import { callAtOnce, countStatuses } from '../../../test/queue/clusterActions.mts';
import { expectComplete, iscList, summary } from '../../clients/nodes.mts';
import { formatCount, formatRatio, formatSeconds, measureTime } from '../../format.mts';
import type { Bench, Measurement, Row } from '../../measurement.mts';
import { withCluster } from '../../queueCluster.mts';
import type { QueueStage } from '../../queueCluster.mts';
import { startSimulator } from '../../simulatorProcess.mts';

const EXECUTIONS = 4;
/** The last page isn't full: after a full one, the node requests another. */
const RECORDS = 49_900;
const LATENCY_MS = 150;
const REQUESTS = 100;
const WINDOW_MS = 10_000;
const TIMEOUT_MS = 600_000;

export const queueRateLimit: Measurement = {
	name: 'queue:rateLimit',
	title: 'Queue mode: a shared rate limit',
	isQueueMode: true,
	notes: `${EXECUTIONS} executions at once, each of which reads ${formatCount(RECORDS)} accounts; ${LATENCY_MS} ms latency, ${REQUESTS} requests in ${WINDOW_MS / 1000} s. All executions read all records once. The bound is the shortest time that the rate limit allows for the requests that succeeded.`,
	run: async (bench) =>
		await withCluster({ workers: 3, webhookProcessors: 0 }, async (stage) => {
			const rows = [
				await measureRateLimit(bench, stage, 'fixed'),
				await measureRateLimit(bench, stage, 'sliding'),
			];
			const { cluster } = stage;
			for (const worker of cluster.workers.slice(1)) await cluster.removeWorker(worker);
			return [...rows, await measureRateLimit(bench, stage, 'fixed')];
		}),
};

async function measureRateLimit(
	{ say }: Bench,
	{ cluster, credential, publishBehindWebhook, ended, editor }: QueueStage,
	window: 'fixed' | 'sliding',
): Promise<Row> {
	const simulator = await startSimulator({
		accounts: RECORDS,
		identities: RECORDS / 2,
		latency: LATENCY_MS,
		'rate-window': window,
	});
	try {
		const nodes = [iscList(await credential(simulator)), summary];
		const { id, call } = await publishBehindWebhook(...nodes);
		await sleep(WINDOW_MS + 1000);
		const { ms, result: executions } = await measureTime(async () => {
			await callAtOnce(EXECUTIONS, call);
			return await ended(id, EXECUTIONS, TIMEOUT_MS);
		});
		const { success = 0 } = countStatuses(executions);
		if (success !== EXECUTIONS)
			throw new Error(`${success} of ${EXECUTIONS} executions succeeded.`);
		for (const one of executions) {
			const [item] = getItems(await editor.execution(one.id), summary.name);
			expectComplete(item?.json ?? {}, RECORDS);
		}
		const { byRoute, byStatus } = await simulator.seen();
		const rejected = byStatus[429] ?? 0;
		const requests = (byRoute['GET /accounts/v1'] ?? 0) - rejected;
		const bound = Math.floor((requests - 1) / REQUESTS) * WINDOW_MS + LATENCY_MS;
		const row = {
			workers: String(cluster.workers.length),
			window,
			requests: formatCount(requests),
			time: formatSeconds(ms),
			'time / bound': formatRatio(ms / bound),
			'429s': String(rejected),
			'429s / requests': `${((rejected / requests) * 100).toFixed(1)} %`,
		};
		say(JSON.stringify(row));
		return row;
	} finally {
		await simulator.stop();
	}
}
