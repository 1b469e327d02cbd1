import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../shared/catalogue/types';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { isEmptyValue } from '../../shared/parameters/expressions';
import { ParameterError } from '../../shared/parameters/parameterError';
import { getRows } from '../../shared/parameters/rows';
import { getEntryMode, getReferences, REFERENCES, type Reference } from '../references';

/** Value of a reference as the request takes it. */
export interface ChosenReference {
	reference: Reference;
	value: unknown;
}

const toIds = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const toRequestValue = ({ type }: Reference, id: unknown) => (type ? { type, id } : id);

function readId(reference: Reference, value: unknown): string {
	if ((typeof value === 'string' || typeof value === 'number') && !isEmptyValue(value)) {
		return String(value).trim();
	}
	throw new ParameterError(
		reference.label,
		'has an entry without an ID',
		`Choose an object from the list, enter its ID under '${getEntryMode(reference)}', or remove the entry.`,
	);
}

/** Returns undefined if the user chose nothing. */
function readValue(reference: Reference, parameter: unknown): unknown {
	if (reference.many) {
		const rows = getRows(parameter, 'row');
		if (rows.length === 0) return undefined;
		const values = rows.flatMap(({ reference: locator }) => {
			const ids = toIds(getLocatorValue(locator));
			return ids.length > 0 ? ids : [undefined];
		});
		return values.map((value) => toRequestValue(reference, readId(reference, value)));
	}
	const value = getLocatorValue(parameter);
	if (value === undefined || value === null || value === '') return undefined;
	return toRequestValue(reference, readId(reference, value));
}

/** Builds the error for a picker that the user added but left empty. */
const buildEmptyReferenceError = (reference: Reference) =>
	new ParameterError(
		reference.label,
		'is empty',
		`Choose an object from the list, enter its ID under '${getEntryMode(reference)}', or remove '${reference.label}'. If it has an expression, check the data that the expression reads.`,
	);

/** Builds the error for a required picker that is empty. */
export const buildMissingReferenceError = (reference: Reference) =>
	new ParameterError(
		reference.label,
		'is required',
		`Choose an object from the list, or enter its ID under '${getEntryMode(reference)}'.`,
	);

/** Where the pickers of an operation are: a parameter for each open one, and a collection for the others. */
export interface PickerSource {
	readOpen: (parameter: string) => unknown;
	added: IDataObject;
}

/** @param collection name of the collection that holds the added pickers */
export const getPickerSource = (
	context: IExecuteFunctions,
	index: number,
	collection: string,
): PickerSource => ({
	readOpen: (parameter) => context.getNodeParameter(parameter, index, null),
	added: (context.getNodeParameter(collection, index, {}) ?? {}) as IDataObject,
});

/**
 * Reads one picker.
 * @returns undefined if an open picker is empty, or another one wasn't added
 * @throws ParameterError if an entry has no ID, or an added picker is empty: without its value, a request could match or
 * change more than intended
 */
export function readReference(reference: Reference, { readOpen, added }: PickerSource): unknown {
	const { parameter, isOpen } = reference;
	if (isOpen) return readValue(reference, readOpen(parameter));
	if (!(parameter in added)) return undefined;
	const value = readValue(reference, added[parameter]);
	if (value === undefined) throw buildEmptyReferenceError(reference);
	return value;
}

/**
 * Reads the pickers of an action.
 * @returns the references that the user chose
 * @throws ParameterError if a picker has no ID
 */
export function readChosenReferences(
	context: IExecuteFunctions,
	index: number,
	resource: string,
	operation: Operation,
): ChosenReference[] {
	const references = getReferences(resource, operation);
	if (references.length === 0) return [];
	const source = getPickerSource(context, index, REFERENCES);
	return references.flatMap((reference) => {
		const value = readReference(reference, source);
		return value === undefined ? [] : [{ reference, value }];
	});
}
