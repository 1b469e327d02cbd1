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
import { workflowOf } from './workflow.mts';

type Method = 'checkExists' | 'create' | 'delete';

/** The trigger of a workflow in one n8n: between any two calls only what n8n stores of the workflow stays. */
export class TriggerNode {
	/** The static data that n8n stores. */
	stored = '{}';
	/** Where this n8n is reached. */
	base = 'https://n8n.example.com';
	webhookId = 'hook-1';
	name = 'Event';
	workflowId = 'workflow';
	/** What n8n's log was told, one message a line. */
	log: string[] = [];
	parameters: IDataObject;
	store: CredentialStore;

	constructor(store: CredentialStore, event: string, parameters: IDataObject = {}) {
		this.store = store;
		this.parameters = { event, ...parameters };
	}

	/** The same workflow in another n8n, as a copied database, a backup or an export has it. */
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

	/** Listens for a test event; n8n keeps the static data of a test for itself. */
	async listen(): Promise<void> {
		if (!(await this.hook('checkExists', { isTest: true }))) {
			await this.hook('create', { isTest: true });
		}
	}

	/** One of the calls that n8n makes. @param options `isLost`: n8n ends before it stores anything */
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

	/** Has a request come in. */
	async receive(
		body: unknown,
		authorization?: string,
		response: FakeResponse = new FakeResponse(),
	) {
		const { nodeType, workflow, node } = this.made();
		const request = { body, headers: { authorization }, params: {}, query: {} };
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
			return { status: response.statusCode, item: workflowData?.[0]?.[0]?.json, response };
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	private made() {
		const nodeType = new IscTrigger() as unknown as INodeType;
		const { webhookId, name } = this;
		const { workflow, node } = workflowOf(
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

/** What n8n's web server gives of its answer: as much as a request that is refused or let in needs. */
export class FakeResponse extends EventEmitter {
	statusCode = 200;
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
