import { ParameterError } from '../../parameters/parameterError';
import { assertKeptByJson } from '../../parameters/digits';
import { isJsonObject } from '../../parameters/json';
import { toIsoDateTime } from '../../parameters/parse';
import { isUnset, assertRequired } from './required';
import type { BodySpec, BodyField } from '../types';
import { coerceValue } from './coerceValue';

/** A file of an input item, with its name. */
export type FilePart = Blob & { name?: string };

/** Returns the text of a form part; objects and lists become JSON. */
function formatPart(field: BodyField | undefined, name: string, value: unknown): string {
	const read = field ? coerceValue(name, field, value) : value;
	assertKeptByJson(name, read);
	return typeof read === 'object' ? (toIsoDateTime(read) ?? JSON.stringify(read)) : String(read);
}

/**
 * Builds a multipart form. It is the global FormData, which n8n can send again after it has renewed a token.
 * @param values of the fields that aren't files; unknown names become parts, too
 * @returns undefined if nothing is set and nothing is required
 * @throws ParameterError naming the field that is missing or has a wrong value
 */
export function buildFormData(
	{ fields, required }: BodySpec,
	values: unknown,
	files: Record<string, FilePart>,
): FormData | undefined {
	if (!isJsonObject(values)) {
		throw new ParameterError('Body', 'must be a JSON object', 'Enter it as {"name": "value"}.');
	}
	const entries = Object.entries(values).filter(([, value]) => !isUnset(value) && value !== null);
	assertRequired(
		fields.filter((field) => field.required).map(({ name }) => name),
		{ ...Object.fromEntries(entries), ...files },
	);
	const form = new FormData();
	for (const [name, value] of entries) {
		const field = fields.find((one) => one.name === name);
		form.append(name, formatPart(field, name, value));
	}
	for (const [name, file] of Object.entries(files)) form.append(name, file, file.name ?? name);
	if ([...form.keys()].length > 0) return form;
	if (!required) return undefined;
	throw new ParameterError(
		(fields.find(({ type }) => type === 'file') ?? fields[0])?.name ?? 'Body',
		'is required because the form is empty',
		'Enter at least one field or file.',
	);
}
