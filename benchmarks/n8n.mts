import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { openEditor } from '../tools/n8n/n8nRestClient.mts';
import type { Editor } from '../tools/n8n/n8nRestClient.mts';
import { createInstance } from '../tools/n8n/n8nInstance.mts';
import { installPackage } from '../tools/n8n/installPackage.mts';
import { packPackage } from '../tools/n8n/package.mts';
import type { WorkflowNode } from '../tools/n8n/types.mts';
import { defaultClients } from '../simulator/src/server.mts';
import { chain } from '../test/e2e/support/workflows.mts';

type NodeInput = Parameters<typeof chain>[number];

/** Runs a published workflow once. */
export type Run = () => Promise<Record<string, unknown>>;

/** A real n8n with the package installed, that runs published workflows as it does in production. */
export type N8n = {
	url: string;
	editor: Editor;
	userFolder: string;
	pid(): number;
	/** Creates a credential for a simulated tenant; resolves to its id. */
	credential(tenantUrl: string): Promise<string>;
	/**
	 * Publishes a workflow of these nodes; the function runs it and resolves to the last node's first item.
	 * n8n keeps nothing of it, not even files, unless `settings` say so.
	 */
	publish(nodes: NodeInput[], settings?: Record<string, unknown>): Promise<Run>;
	stop(): Promise<void>;
};

/** What is measured is the nodes, not n8n's database. */
const KEEP_NOTHING = {
	saveDataSuccessExecution: 'none',
	saveDataErrorExecution: 'none',
	saveManualExecutions: false,
};

export async function startN8n(): Promise<N8n> {
	const userFolder = await mkdtemp(join(tmpdir(), 'isc-bench-'));
	const instance = await createInstance({ userFolder });
	const stop = async () => {
		await instance.stop();
		await rm(userFolder, { recursive: true, force: true });
	};
	try {
		await installPackage(userFolder, await packPackage());
		await instance.start();
		const editor = await openEditor(instance.url);
		return {
			url: instance.url,
			editor,
			userFolder,
			pid: () => instance.pid(),
			credential: async (tenantUrl) => await createCredential(editor, tenantUrl),
			publish: async (nodes, settings = KEEP_NOTHING) =>
				await publish(editor, instance.url, nodes, settings),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function createCredential(editor: Editor, tenantUrl: string): Promise<string> {
	const { id, secret } = defaultClients.pat;
	return await editor.createCredential({
		name: `bench ${randomUUID()}`,
		type: 'iscOAuth2Api',
		data: {
			grantType: 'clientCredentials',
			clientId: id,
			clientSecret: secret,
			domain: 'custom',
			apiBaseUrl: tenantUrl,
		},
	});
}

async function publish(
	editor: Editor,
	url: string,
	nodes: NodeInput[],
	settings: Record<string, unknown>,
): Promise<Run> {
	const path = randomUUID();
	const webhook: NodeInput & Partial<WorkflowNode> = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { path, responseMode: 'lastNode', options: {} },
	};
	const workflow = chain(webhook, ...nodes);
	workflow.name = `bench ${path}`;
	workflow.settings = { ...workflow.settings, ...settings };
	await editor.publishWorkflow(await editor.createWorkflow(workflow));
	return async () => JSON.parse(await read(`${url}/webhook/${path}`)) as Record<string, unknown>;
}

/** Waits for the answer as long as it takes; `fetch` would give up after five minutes. */
async function read(url: string): Promise<string> {
	return await new Promise((resolve, reject) => {
		get(url, (response) => {
			text(response).then((body) => {
				if (response.statusCode === 200) resolve(body);
				else reject(new Error(`n8n answered ${response.statusCode}: ${body.slice(0, 500)}`));
			}, reject);
		}).on('error', reject);
	});
}
