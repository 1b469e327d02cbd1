import { setTimeout as sleep } from 'node:timers/promises';

import { chain, isc } from '../../../test/e2e/support/workflows.mts';
import { countStatuses } from '../../../test/queue/clusterActions.mts';
import {
	CHANGED,
	createInvocationIds,
	eventTrigger,
	sendEventsUntilAccepted,
} from '../../../test/queue/events.mts';
import { formatMegabytes, formatSeconds, measureTime, median } from '../../format.mts';
import type { Bench, Measurement, Row } from '../../measurement.mts';
import { peakMemories, residentMemory } from '../../memory.mts';
import { withCluster, withTenant } from '../../queueCluster.mts';
import type { Cluster } from '../../../tools/n8n/queue/cluster.mts';
import type { QueueStage } from '../../queueCluster.mts';
import type { Simulator } from '../../../simulator/src/server.mts';

const EVENTS = 200;
const ROUNDS = 2;
const WORKERS = 2;
const SETTLE_MS = 5_000;

export const queueBurst: Measurement = {
	name: 'queue:burst',
	title: `Queue mode: a burst of ${EVENTS} events`,
	isQueueMode: true,
	notes: `${EVENTS} events at once, ${ROUNDS} rounds, ${WORKERS} workers. The workflow of each event sends one request to the tenant; all events of all rounds did so once. Memory is the resident memory of the webhook processor that needs most, before the first round and at its peak. "All executions" is the time until all executions of a round have ended, and "sent again" how many events n8n rejected because its database was too slow. "Failed pings" counts how often a process got no response from the database in time.`,
	run: async (bench) => [await measureBurst(bench, 1), await measureBurst(bench, 2)],
};

async function measureBurst({ say }: Bench, webhookProcessors: number): Promise<Row> {
	return await withTenant({}, async (tenant) =>
		withCluster({ workers: WORKERS, webhookProcessors }, async (stage) => {
			const { cluster, publish, credential } = stage;
			const id = await credential(tenant);
			const workflowId = await publish(
				chain(eventTrigger(id, CHANGED), isc(id, { path: '/sources/v1', limit: 1 })),
			);
			await sleep(SETTLE_MS);
			const pids = cluster.webhookProcessors.map(({ pid }) => pid);
			const before = Math.max(...(await Promise.all(pids.map(residentMemory))));
			const { peaks, result: rounds } = await peakMemories(pids, async () => {
				const measured = [];
				for (let round = 1; round <= ROUNDS; round++) {
					measured.push(await measureRound(stage, tenant, workflowId, round));
				}
				return measured;
			});
			const list = (pick: (round: (typeof rounds)[number]) => number) =>
				rounds.map((round) => formatSeconds(pick(round))).join(', ');
			const row = {
				'webhook processors': String(webhookProcessors),
				'slowest response': list(({ responses }) => Math.max(...responses)),
				'median response': list(({ responses }) => median(responses)),
				'memory before': formatMegabytes(before),
				'peak memory': formatMegabytes(Math.max(...peaks)),
				'all executions': list(({ ms }) => ms),
				'sent again': rounds.map(({ repeats }) => String(repeats)).join(', '),
				'failed pings': String(countFailedPings(cluster)),
			};
			say(JSON.stringify(row));
			return row;
		}),
	);
}

/** Counts how often the workers and webhook processors got no response from the database in time, by their logs. */
function countFailedPings({ workers, webhookProcessors }: Cluster): number {
	return [...workers, ...webhookProcessors]
		.flatMap((member) => member.stdout().split('\n'))
		.filter((line) => /Database (ping failed|connection timed out)/.test(line)).length;
}

/** Sends the events, and waits until each has run. @throws Error unless each ran once */
async function measureRound(
	{ cluster, ended, list }: QueueStage,
	tenant: Simulator,
	workflowId: string,
	round: number,
) {
	const expected = EVENTS * round;
	const {
		ms,
		result: { deliveries, repeats },
	} = await measureTime(async () => {
		const sent = await sendEventsUntilAccepted(tenant, createInvocationIds(EVENTS));
		await ended(workflowId, expected);
		return sent;
	});
	const { success = 0, ...others } = countStatuses(await list(workflowId));
	const requests = tenant.counters.byRoute['GET /sources/v1'];
	const rejected = deliveries.filter(({ status }) => status !== 200).length;
	if (success !== expected || Object.keys(others).length > 0 || requests !== expected || rejected) {
		throw new Error(
			`${expected} events were expected to run once: ${success} succeeded, ${requests} requests, ${rejected} events rejected, ${countFailedPings(cluster)} failed pings, others: ${JSON.stringify(others)}.`,
		);
	}
	return { ms, repeats, responses: deliveries.map((delivery) => delivery.ms) };
}
