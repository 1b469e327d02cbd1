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
import { workflowOf } from './workflow.mts';

/**
 * A trigger of an active workflow. Only what n8n stores stays from poll to poll, as if it were restarted between any
 * two; with `storesSeldom`, it stores when it starts an execution alone, as n8n does, and {@link restart} is said.
 */
export class Poller {
	/** What n8n stores of the workflow. */
	stored = '{}';
	storesSeldom = false;
	/** What n8n has of the workflow in its memory, where that is newer. */
	private memory?: string;
	parameters: IDataObject;
	/** The credential that the node uses. */
	store: CredentialStore;
	timezone = 'UTC';
	/** Milliseconds that n8n gives a poll. */
	budget = 240_000;
	name = 'SailPoint ISC Polling Trigger';
	/** What n8n keeps for this node alone, as it does with durable cursors. */
	cursor?: IDataObject;
	/** What the node wrote to n8n's log as a warning. */
	readonly warnings: string[] = [];

	constructor(store: CredentialStore, parameters: IDataObject) {
		this.store = store;
		this.parameters = parameters;
	}

	/** Has n8n forget what it didn't store. */
	restart(): void {
		this.memory = undefined;
	}

	/** Polls once. @returns the records; nothing where n8n would not start the workflow */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		const nodeType = new IscPollTrigger();
		const { workflow, node } = workflowOf(
			nodeType as INodeType,
			this.store,
			this.parameters as INode['parameters'],
			{ name: this.name, type: 'n8n-nodes-sailpoint-isc.iscPollTrigger' },
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
		// A poll before publishing is stored as well.
		let isExecution = this.stored === '{}';
		try {
			const output = await nodeType.poll.call(context);
			expect(output === null || output[0]!.length > 0).toBe(true);
			isExecution ||= output !== null;
			if (cursor) this.cursor = JSON.parse(JSON.stringify(staged)) as IDataObject;
			return (output?.[0] ?? []).map(({ json }) => json);
		} finally {
			// With a cursor, n8n stores with the workflow only what came before an execution.
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
