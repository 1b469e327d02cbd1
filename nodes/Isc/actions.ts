import { getOperationById } from '../shared/catalogue/operations';
import type { Operation } from '../shared/catalogue/types';
import listed from './actions.json';

/** An operation that n8n's node panel shows as an action. */
export interface NodeAction {
	operation: Operation;
	name: string;
	action: string;
}

/** What everyday operations are about. */
export interface ActionResource {
	/** As workflows store it. */
	value: string;
	name: string;
	operations: NodeAction[];
}

function found(id: string): Operation {
	const operation = getOperationById(id);
	if (!operation) throw new Error(`everyday.json names ${id}, which the catalogue does not have`);
	return operation;
}

/**
 * The operations that most workflows need. The panel slows down with the number of actions, so that not all
 * that ISC has can be there; `apiOperation` finds the others.
 */
export const ACTION_RESOURCES: ActionResource[] = Object.entries(listed).map(
	([value, { name, operations }]) => ({
		value,
		name,
		operations: operations.map((one) => ({
			operation: found(one.id),
			name: one.name,
			action: one.action,
		})),
	}),
);
