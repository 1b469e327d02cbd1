import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { PollState } from './pollState';

/** Stores the state of a trigger between two polls. */
export interface StateStore {
	read(): unknown;
	write(state: PollState): void;
}

/**
 * Opens the store of a trigger. n8n stores the data of a node under its name, so renaming the node would reset the
 * trigger. So the state is stored in the data that all nodes of the workflow share, under the node's ID. Newer versions
 * of n8n can store the state of a polling node by its ID (durable cursors). Then the node uses that, because n8n stores
 * it together with the execution.
 */
export function openStateStore(context: IPollFunctions): StateStore {
	const { id, name } = context.getNode();
	const own = context.getWorkflowStaticData('node');
	const shared = context.getWorkflowStaticData('global');
	const key = `iscPollTrigger:${id || name}`;
	// n8n adds this field to data that it stores with the workflow.
	const isStoredWithWorkflow = '__dataChanged' in own;
	return {
		// The shared data can be older: from before n8n stored the state by ID.
		read: () => own.state ?? shared[key],
		write(state) {
			const value = state as unknown as IDataObject;
			if (isStoredWithWorkflow) shared[key] = value;
			else own.state = value;
		},
	};
}
