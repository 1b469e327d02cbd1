import camelCase from 'lodash/camelCase';
import omit from 'lodash/omit';
import { toLabel } from '../shared/editor/labels';

import { getOperationById } from '../shared/catalogue/operations';
import type { Operation, ParameterSpec, ValueLookup } from '../shared/catalogue/types';
import storedQueryReferences from './queryReferences.json';
import stored from './references.json';

/** A field of another object, which has the value of a path parameter. */
export interface FieldOfObject {
	/** ID of the operation that reads the object. */
	operation: string;
	/** Path parameters of the operation, each with the path parameter of the selected operation that has its value. */
	path: Record<string, string>;
	/** Path parameters of the operation that always have the same value. */
	constants?: Record<string, string>;
	/** Dotted path of the value. */
	field: string;
}

/** The list of a picker. Its path parameters are path parameters of the selected operation, or read from another object. */
export type ReferenceLookup = Omit<ValueLookup, 'with'> & {
	with?: Record<string, string | FieldOfObject>;
};

/** A reference to another object, as stored for a query parameter. */
interface StoredQueryReference {
	label: string;
	/** ID of the operation that lists the objects. */
	list: string;
	many?: boolean;
}

/** A field of a body, or a field that an update can set, that refers to another object. */
interface StoredReference extends StoredQueryReference {
	/** Dotted path in the body or in the updated object; absent if the whole body is a list of references. */
	field?: string;
	/** Field of the listed objects that is sent; `id` by default. */
	value?: string;
	/** Dotted path of the field that names the listed objects; `name` by default. */
	name?: string;
	/** Field of an entry that has the ID, if each object becomes an entry with the values of its other fields. */
	entry?: string;
	with?: ReferenceLookup['with'];
	/** Object type that is sent with the ID; absent if the field takes the ID alone. */
	type?: string;
	/** Action of the change in an update; `replace` by default. */
	op?: 'add';
	required?: boolean;
	open?: boolean;
}

export interface Reference extends StoredReference {
	/** Name of the node parameter, or of the option within a collection. */
	parameter: string;
	isRequired: boolean;
	/** Whether the picker is always shown; otherwise the user adds it to a collection. */
	isOpen: boolean;
}

/** Name of the collection that holds the pickers of optional references. */
export const REFERENCES = 'references';

/** Returns the first part of the path: the field of the body that holds the reference. */
export const getTopField = ({ field }: Pick<StoredReference, 'field'>) => field?.split('.')[0];

/** Returns the label of the mode in which the user enters the value, such as `By ID`. */
export const getEntryMode = ({ value = 'id' }: Pick<StoredReference, 'value'>) =>
	`By ${toLabel(value)}`;

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

const QUERY_REFERENCES = omit(storedQueryReferences, '$schema') as Record<
	string,
	StoredQueryReference
>;

/** Returns the reference of a query parameter of an action; undefined if the parameter takes other values. */
export function getQueryReference(
	{ name, required }: Pick<ParameterSpec, 'name' | 'required'>,
	parameter: string,
): Reference | undefined {
	const found = QUERY_REFERENCES[name];
	return found && { ...found, parameter, isRequired: required, isOpen: required };
}

/** IDs of all operations that list objects for a picker. */
export const REFERENCE_LISTS: readonly string[] = [
	...new Set(
		[...[...OPERATION_REFERENCES.values()].flat(), ...Object.values(QUERY_REFERENCES)].map(
			({ list }) => list,
		),
	),
];

export const toReferenceLookup = ({
	list,
	value = 'id',
	name = 'name',
	with: from,
}: Pick<Reference, 'list' | 'value' | 'name' | 'with'>): ReferenceLookup => ({
	list,
	value,
	label: name,
	with: from,
});

/** Returns the name of the search method for a list. Operations that use the same list share it. */
export const getSearchMethod = (list: string) => `search${list[0]!.toUpperCase()}${list.slice(1)}`;
