import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { fetchOnce } from '../../tools/n8n/fetchOnce.mts';
import type { Editor } from '../../tools/n8n/n8nRestClient.mts';
import { RestError } from '../../tools/n8n/n8nSession.mts';
import type { Cluster } from '../../tools/n8n/queue/cluster.mts';
import type { Execution, Workflow } from '../../tools/n8n/types.mts';
import type { defaultClients } from '../../simulator/src/server.mts';
import { credentialData } from '../e2e/support/fixture.mts';
import { waitUntil } from '../e2e/support/waitUntil.mts';
import { chain } from '../e2e/support/workflows.mts';

const RUN_TIMEOUT_MS = 300_000;
const READY_TIMEOUT_MS = 120_000;
const READY_POLL_MS = 1_000;
/** The largest page that n8n returns. */
const PAGE = 100;
/** With statuses, n8n sorts executions by ID, as pages need. */
const STATUSES: Array<Execution['status']> = [
	...(['success', 'error', 'canceled', 'crashed'] as const),
	...(['new', 'running', 'waiting', 'unknown'] as const),
];

export type Node = Parameters<typeof chain>[number];
export type StoredExecution = { id: string; status: Execution['status'] };

/** A workflow behind a webhook. */
export type Callable = { id: string; call: () => Promise<void> };

/** What a user does in the editor of an n8n in queue mode. */
export type ClusterActions = {
	/** Creates a credential for a client of a tenant; resolves to its id. */
	credential(tenant: { url: string }, client?: keyof typeof defaultClients): Promise<string>;
	/** Publishes a workflow; resolves to its id. */
	publish(workflow: Workflow): Promise<string>;
	/** Publishes nodes behind a webhook; resolves to its id and to how to start it. */
	publishBehindWebhook(...nodes: Node[]): Promise<Callable>;
	/** The executions of a workflow, in any state, the latest first. */
	list(workflowId: string): Promise<StoredExecution[]>;
	/** The executions of a workflow, once so many have ended. */
	ended(workflowId: string, count: number, timeoutMs?: number): Promise<StoredExecution[]>;
};

export function createClusterActions(cluster: Cluster, editor: Editor): ClusterActions {
	const publish = async (workflow: Workflow) => {
		const id = await editor.createWorkflow({ ...workflow, name: randomUUID() });
		await editor.publishWorkflow(id);
		return id;
	};
	const list = async (workflowId: string) => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: STATUSES }));
		const all: StoredExecution[] = [];
		for (;;) {
			const after = all.length > 0 ? `&lastId=${all.at(-1)!.id}` : '';
			const { results } = await whenReady(
				async () =>
					await editor.session.request<{ results: StoredExecution[] }>(
						'GET',
						`/executions?filter=${filter}&limit=${PAGE}${after}`,
					),
			);
			all.push(...results);
			if (results.length < PAGE) return all;
		}
	};
	return {
		publish,
		list,
		credential: async (tenant, client = 'pat') =>
			await editor.createCredential({
				name: client,
				type: 'iscOAuth2Api',
				data: credentialData(tenant, client),
			}),
		publishBehindWebhook: async (...nodes) => {
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
				const { status } = await fetchOnce(`${cluster.url}/webhook/${path}`, { method: 'POST' });
				if (status !== 200) throw new Error(`The webhook answered ${status}.`);
			};
			return { id, call };
		},
		ended: async (workflowId, count, timeoutMs = RUN_TIMEOUT_MS) => {
			let ended: StoredExecution[] = [];
			await waitUntil(async () => {
				ended = (await list(workflowId)).filter(
					({ status }) => !['new', 'running', 'waiting'].includes(status),
				);
				return ended.length >= count;
			}, timeoutMs).catch(() => {
				const statuses = JSON.stringify(countStatuses(ended));
				throw new Error(`${ended.length} of ${count} executions ended in time: ${statuses}.`);
			});
			return ended;
		},
	};
}

/** Repeats a read while n8n rejects it because its database doesn't respond in time, as on an overloaded machine. */
async function whenReady<T>(read: () => Promise<T>): Promise<T> {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	for (;;) {
		try {
			return await read();
		} catch (error) {
			const isNotReady = error instanceof RestError && error.status === 503;
			if (!isNotReady || Date.now() > deadline) throw error;
		}
		await sleep(READY_POLL_MS);
	}
}

/** Calls a function several times at once. */
export async function callAtOnce(count: number, call: () => Promise<void>): Promise<void> {
	await Promise.all(Array.from({ length: count }, call));
}

/** Counts the executions by status. */
export function countStatuses(executions: StoredExecution[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { status } of executions) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}
