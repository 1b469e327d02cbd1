import type { IDataObject, INode, INodeType, IWorkflowSettings } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import type { CredentialStore } from './credentialStore.mts';

/** A workflow of one node with a credential. */
export function createWorkflow(
	nodeType: INodeType,
	store: CredentialStore,
	parameters: INode['parameters'],
	more: Partial<INode> = {},
	kept: { id?: string; staticData?: IDataObject; settings?: IWorkflowSettings } = {},
): { workflow: Workflow; node: INode } {
	const node: INode = {
		id: 'node',
		name: 'SailPoint ISC',
		type: 'n8n-nodes-sailpoint-isc.isc',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { iscOAuth2Api: { id: store.id, name: 'ISC' } },
		...more,
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: false,
		...kept,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	return { workflow, node };
}
