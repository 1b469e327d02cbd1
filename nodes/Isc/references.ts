import camelCase from 'lodash/camelCase';
import omit from 'lodash/omit';

import { getOperationById } from '../shared/catalogue/operations';
import type { Operation, ValueLookup } from '../shared/catalogue/types';
import stored from './references.json';

/** A body field that refers to another object. */
interface StoredReference {
	/** Dotted path in the body; absent if the whole body is a list of references. */
	field?: string;
	label: string;
	/** ID of the operation that lists the objects. */
	list: string;
	/** Path parameters of the list, each with the path parameter of the operation that has its value. */
	with?: Record<string, string>;
	/** Object type that is sent with the ID; absent if the field takes the ID alone. */
	type?: string;
	many?: boolean;
	required?: boolean;
	open?: boolean;
}

export interface Reference extends StoredReference {
	/** Name of the node parameter, or of the option within 'References'. */
	parameter: string;
	isRequired: boolean;
	/** Whether the picker is always shown; otherwise the user adds it under 'References'. */
	isOpen: boolean;
}

/** Name of the collection that holds the pickers of optional references. */
export const REFERENCES = 'references';

/** Returns the first part of the path: the field of the body that holds the reference. */
export const getTopField = ({ field }: StoredReference) => field?.split('.')[0];

function toReference(operationId: string, reference: StoredReference): Reference {
	const { body } = getOperationById(operationId) ?? {};
	const field = body?.fields.find(({ name }) => name === reference.field);
	const isRequired = reference.required ?? field?.required ?? false;
	return {
		...reference,
		parameter: `${camelCase(reference.label)}Reference`,
		isRequired,
		isOpen: isRequired || reference.open === true,
	};
}

/** References of the actions, by operation ID. */
export const OPERATION_REFERENCES: ReadonlyMap<string, Reference[]> = new Map(
	Object.entries(omit(stored, '$schema') as Record<string, StoredReference[]>).map(
		([id, references]) => [id, references.map((reference) => toReference(id, reference))],
	),
);

/** Returns the references of an action. Operations chosen from the whole API have no pickers. */
export const getReferences = (resource: string, { id }: Pick<Operation, 'id'>): Reference[] =>
	resource === 'apiOperation' ? [] : (OPERATION_REFERENCES.get(id) ?? []);

export const toValueLookup = ({ list, with: from }: Reference): ValueLookup => ({
	list,
	value: 'id',
	label: 'name',
	with: from,
});

/** Returns the name of the search method for a list. Operations that use the same list share it. */
export const getSearchMethod = (list: string) => `search${list[0]!.toUpperCase()}${list.slice(1)}`;
