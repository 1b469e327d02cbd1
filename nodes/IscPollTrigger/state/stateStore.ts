import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { PollState } from './pollState';

/** Where the state of a trigger stands between two polls. */
export interface StateStore {
	read(): unknown;
	write(state: PollState): void;
}

/**
 * n8n files what a node keeps under the node's name, so that a renamed one would start anew. So it is kept in
 * what the workflow's nodes share, by the node's ID. Newer n8n can keep it for a polling node in a place of its own,
 * by ID as well (durable cursors): then it stays there, since only that is stored together with the execution.
 */
export function openStateStore(context: IPollFunctions): StateStore {
	const { id, name } = context.getNode();
	const own = context.getWorkflowStaticData('node');
	const shared = context.getWorkflowStaticData('global');
	const key = `iscPollTrigger:${id || name}`;
	// n8n marks all that it stores with the workflow so.
	const isStoredWithWorkflow = '__dataChanged' in own;
	return {
		// What is shared may be left from before n8n kept it elsewhere.
		read: () => own.state ?? shared[key],
		write(state) {
			const value = state as unknown as IDataObject;
			if (!isStoredWithWorkflow) {
				own.state = value;
				return;
			}
			shared[key] = value;
			// The first version of this node kept it there.
			if (own.state !== undefined) delete own.state;
		},
	};
}
