import type { Execution, RunItem, Workflow, WorkflowNode } from '../../../tools/n8n/types.mts';

type NodeInput = Pick<WorkflowNode, 'name' | 'type' | 'parameters'> & Partial<WorkflowNode>;

/** A workflow of nodes one after the other. */
export function chain(...nodes: NodeInput[]): Workflow {
	const placed = nodes.map(
		(node, index): WorkflowNode => ({
			typeVersion: 1,
			position: [index * 220, 0],
			...node,
		}),
	);
	const connections = Object.fromEntries(
		placed
			.slice(1)
			.map(({ name }, index) => [
				placed[index]?.name ?? '',
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
	);
	return { name: 'e2e', nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

/** The trigger that the editor's button starts. */
export const start: NodeInput = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	parameters: {},
};

/** Nodes that give one item for each record. */
export function records(list: Array<Record<string, unknown>>): NodeInput[] {
	return [
		{
			name: 'List',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ list }), options: {} },
		},
		{
			name: 'Records',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'list', options: {} },
		},
	];
}

/** Our node, named "ISC". */
export function isc(
	credentialId: string,
	parameters: Record<string, unknown>,
	settings: Partial<WorkflowNode> = {},
): NodeInput {
	return {
		name: 'ISC',
		type: 'n8n-nodes-sailpoint-isc.isc',
		parameters: { resource: 'customRequest', ...parameters },
		credentials: { iscOAuth2Api: { id: credentialId, name: 'e2e' } },
		...settings,
	};
}

/** n8n's HTTP Request node with our credential, named "HTTP". */
export function httpRequest(credentialId: string, url: string): NodeInput {
	return {
		name: 'HTTP',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'iscOAuth2Api',
			options: {},
		},
		credentials: { iscOAuth2Api: { id: credentialId, name: 'e2e' } },
	};
}

/** Query parameters as the node takes them. */
export const query = (values: Record<string, string>) => ({
	query: { parameter: Object.entries(values).map(([name, value]) => ({ name, value })) },
});

/** Path parameters as the node takes them. */
export const pathParameters = (values: Record<string, string>) => ({
	pathParameters: { parameter: Object.entries(values).map(([name, value]) => ({ name, value })) },
});

/** The items that a node gave in its last run. */
export function getItems({ runData }: Execution, node: string, output = 0): RunItem[] {
	return runData[node]?.at(-1)?.data?.main[output] ?? [];
}
