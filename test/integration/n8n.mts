import type {
	IDataObject,
	IExecuteData,
	INode,
	INodeExecutionData,
	INodeType,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	NodeExecutionHint,
} from 'n8n-workflow';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import './n8nSettings.mts';
import { ExecuteContext } from 'n8n-core';

import { Isc } from '../../nodes/Isc/Isc.node.ts';
import type { CredentialStore } from './credentialStore.mts';
import { createWorkflow } from './workflow.mts';

export interface RunOptions {
	/** The node; one that makes requests unless said otherwise. */
	nodeType?: INodeType;
	/** Parameters of the node; unless set, `resource` is a custom request, and records are not simplified. */
	parameters?: IDataObject;
	items?: INodeExecutionData[];
	continueOnFail?: boolean;
	/** Settings of the node, such as `retryOnFail`. */
	settings?: Partial<INode>;
	/** Settings of the workflow, such as `timezone`. */
	workflowSettings?: IWorkflowSettings;
	/** Aborts the execution. */
	signal?: AbortSignal;
	/** Receives what n8n sends to the editor during the run. */
	sendDataToUI?: IWorkflowExecuteAdditionalData['sendDataToUI'];
}

export interface RunResult {
	items: INodeExecutionData[];
	hints: NodeExecutionHint[];
}

/** Runs the node in n8n-core's own execution context: real parameters, helpers, OAuth2 code and errors. */
export async function runNode(store: CredentialStore, options: RunOptions): Promise<RunResult> {
	const { items = [{ json: {} }], continueOnFail = false, signal } = options;
	const { nodeType = new Isc() as INodeType } = options;
	const { workflow, node } = createWorkflow(
		nodeType,
		store,
		{ resource: 'customRequest', simplify: false, ...options.parameters } as INode['parameters'],
		{ ...(continueOnFail && { onError: 'continueRegularOutput' as const }), ...options.settings },
		{ settings: options.workflowSettings },
	);
	const inputData = { main: [items] };
	const executeData: IExecuteData = { node, data: inputData, source: null };
	const context = new ExecuteContext(
		workflow,
		node,
		{
			credentialsHelper: store,
			executionId: 'execution',
			variables: {},
			sendDataToUI: options.sendDataToUI,
		} as unknown as IWorkflowExecuteAdditionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		items,
		inputData,
		executeData,
		[],
		signal,
	);
	await workflow.expression.acquireIsolate();
	try {
		const output = (await nodeType.execute!.call(context)) as INodeExecutionData[][];
		return { items: output[0] ?? [], hints: context.hints };
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
