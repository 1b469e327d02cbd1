import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEditor } from '../../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../../tools/n8n/n8nRestClient.mts';
import { startCluster } from '../../tools/n8n/queue/cluster.mts';
import type { Cluster, ClusterOptions } from '../../tools/n8n/queue/cluster.mts';
import type { Execution, Workflow } from '../../tools/n8n/types.mts';
import type { defaultClients } from '../../simulator/src/server.mts';
import { startSimulator } from '../../simulator/src/server.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { credentialData } from '../e2e/support/fixture.mts';
import { waitUntil } from '../e2e/support/waitUntil.mts';
import { chain } from '../e2e/support/workflows.mts';

const START_TIMEOUT_MS = 600_000;
const RUN_TIMEOUT_MS = 180_000;
const PAGE = 100;

type Node = Parameters<typeof chain>[number];
type Stored = { id: string; status: Execution['status'] };

/** An n8n in queue mode, a tenant, and what a user does in the editor. */
export type Stage = {
	cluster: Cluster;
	tenant: Simulator;
	editor: Editor;
	credential(client?: keyof typeof defaultClients): Promise<string>;
	/** Publishes a workflow; resolves to its id. */
	publish(workflow: Workflow): Promise<string>;
	/** Publishes nodes behind a webhook; resolves to its id and to how to start it. */
	publishBehindWebhook(...nodes: Node[]): Promise<{ id: string; call: () => Promise<void> }>;
	/** The latest executions of a workflow, in any state. */
	list(workflowId: string): Promise<Stored[]>;
	/** The executions of a workflow, once so many have ended. */
	ended(workflowId: string, count: number): Promise<Stored[]>;
};

/** Starts an n8n in queue mode and a tenant before the tests of a file, and stops them after it. */
export function useCluster(options: Omit<ClusterOptions, 'folder' | 'tarball'>): Stage {
	const stage = {} as Stage;
	let folder: string;
	beforeAll(async () => {
		const tarball = process.env.ISC_QUEUE_TARBALL ?? '';
		folder = await mkdtemp(join(tmpdir(), 'isc-queue-'));
		const cluster = await startCluster({ folder, tarball, ...options });
		const editor = await openEditor(cluster.url);
		const tenant = await startSimulator({
			rateLimit: { enabled: false },
			counts: { identities: 50, accounts: 2_000, events: 20 },
			triggerDeadlineMs: 10_000,
		});
		Object.assign(stage, { cluster, editor, tenant, ...createActions(cluster, editor, tenant) });
	}, START_TIMEOUT_MS);
	afterAll(async () => {
		await stage.tenant?.close();
		await stage.cluster?.stop();
		if (folder) await rm(folder, { recursive: true, force: true });
	}, START_TIMEOUT_MS);
	return stage;
}

function createActions(cluster: Cluster, editor: Editor, tenant: Simulator) {
	const publish = async (workflow: Workflow) => {
		const id = await editor.createWorkflow({ ...workflow, name: randomUUID() });
		await editor.publishWorkflow(id);
		return id;
	};
	const list = async (workflowId: string) => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await editor.session.request<{ results: Stored[] }>(
			'GET',
			`/executions?filter=${filter}&limit=${PAGE}`,
		);
		return results;
	};
	return {
		publish,
		list,
		credential: async (client: keyof typeof defaultClients = 'pat') =>
			await editor.createCredential({
				name: client,
				type: 'iscOAuth2Api',
				data: credentialData(tenant, client),
			}),
		publishBehindWebhook: async (...nodes: Node[]) => {
			const path = randomUUID();
			const webhook = {
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: path,
				parameters: { httpMethod: 'POST', path, options: {} },
			};
			const id = await publish(chain(webhook, ...nodes));
			const call = async () => {
				const { status } = await fetch(`${cluster.url}/webhook/${path}`, { method: 'POST' });
				if (status !== 200) throw new Error(`The webhook answered ${status}.`);
			};
			return { id, call };
		},
		ended: async (workflowId: string, count: number) => {
			let ended: Stored[] = [];
			await waitUntil(async () => {
				ended = (await list(workflowId)).filter(
					({ status }) => !['new', 'running'].includes(status),
				);
				return ended.length >= count;
			}, RUN_TIMEOUT_MS);
			return ended;
		},
	} satisfies Partial<Stage>;
}

/** Calls a function several times at once. */
export async function callAtOnce(count: number, call: () => Promise<void>): Promise<void> {
	await Promise.all(Array.from({ length: count }, call));
}
