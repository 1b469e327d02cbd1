import { ParameterError } from '../../parameters/parameterError';
import { isJsonObject } from '../../parameters/json';
import { isUnset, assertRequired } from './required';
import type { BodySpec, BodyField } from '../types';
import { coerceValue } from './coerceValue';

/** A file as n8n has it in an item, once it is read. */
export type FilePart = Blob & { name?: string };

/** A part is text: objects and lists go as JSON. */
function formatPart(field: BodyField | undefined, name: string, value: unknown): string {
	const read = field ? coerceValue(name, field, value) : value;
	return typeof read === 'object' ? JSON.stringify(read) : String(read);
}

/**
 * Makes a multipart form, a global FormData: the host can send it again after it renewed a token.
 * @param values of the fields that are no files; names that the documents do not know become parts as well
 * @returns undefined where nothing is set and nothing is needed
 * @throws BadInput naming the field that is missing or takes something else
 */
export function buildFormData(
	{ fields, required }: BodySpec,
	values: unknown,
	files: Record<string, FilePart>,
): FormData | undefined {
	if (!isJsonObject(values)) {
		throw new ParameterError('Body', 'is no JSON object', 'Write it as {"name": "value"}.');
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
		'is missing, and the form is empty without it',
		'Give at least one field or file.',
	);
}
