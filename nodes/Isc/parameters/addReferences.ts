import cloneDeep from 'lodash/cloneDeep';
import get from 'lodash/get';
import set from 'lodash/set';

import { coerceValue } from '../../shared/catalogue/buildRequest/coerceValue';
import type { JsonPatchOperation } from '../../shared/parameters/jsonPatchRows';
import { ParameterError } from '../../shared/parameters/parameterError';
import { getTopField, type Reference } from '../references';
import { buildMissingReferenceError, type ChosenReference } from './readReferences';

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
 * @param references all references of the action
 * @param fields values of the body by field
 * @param whole the body if it was given as one value
 * @throws ParameterError if a value is given twice, or a required one is missing
 */
export function addReferences(
	references: Reference[],
	chosen: ChosenReference[],
	fields: Record<string, unknown>,
	whole?: unknown,
): unknown {
	assertNoLostFields(references, fields, whole);
	if (chosen.length === 0) {
		assertRequiredReferences(references, fields, whole);
		return whole ?? fields;
	}

	const body: Record<string, unknown> = { ...fields };
	const lists = new Set<string>();
	let entries: unknown = whole;
	for (const { reference, value } of chosen) {
		const { field } = reference;
		if (field === undefined) {
			assertGivenOnce(reference, whole);
			entries = toEntries(reference, value as unknown[], fields);
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
	assertRequiredReferences(references, body, entries);
	return entries ?? body;
}

/** Adds the values of the other fields to each object, if the objects become entries. */
const toEntries = ({ entry }: Reference, ids: unknown[], fields: Record<string, unknown>) =>
	entry === undefined ? ids : ids.map((id) => ({ [entry]: id, ...cloneDeep(fields) }));

/** @throws ParameterError if the whole body is given as well as fields of its entries, because the fields would be lost */
function assertNoLostFields(
	references: Reference[],
	fields: Record<string, unknown>,
	whole: unknown,
): void {
	const [name] = Object.keys(fields);
	if (whole === undefined || name === undefined || !references.some(({ entry }) => entry)) return;
	throw new ParameterError(
		'Body',
		`is set, and so is '${name}' under 'Values'`,
		"Keep one of them: remove 'Body (JSON)', or all other values.",
	);
}

/** Reports a missing reference by its label, which is also the label of the picker. */
function assertRequiredReferences(
	references: Reference[],
	body: Record<string, unknown>,
	whole: unknown,
): void {
	const missing = references.find(
		({ field, isRequired, isOpen }) =>
			isRequired && isOpen && (field === undefined ? whole === undefined : !hasAtPath(body, field)),
	);
	if (missing) throw buildMissingReferenceError(missing);
}

/** Returns whether a body has a field, also within an object that is given as JSON text. */
function hasAtPath(body: Record<string, unknown>, field: string): boolean {
	const [top = '', inner] = field.split('.');
	return (inner ? get(openObject(top, body[top]), inner) : body[top]) !== undefined;
}

/** Returns a copy of an object that the user may have written as JSON. */
const openObject = (name: string, value: unknown): object =>
	value === undefined ? {} : cloneDeep(coerceValue(name, { type: 'object' }, value) as object);

/** Returns whether one JSON Pointer is the other one, or leads to a value within it. */
const overlaps = (one: string, other: string) =>
	one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);

/** Returns the JSON Pointers that a change writes to. A test only reads. */
const getWrittenPaths = ({ op, path, from }: JsonPatchOperation) =>
	op === 'test' ? [] : op === 'move' ? [path, from!] : [path];

/**
 * Adds the chosen objects to an update, after its changes.
 * @throws ParameterError if a change writes to the same field, because one of the two would be lost
 */
export const addReferenceChanges = (
	changes: JsonPatchOperation[],
	chosen: ChosenReference[],
): JsonPatchOperation[] => [
	...changes,
	...chosen.map(({ reference: { label, field = '', op = 'replace' }, value }) => {
		const path = `/${field.replaceAll('.', '/')}`;
		const position = changes.findIndex((change) =>
			getWrittenPaths(change).some((written) => overlaps(written, path)),
		);
		if (position < 0) return { op, path, value };
		throw new ParameterError(
			label,
			`is set, and change ${position + 1} under 'Changes' writes to the same field '${path}'`,
			'Keep one of them.',
		);
	}),
];
