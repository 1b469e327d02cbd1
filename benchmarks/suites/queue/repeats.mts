import { setTimeout as sleep } from 'node:timers/promises';

import type { Simulator } from '../../../simulator/src/server.mts';
import { waitUntil } from '../../../test/e2e/support/waitUntil.mts';
import { chain, isc } from '../../../test/e2e/support/workflows.mts';
import { countStatuses } from '../../../test/queue/clusterActions.mts';
import type { Node } from '../../../test/queue/clusterActions.mts';
import {
	CHANGED,
	createInvocationIds,
	eventTrigger,
	sendEvents,
} from '../../../test/queue/events.mts';
import type { Routing } from '../../../tools/n8n/queue/loadBalancer.mts';
import type { Bench, Measurement, Row } from '../../measurement.mts';
import { withCluster, withTenant } from '../../queueCluster.mts';
import type { QueueStage } from '../../queueCluster.mts';

const EVENTS = 20;
const TIMES = 3;
const GAP_MS = 3_000;
const SETTLE_MS = 3_000;

/** n8n's node, with what it has seen in earlier executions in the database. */
const removeDuplicates: Node = {
	name: 'Remove Duplicates',
	type: 'n8n-nodes-base.removeDuplicates',
	typeVersion: 2,
	parameters: {
		operation: 'removeItemsSeenInPreviousExecutions',
		logic: 'removeItemsWithAlreadySeenKeyValues',
		dedupeValue: '={{ $json._metadata.invocationId }}',
		options: {},
	},
};

export const queueRepeats: Measurement = {
	name: 'queue:repeats',
	title: 'Queue mode: events that are sent again',
	isQueueMode: true,
	notes: `${EVENTS} events, each sent ${TIMES} times with the same invocation ID, to two webhook processors and two workers. The figures are events that were let through, of which ${EVENTS} are right; failed executions are in parentheses. "Apart" is ${GAP_MS / 1000} s after all executions of the time before have ended. _Remove Duplicates_ is n8n's node, directly after the trigger.`,
	run: async (bench) =>
		await withTenant({}, async (tenant) =>
			withCluster({ workers: 2, webhookProcessors: 2 }, async (stage) => [
				await measureRow(bench, stage, tenant, 'processors in turn', 'inTurn'),
				await measureRow(bench, stage, tenant, 'each path to one processor', 'byPath'),
				await measureRow(bench, stage, tenant, 'in turn, and Remove Duplicates', 'inTurn', [
					removeDuplicates,
				]),
			]),
		),
};

async function measureRow(
	{ say }: Bench,
	stage: QueueStage,
	tenant: Simulator,
	routing: string,
	mode: Routing,
	nodes: Node[] = [],
): Promise<Row> {
	stage.cluster.setRouting(mode);
	const measure = async (send: Send) => await countPassed(stage, tenant, nodes, send);
	const row = {
		routing,
		'all at once': await measure(async (ids, deliver) => {
			await deliver([...ids, ...ids, ...ids]);
		}),
		'repeats at once': await measure(async (ids, deliver) => {
			await deliver(ids);
			await sleep(GAP_MS);
			await deliver([...ids, ...ids]);
		}),
		apart: await measure(async (ids, deliver) => {
			for (let time = 1; time <= TIMES; time++) {
				await deliver(ids);
				await sleep(GAP_MS);
			}
		}),
		'apart, one event after the other': await measure(async (ids, deliver) => {
			for (let time = 1; time <= TIMES; time++) {
				for (const id of shuffle(ids)) await deliver([id]);
				await sleep(GAP_MS);
			}
		}),
	};
	say(JSON.stringify(row));
	return row;
}

/** Sends events by a function that resolves once their executions have ended. */
type Send = (ids: string[], deliver: (ids: string[]) => Promise<void>) => Promise<void>;

/** Counts the events that reach a node behind the trigger, in a workflow of their own. */
async function countPassed(
	{ credential, publish, list, editor }: QueueStage,
	tenant: Simulator,
	nodes: Node[],
	send: Send,
): Promise<string> {
	const id = await credential(tenant);
	const workflowId = await publish(
		chain(eventTrigger(id, CHANGED), ...nodes, isc(id, { path: '/sources/v1', limit: 1 })),
	);
	const before = tenant.counters.byRoute['GET /sources/v1'] ?? 0;
	const haveEnded = async () =>
		(await list(workflowId)).every(({ status }) => !['new', 'running'].includes(status));
	await send(createInvocationIds(EVENTS), async (ids) => {
		// In the same order each time, each event would go to the same processor again.
		await sendEvents(tenant, shuffle(ids));
		await waitUntil(haveEnded, 60_000);
	});
	await sleep(SETTLE_MS);
	const passed = (tenant.counters.byRoute['GET /sources/v1'] ?? 0) - before;
	const { error = 0 } = countStatuses(await list(workflowId));
	await editor.unpublishWorkflow(workflowId);
	return error > 0 ? `${passed} (${error})` : String(passed);
}

/** Returns the entries in a random order. */
function shuffle<T>(list: T[]): T[] {
	return list
		.map((entry) => ({ entry, position: Math.random() }))
		.sort((a, b) => a.position - b.position)
		.map(({ entry }) => entry);
}
