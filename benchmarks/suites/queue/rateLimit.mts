import { setTimeout as sleep } from 'node:timers/promises';

import { getItems } from '../../../test/e2e/support/workflows.mts';
import { callAtOnce, countStatuses } from '../../../test/queue/clusterActions.mts';
import { expectComplete, iscList, summary } from '../../clients/nodes.mts';
import { formatCount, formatRatio, formatSeconds, measureTime } from '../../format.mts';
import type { Bench, Measurement, Row } from '../../measurement.mts';
import { withCluster } from '../../queueCluster.mts';
import type { QueueStage } from '../../queueCluster.mts';
import { startSimulator } from '../../simulatorProcess.mts';
import type { SimulatorProcess } from '../../simulatorProcess.mts';

const LATENCY_MS = 150;
const REQUESTS = 100;
const WINDOW_MS = 10_000;
const TIMEOUT_MS = 600_000;

/** Executions that start at once, and the accounts that each of them reads. */
interface Workload {
	executions: number;
	/** The last page isn't full: after a full one, the node requests another. */
	records: number;
	/** How often the executions run. The workers know each other from the second time on. */
	rounds: number;
}

const LONG: Workload = { executions: 4, records: 49_900, rounds: 2 };
const MEDIUM: Workload = { executions: 20, records: 9_900, rounds: 1 };
const SMALL: Workload = { executions: 1_000, records: 190, rounds: 1 };

type WindowType = 'fixed' | 'sliding';

export const queueRateLimit: Measurement = {
	name: 'queue:rateLimit',
	title: 'Queue mode: a shared rate limit',
	isQueueMode: true,
	notes: `Executions that start at once, each of which reads all accounts; ${LATENCY_MS} ms latency, ${REQUESTS} requests in ${WINDOW_MS / 1000} s. In the second round, the workers know each other. All executions read all records once. The bound is the shortest time that the rate limit allows for the requests that succeeded.`,
	run: async (bench) =>
		await withCluster({ workers: 3, webhookProcessors: 0 }, async (stage) => {
			const rows: Row[] = [];
			for (const workload of [LONG, MEDIUM, SMALL])
				for (const window of ['fixed', 'sliding'] as const)
					rows.push(...(await measureRateLimit(bench, stage, workload, window)));
			const { cluster } = stage;
			for (const worker of cluster.workers.slice(1)) await cluster.removeWorker(worker);
			return [...rows, ...(await measureRateLimit(bench, stage, { ...LONG, rounds: 1 }, 'fixed'))];
		}),
};

async function measureRateLimit(
	{ say }: Bench,
	stage: QueueStage,
	workload: Workload,
	window: WindowType,
): Promise<Row[]> {
	const { executions, records, rounds } = workload;
	const simulator = await startSimulator({
		accounts: records,
		identities: Math.ceil(records / 2),
		latency: LATENCY_MS,
		'rate-window': window,
	});
	try {
		const nodes = [iscList(await stage.credential(simulator)), summary];
		const { id, call } = await stage.publishBehindWebhook(...nodes);
		const rows: Row[] = [];
		for (let round = 1; round <= rounds; round++) {
			await sleep(WINDOW_MS + 1000);
			const before = await countRequests(simulator);
			const startedAt = Date.now();
			const { ms } = await measureTime(async () => {
				await callAtOnce(executions, call);
				await stage.ended(id, round * executions, TIMEOUT_MS);
			});
			await checkExecutions(stage, id, { ...workload, rounds: round });
			const after = await countRequests(simulator);
			const rejected = after.rejected - before.rejected;
			const requests = after.accepted - before.accepted;
			const bound = Math.floor((requests - 1) / REQUESTS) * WINDOW_MS + LATENCY_MS;
			const lastResponseMs = (await getLastResponseTime(simulator)) - startedAt;
			const row = {
				workers: String(stage.cluster.workers.length),
				executions: `${formatCount(executions)} × ${formatCount(records)} records`,
				window,
				round: String(round),
				requests: formatCount(requests),
				'last response': formatSeconds(lastResponseMs),
				'last response / bound': formatRatio(lastResponseMs / bound),
				time: formatSeconds(ms),
				'time / bound': formatRatio(ms / bound),
				'429s': String(rejected),
				'429s / requests': `${((rejected / requests) * 100).toFixed(1)} %`,
			};
			say(JSON.stringify(row));
			rows.push(row);
		}
		return rows;
	} finally {
		await simulator.stop();
	}
}

async function countRequests(simulator: SimulatorProcess) {
	const { byRoute, byStatus } = await simulator.seen();
	const rejected = byStatus[429] ?? 0;
	return { rejected, accepted: (byRoute['GET /accounts/v1'] ?? 0) - rejected };
}

/** Returns when the last response with accounts was sent, in epoch milliseconds. */
async function getLastResponseTime(simulator: SimulatorProcess): Promise<number> {
	const responses = (await simulator.requests()).filter(({ url }) => url.startsWith('/accounts'));
	return Math.max(...responses.map(({ at, ms }) => at + (ms ?? 0)));
}

/** Checks that all executions succeeded, and that up to 20 of them returned all records. */
async function checkExecutions(
	{ editor, list }: QueueStage,
	workflowId: string,
	{ executions, records, rounds }: Workload,
): Promise<void> {
	const all = await list(workflowId);
	const { success = 0 } = countStatuses(all);
	if (success !== executions * rounds || all.length !== success)
		throw new Error(`${success} of ${executions * rounds} executions succeeded.`);
	for (const { id } of all.slice(0, 20)) {
		const [item] = getItems(await editor.execution(id), summary.name);
		expectComplete(item?.json ?? {}, records);
	}
}
