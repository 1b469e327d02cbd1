import type {
	IDataObject,
	INode,
	INodeType,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import './settings.mts';
import { PollContext } from 'n8n-core';

import { IscPollTrigger } from '../../nodes/IscPollTrigger/IscPollTrigger.node.ts';
import type { CredentialStore } from './credentialStore.mts';
import { workflowOf } from './workflow.mts';

/** A trigger of an active workflow: n8n is restarted between any two polls, so that only what it stores stays. */
export class Poller {
	/** What n8n stores of the workflow. */
	stored = '{}';
	parameters: IDataObject;
	timezone = 'UTC';
	/** Milliseconds that n8n gives a poll. */
	budget = 240_000;
	private readonly store: CredentialStore;

	constructor(store: CredentialStore, parameters: IDataObject) {
		this.store = store;
		this.parameters = parameters;
	}

	/** Polls once. @returns the records; nothing where n8n would not start the workflow */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		const nodeType = new IscPollTrigger();
		const { workflow, node } = workflowOf(
			nodeType as INodeType,
			this.store,
			this.parameters as INode['parameters'],
			{ name: 'SailPoint ISC Polling Trigger', type: 'n8n-nodes-sailpoint-isc.iscPollTrigger' },
			{
				staticData: JSON.parse(this.stored) as IDataObject,
				settings: { timezone: this.timezone },
			},
		);
		const context = new PollContext(
			workflow,
			node,
			{ credentialsHelper: this.store, variables: {} } as unknown as IWorkflowExecuteAdditionalData,
			mode,
			mode === 'manual' ? 'manual' : 'update',
			...([undefined, undefined, undefined, undefined, undefined] as const),
			() => this.budget,
		);
		await workflow.expression.acquireIsolate();
		try {
			const output = await nodeType.poll.call(context);
			expect(output === null || output[0]!.length > 0).toBe(true);
			return (output?.[0] ?? []).map(({ json }) => json);
		} finally {
			this.stored = JSON.stringify(workflow.staticData);
			await workflow.expression.releaseIsolate();
		}
	}
}
