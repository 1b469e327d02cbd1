import cloneDeep from 'lodash/cloneDeep';
import get from 'lodash/get';
import set from 'lodash/set';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { coerceValue } from '../../shared/catalogue/buildRequest/coerceValue';
import type { Operation } from '../../shared/catalogue/types';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { isEmptyValue } from '../../shared/parameters/expressions';
import { ParameterError } from '../../shared/parameters/parameterError';
import { getRows } from '../../shared/parameters/rows';
import { getReferences, getTopField, REFERENCES, type Reference } from '../references';

/** Value of a reference as the body takes it. */
interface ChosenReference {
	reference: Reference;
	value: unknown;
}

const toIds = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const toBodyValue = ({ type }: Reference, id: unknown) => (type ? { type, id } : id);

function readId({ label }: Reference, value: unknown): string {
	if ((typeof value === 'string' || typeof value === 'number') && !isEmptyValue(value)) {
		return String(value).trim();
	}
	throw new ParameterError(
		label,
		'has an entry without an ID',
		"Choose an object from the list, enter its ID under 'By ID', or remove the entry.",
	);
}

/** Returns undefined if the user chose nothing. */
function readChosen(reference: Reference, parameter: unknown): ChosenReference | undefined {
	if (reference.many) {
		const rows = getRows(parameter, 'row');
		if (rows.length === 0) return undefined;
		const values = rows.flatMap(({ reference: locator }) => {
			const ids = toIds(getLocatorValue(locator));
			return ids.length > 0 ? ids : [undefined];
		});
		return {
			reference,
			value: values.map((value) => toBodyValue(reference, readId(reference, value))),
		};
	}
	const value = getLocatorValue(parameter);
	if (value === undefined || value === null || value === '') return undefined;
	return { reference, value: toBodyValue(reference, readId(reference, value)) };
}

function assertGivenOnce({ label, field }: Reference, given: unknown): void {
	if (given === undefined) return;
	throw new ParameterError(
		label,
		`is set, and so is '${field ?? 'Body'}' under 'Values'`,
		'Keep one of them.',
	);
}

/**
 * Adds the chosen objects to the body. Several pickers can fill one list.
 * @param fields values of the body by field
 * @param whole the body if it was given as one value
 * @throws ParameterError if a value is given twice, or a picker has no ID
 */
export function addReferences(
	context: IExecuteFunctions,
	index: number,
	resource: string,
	operation: Operation,
	fields: Record<string, unknown>,
	whole?: unknown,
): unknown {
	const references = getReferences(resource, operation);
	const added = context.getNodeParameter(REFERENCES, index, {}) as IDataObject;
	const chosen = references.flatMap((reference) => {
		const { parameter, isOpen } = reference;
		const value: unknown = isOpen
			? context.getNodeParameter(parameter, index, null)
			: added[parameter];
		return readChosen(reference, value) ?? [];
	});
	if (chosen.length === 0) {
		assertRequiredReferences(references, fields);
		return whole ?? fields;
	}

	const body: Record<string, unknown> = { ...fields };
	const lists = new Set<string>();
	let entries: unknown = whole;
	for (const { reference, value } of chosen) {
		const { field } = reference;
		if (field === undefined) {
			assertGivenOnce(reference, whole);
			entries = value;
			continue;
		}
		const top = getTopField(reference)!;
		if (top !== field) body[top] = openObject(top, body[top]);
		const given: unknown = get(body, field);
		if (lists.has(field)) {
			set(body, field, [...(given as unknown[]), ...(value as unknown[])]);
			continue;
		}
		assertGivenOnce(reference, given);
		set(body, field, value);
		lists.add(field);
	}
	assertRequiredReferences(references, body);
	return entries ?? body;
}

/** Reports a missing reference by its label, which is also the label of the picker. */
function assertRequiredReferences(references: Reference[], body: Record<string, unknown>): void {
	const missing = references.find(
		({ field, isRequired, isOpen }) =>
			isRequired && isOpen && field !== undefined && !hasAtPath(body, field),
	);
	if (!missing) return;
	throw new ParameterError(
		missing.label,
		'is required',
		"Choose an object from the list, or enter its ID under 'By ID'.",
	);
}

/** Whether a body has a field, also within an object that is given as JSON text. */
function hasAtPath(body: Record<string, unknown>, field: string): boolean {
	const [top = '', inner] = field.split('.');
	return (inner ? get(openObject(top, body[top]), inner) : body[top]) !== undefined;
}

/** Returns a copy of an object that the user may have written as JSON. */
const openObject = (name: string, value: unknown): object =>
	value === undefined ? {} : cloneDeep(coerceValue(name, { type: 'object' }, value) as object);
