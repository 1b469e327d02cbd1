import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ensureN8n } from '../tools/n8n/install.mts';
import { openEditor } from '../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../tools/n8n/n8nRestClient.mts';
import { packPackage } from '../tools/n8n/package.mts';
import { countExecutions, startCluster } from '../tools/n8n/queue/cluster.mts';
import type { Cluster } from '../tools/n8n/queue/cluster.mts';
import { getMissingPrograms } from '../tools/n8n/queue/programs.mts';
import type { CleanupStack } from './cleanupStack.mts';
import { bold, printLine, printDetail, runStep, formatTable } from './console.mts';
import { startSimulatedTenant } from './demoTenant.mts';
import { MAIN_EXAMPLE } from './examples.mts';
import { CREDENTIAL_NAME, upsertCredential, upsertExamples } from './importExamples.mts';
import { printRequests, printNodes } from './printReport.mts';

const WORKERS = 2;
const EVENTS = 20;
const EVENT = 'idn:identity-attributes-changed';
const EXECUTIONS_TIMEOUT_MS = 120_000;
const POLL_MS = 200;

/** Runs the main example and a burst of events in n8n's queue mode; what it starts is ended by `cleanup`. */
export async function runQueueDemo(cleanup: CleanupStack): Promise<void> {
	printLine(bold("SailPoint ISC in n8n's queue mode\n"));
	const missing = getMissingPrograms();
	if (missing.length > 0) {
		throw new Error(
			`This machine has no ${missing.join(', ')}. ` +
				'Install PostgreSQL and Redis, such as with "apt-get install postgresql redis-server".',
		);
	}
	const abort = new AbortController();
	cleanup.add(() => abort.abort());
	await runStep('n8n is installed', () => ensureN8n(printDetail, abort.signal));
	const tarball = await runStep('Package is built and packed', () =>
		packPackage(printDetail, abort.signal),
	);
	const tenant = await runStep(
		'Tenant',
		() => startSimulatedTenant(),
		({ description }) => description,
	);
	cleanup.add(() => tenant.simulator?.close());
	// PostgreSQL runs as a user of its own, who can't reach the cache folder of this one.
	const folder = await mkdtemp(join(tmpdir(), 'isc-queue-demo-'));
	cleanup.add(() => rm(folder, { recursive: true, force: true }));
	const cluster = await runStep(
		'n8n',
		() => startCluster({ folder, tarball, workers: WORKERS, webhookProcessors: 1 }),
		() => `n8n is started: main, ${WORKERS} workers, a webhook processor, PostgreSQL, Redis`,
	);
	cleanup.add(() => cluster.stop());

	const editor = await openEditor(cluster.url);
	const credentialId = await upsertCredential(editor, tenant.credential);
	const ids = await upsertExamples(editor, tenant.adaptation);
	tenant.simulator?.counters.reset();
	const execution = await runStep(
		'Run',
		() => editor.runWorkflow(ids[MAIN_EXAMPLE] ?? ''),
		({ status }) => `The main example ran on a worker: ${status}`,
	);
	printNodes(execution);
	const workflowId = await publishTrigger(editor, credentialId);
	await runStep(`${EVENTS} events of ISC each started a workflow`, async () => {
		for (let i = 0; i < EVENTS; i++) tenant.simulator?.triggers.emit(EVENT);
		await tenant.simulator?.triggers.settled();
		await waitForExecutions(editor, workflowId);
	});
	await editor.unpublishWorkflow(workflowId);
	if (tenant.simulator) printRequests(tenant.simulator.counters);
	printProcesses(cluster);
}

/** Publishes a workflow of our trigger alone; resolves to its id. */
async function publishTrigger(editor: Editor, credentialId: string): Promise<string> {
	const id = await editor.createWorkflow({
		name: 'Events in queue mode',
		nodes: [
			{
				name: 'Event',
				type: 'n8n-nodes-sailpoint-isc.iscTrigger',
				typeVersion: 1,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters: { event: { __rl: true, mode: 'id', value: EVENT } },
				credentials: { iscOAuth2Api: { id: credentialId, name: CREDENTIAL_NAME } },
			},
		],
		connections: {},
	});
	await editor.publishWorkflow(id);
	return id;
}

async function waitForExecutions(editor: Editor, workflowId: string): Promise<void> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['success'] }));
	const deadline = Date.now() + EXECUTIONS_TIMEOUT_MS;
	for (;;) {
		const { results } = await editor.session.request<{ results: unknown[] }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		if (results.length >= EVENTS) return;
		if (Date.now() > deadline) throw new Error(`${results.length} of ${EVENTS} events succeeded.`);
		await sleep(POLL_MS);
	}
}

function printProcesses({ main, workers, webhookProcessors }: Cluster): void {
	printLine(bold('\nWhat ran where'));
	printLine(
		formatTable([
			{
				process: 'main',
				task: 'editor, schedules, subscriptions in ISC',
				executions: 0,
				pid: main.pid(),
			},
			...webhookProcessors.map(({ name, pid }) => ({
				process: name,
				task: "takes ISC's events",
				executions: 0,
				pid,
			})),
			...workers.map((worker) => ({
				process: worker.name,
				task: 'runs workflows',
				executions: countExecutions(worker),
				pid: worker.pid,
			})),
		]),
	);
}
