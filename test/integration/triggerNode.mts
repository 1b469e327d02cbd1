import { EventEmitter } from 'node:events';

import type {
	IDataObject,
	INode,
	INodeType,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
} from 'n8n-workflow';
import './n8nSettings.mts';
import { HookContext, WebhookContext } from 'n8n-core';

import { IscTrigger } from '../../nodes/IscTrigger/IscTrigger.node.ts';
import type { CredentialStore } from './credentialStore.mts';
import { createWorkflow } from './workflow.mts';

type Method = 'checkExists' | 'create' | 'delete';

/** A trigger in one n8n instance. Between two calls, it keeps only the data that n8n stores. */
export class TriggerNode {
	/** The static data that n8n stores. */
	stored = '{}';
	/** Base URL of the n8n instance. */
	base = 'https://n8n.example.com';
	webhookId = 'hook-1';
	name = 'Event';
	workflowId = 'workflow';
	/** Messages in n8n's log. */
	log: string[] = [];
	parameters: IDataObject;
	store: CredentialStore;

	constructor(store: CredentialStore, event: string, parameters: IDataObject = {}) {
		this.store = store;
		this.parameters = { event, ...parameters };
	}

	/** Copies the workflow to another n8n instance, like a copied database, a backup, or an export. */
	copy(base: string): TriggerNode {
		const copy = new TriggerNode(this.store, '', structuredClone(this.parameters));
		return Object.assign(copy, { stored: this.stored, webhookId: this.webhookId, base });
	}

	/** Publishes the workflow. */
	async publish(): Promise<void> {
		if (!(await this.hook('checkExists'))) await this.hook('create');
	}

	/** Starts n8n with the published workflow. */
	async start(): Promise<void> {
		if (!(await this.hook('checkExists', { activation: 'init' }))) {
			await this.hook('create', { activation: 'init' });
		}
	}

	async unpublish(): Promise<void> {
		await this.hook('delete');
	}

	/** Listens for a test event. n8n doesn't store the static data of a test. */
	async listen(): Promise<void> {
		if (!(await this.hook('checkExists', { isTest: true }))) {
			await this.hook('create', { isTest: true });
		}
	}

	/** Calls a webhook method like n8n. @param options `isLost`: n8n stops before it stores the static data */
	async hook(
		method: Method,
		options: { isTest?: boolean; isLost?: boolean; activation?: WorkflowActivateMode } = {},
	) {
		const { isTest = false, isLost = isTest } = options;
		const { activation = isTest ? 'manual' : 'activate' } = options;
		const { nodeType, workflow, node } = this.made();
		const mode = isTest ? 'manual' : 'trigger';
		const context = new HookContext(workflow, node, this.additional(), mode, activation, {
			webhookDescription: nodeType.description.webhooks![0]!,
			isTest,
		} as never);
		this.listenTo(context);
		await workflow.expression.acquireIsolate();
		try {
			const result = await nodeType.webhookMethods!.default![method].call(context);
			if (!isLost) this.stored = JSON.stringify(workflow.staticData);
			return result;
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	/** Sends a request to the webhook. */
	async receive(
		body: unknown,
		authorization?: string,
		response: FakeResponse = new FakeResponse(),
	) {
		const { nodeType, workflow, node } = this.made();
		const rawBody = Buffer.from(JSON.stringify(body) ?? '');
		const request = { body, rawBody, headers: { authorization }, params: {}, query: {} };
		const context = new WebhookContext(
			workflow,
			node,
			{ ...this.additional(), httpRequest: request, httpResponse: response } as never,
			'webhook',
			{} as never,
			[],
			null,
		);
		this.listenTo(context);
		await workflow.expression.acquireIsolate();
		try {
			const { workflowData } = await nodeType.webhook!.call(context);
			// Without a response of the workflow, n8n responds when it has started it.
			const { responseMode = 'none' } = this.parameters;
			if (['none', 'async'].includes(String(responseMode)) && !response.isHeld) response.end();
			return { status: response.statusCode, item: workflowData?.[0]?.[0]?.json, response };
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	private made() {
		const nodeType = new IscTrigger() as unknown as INodeType;
		const { webhookId, name } = this;
		const { workflow, node } = createWorkflow(
			nodeType,
			this.store,
			this.parameters as INode['parameters'],
			{ name, type: 'n8n-nodes-sailpoint-isc.iscTrigger', webhookId },
			{ id: this.workflowId, staticData: JSON.parse(this.stored) as IDataObject },
		);
		return { nodeType, workflow, node };
	}

	private additional() {
		return {
			credentialsHelper: this.store,
			variables: {},
			webhookBaseUrl: `${this.base}/webhook`,
			webhookTestBaseUrl: `${this.base}/webhook-test`,
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	private listenTo(context: HookContext | WebhookContext): void {
		const { logger } = context;
		for (const level of ['warn', 'error'] as const) {
			jest
				.spyOn(logger, level)
				.mockImplementation((...[message]: [string, ...unknown[]]) => void this.log.push(message));
		}
	}
}

/** The part of a response of n8n's web server that rejected and accepted requests need. */
export class FakeResponse extends EventEmitter {
	statusCode = 200;
	/** Whether n8n doesn't respond yet: it is still starting the workflow. */
	isHeld = false;
	headersSent = false;
	writableEnded = false;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(): this {
		return this;
	}

	end(): this {
		return this;
	}

	setHeader(): void {}

	removeHeader(): void {}
}
