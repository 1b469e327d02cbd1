import { getOperationById } from '../shared/catalogue/operations';
import type { Operation } from '../shared/catalogue/types';
import stored from './actions.json';

/** An operation that n8n's node panel lists as an action. */
export interface NodeAction {
	operation: Operation;
	name: string;
	/** Text in the node panel, such as "Get many accounts". */
	action: string;
	/** One sentence for people, such as "Retrieve a list of accounts". */
	description: string;
	/** Labels for path parameters, by their names, if the name doesn't say which object is meant. */
	pathLabels: Record<string, string>;
	/** Names of optional body fields that the editor shows at once. */
	shownFields: string[];
}

/** A kind of object, with the actions on it. */
export interface ActionResource {
	/** Value that workflows store. */
	value: string;
	name: string;
	operations: NodeAction[];
}

/** An entry of `actions.json`; `schemas/actions.schema.json` describes it. */
type StoredAction = Omit<NodeAction, 'operation' | 'pathLabels' | 'shownFields'> &
	Partial<Pick<NodeAction, 'pathLabels' | 'shownFields'>> & { id: string };
export type StoredResources = Record<string, { name: string; operations: StoredAction[] }>;

/** @throws if the catalogue doesn't have the operation, or its path doesn't have a parameter that is labeled */
function toAction({ id, pathLabels = {}, shownFields = [], ...words }: StoredAction): NodeAction {
	const operation = getOperationById(id);
	if (!operation) throw new Error(`nodes/Isc/actions.json: the catalogue has no operation '${id}'`);
	const unknown = Object.keys(pathLabels).find((name) => !operation.path.includes(`{${name}}`));
	if (unknown !== undefined) {
		throw new Error(
			`nodes/Isc/actions.json: the path of '${id}' has no path parameter '${unknown}'`,
		);
	}
	return { ...words, operation, pathLabels, shownFields };
}

/** @throws naming the file and the entry that can't be used */
export const parseActions = (resources: StoredResources): ActionResource[] =>
	Object.entries(resources).map(([value, { name, operations }]) => ({
		value,
		name,
		operations: operations.map(toAction),
	}));

/**
 * The operations that most workflows need. The editor gets slower with the number of actions, so the list is limited;
 * `apiOperation` finds all other operations.
 */
export const ACTION_RESOURCES: ActionResource[] = parseActions(stored);

/** Returns the action for an operation of a resource. */
export const findAction = (resource: string, operation = ''): NodeAction | undefined =>
	ACTION_RESOURCES.find(({ value }) => value === resource)?.operations.find(
		(action) => action.operation.id === operation,
	);
