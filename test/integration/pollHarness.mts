import type {
	IDataObject,
	INode,
	INodeType,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import './n8nSettings.mts';
import { PollContext } from 'n8n-core';

import { IscPollTrigger } from '../../nodes/IscPollTrigger/IscPollTrigger.node.ts';
import type { CredentialStore } from './credentialStore.mts';
import { createWorkflow } from './workflow.mts';

/**
 * A trigger of a published workflow. Between two polls, it keeps only the data that n8n stores, like after a restart.
 * With `storesSeldom`, n8n stores the data only when it starts an execution, and restarts only with {@link restart}.
 */
export class Poller {
	/** Data of the workflow that n8n stores. */
	stored = '{}';
	storesSeldom = false;
	/** Newer data of the workflow in n8n's memory. */
	private memory?: string;
	parameters: IDataObject;
	/** The credential that the node uses. */
	store: CredentialStore;
	timezone = 'UTC';
	/** n8n's time limit for a poll, in ms. */
	budget = 240_000;
	name = 'SailPoint ISC Polling Trigger';
	/** Version of the node in the workflow. Version 1 has no Simplify. */
	typeVersion = 1;
	/** Data that n8n stores for this node (durable cursor). */
	cursor?: IDataObject;
	/** Warnings in n8n's log. */
	readonly warnings: string[] = [];

	constructor(store: CredentialStore, parameters: IDataObject) {
		this.store = store;
		this.parameters = parameters;
	}

	/** Discards the data that n8n didn't store. */
	restart(): void {
		this.memory = undefined;
	}

	/** Polls once. @returns the records; an empty list if n8n wouldn't start the workflow */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		const nodeType = new IscPollTrigger();
		const { workflow, node } = createWorkflow(
			nodeType as INodeType,
			this.store,
			this.parameters as INode['parameters'],
			{
				name: this.name,
				type: 'n8n-nodes-sailpoint-isc.iscPollTrigger',
				typeVersion: this.typeVersion,
			},
			{
				staticData: JSON.parse(this.memory ?? this.stored) as IDataObject,
				settings: { timezone: this.timezone },
			},
		);
		const { cursor } = this;
		const staged = structuredClone(cursor);
		const context = new PollContext(
			workflow,
			node,
			{ credentialsHelper: this.store, variables: {} } as unknown as IWorkflowExecuteAdditionalData,
			mode,
			mode === 'manual' ? 'manual' : 'update',
			...([undefined, undefined, undefined, undefined] as const),
			cursor && (() => staged!),
			() => this.budget,
		);
		jest.spyOn(context.logger, 'warn').mockImplementation((text) => void this.warnings.push(text));
		await workflow.expression.acquireIsolate();
		// n8n also stores the state of a poll before publishing.
		let isExecution = this.stored === '{}';
		try {
			const output = await nodeType.poll.call(context);
			expect(output === null || output[0]!.length > 0).toBe(true);
			isExecution ||= output !== null;
			if (cursor) this.cursor = JSON.parse(JSON.stringify(staged)) as IDataObject;
			return (output?.[0] ?? []).map(({ json }) => json);
		} finally {
			// With a cursor, n8n stores only earlier data with the workflow.
			if (!cursor) this.keep(JSON.stringify(workflow.staticData), isExecution);
			await workflow.expression.releaseIsolate();
		}
	}

	private keep(staticData: string, isExecution: boolean): void {
		this.memory = staticData;
		if (this.storesSeldom && !isExecution) return;
		this.stored = staticData;
		this.memory = undefined;
	}
}
