import type { Simulator } from '../../../simulator/src/server.mts';
import { waitUntil } from '../../../test/e2e/support/waitUntil.mts';
import { chain, isc } from '../../../test/e2e/support/workflows.mts';
import { callAtOnce } from '../../../test/queue/clusterActions.mts';
import type { Node } from '../../../test/queue/clusterActions.mts';
import { answerNode, eventTrigger, PRE_APPROVAL } from '../../../test/queue/events.mts';
import { formatSeconds } from '../../format.mts';
import type { Bench, Measurement, Row } from '../../measurement.mts';
import { withCluster, withTenant } from '../../queueCluster.mts';
import type { QueueStage } from '../../queueCluster.mts';

const WORKERS = 2;
/** n8n's default of `--concurrency`. */
const SLOTS = 10 * WORKERS;
const EVENTS = 5;
/** Longer than it takes to fill all slots, and than the events need. */
const JOB_MS = 300_000;
const FILL_TIMEOUT_MS = 120_000;
const WORKFLOW_ANSWER = { approved: true, comment: 'From the workflow', approver: '' };
const DEFAULT_ANSWER = { approved: false, comment: 'Default response', approver: '' };

/** n8n takes an execution out of its slot for waits of more than 65 seconds. */
const waitNode: Node = {
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: JOB_MS / 1000, unit: 'seconds' },
};

export const queueSlots: Measurement = {
	name: 'queue:slots',
	title: 'Queue mode: executions that wait for jobs',
	isQueueMode: true,
	notes: `${WORKERS} workers with n8n's ${SLOTS} slots in all; ${SLOTS} executions start a long job and wait for it. Meanwhile, ${EVENTS} events come that the workflow must answer within 10 s.`,
	run: async (bench) => [
		await measureSlots(bench, 'none', []),
		await measureSlots(bench, "Return Immediately, then n8n's Wait", [
			{ completion: 'immediately' },
			waitNode,
		]),
		await measureSlots(bench, 'Wait for Completion', [{ completion: 'wait' }]),
	],
};

type Waiting = [] | [parameters: Record<string, string>, ...nodes: Node[]];

async function measureSlots({ say }: Bench, what: string, waiting: Waiting): Promise<Row> {
	return await withTenant({ taskMs: JOB_MS }, async (tenant) =>
		withCluster({ workers: WORKERS, webhookProcessors: 1 }, async (stage) => {
			const { credential, publish } = stage;
			const id = await credential(tenant);
			await publish(
				chain(
					eventTrigger(id, PRE_APPROVAL, {
						responseMode: 'sync',
						onInvalidResponse: 'defaultResponse',
						defaultResponse: JSON.stringify(DEFAULT_ANSWER),
					}),
					answerNode(WORKFLOW_ANSWER),
				),
			);
			const [parameters, ...nodes] = waiting;
			if (parameters) await startJobs(stage, tenant, id, parameters, nodes);
			const invocations = Array.from({ length: EVENTS }, () => tenant.triggers.emit(PRE_APPROVAL));
			const answered = invocations.map(([one = '']) => tenant.triggers.invocations.get(one)!);
			// `settled` would wait for the events of the jobs as well.
			await waitUntil(() => answered.every(({ completed }) => completed !== null));
			const count = (comment: string) =>
				answered.filter(({ output }) => (output as { comment?: string })?.comment === comment)
					.length;
			const row = {
				'executions that wait': what,
				'answered by the workflow': `${count(WORKFLOW_ANSWER.comment)} of ${EVENTS}`,
				'default response': `${count(DEFAULT_ANSWER.comment)} of ${EVENTS}`,
				slowest: formatSeconds(
					Math.max(...answered.map(({ completed, created }) => (completed ?? NaN) - created)),
				),
			};
			say(JSON.stringify(row));
			return row;
		}),
	);
}

/** Fills all slots with executions that start a job, or that wait after they did. */
async function startJobs(
	{ publishBehindWebhook, list }: QueueStage,
	tenant: Simulator,
	credentialId: string,
	parameters: Record<string, string>,
	nodes: Node[],
): Promise<void> {
	const path = '/accounts/v1/{id}/disable';
	const { id, call } = await publishBehindWebhook(
		isc(credentialId, {
			resource: 'apiOperation',
			apiOperation: { __rl: true, mode: 'list', value: `POST ${path}` },
			pathParameter1: { __rl: true, mode: 'id', value: tenant.data.accounts.idAt(0) },
			...parameters,
		}),
		...nodes,
	);
	await callAtOnce(SLOTS, call);
	const route = `POST ${path.replace('{id}', ':id')}`;
	await waitUntil(() => tenant.counters.byRoute[route] === SLOTS, FILL_TIMEOUT_MS);
	const state = nodes.length > 0 ? 'waiting' : 'running';
	await waitUntil(async () => {
		const executions = await list(id);
		return executions.filter(({ status }) => status === state).length === SLOTS;
	}, FILL_TIMEOUT_MS);
}
