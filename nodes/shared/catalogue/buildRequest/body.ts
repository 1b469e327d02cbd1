import { ParameterError } from '../../parameters/parameterError';
import { toJsonText, parseJson, isJsonObject } from '../../parameters/json';
import { buildJsonPatch } from '../../parameters/jsonPatch';
import { buildFormData, type FilePart } from './formData';
import { isUnset, assertRequired } from './required';
import type { BodySpec, BodyField, Operation } from '../types';
import { coerceValue } from './coerceValue';

const BODY = 'Body';

export interface BuiltBody {
	body?: string | FormData;
	/** Undefined for a form: n8n adds its content type with the boundary. */
	contentType?: string;
}

/** Returns whether a field isn't set. Empty text is a value only for fields that can be text. */
const isEmptyField = (field: BodyField | undefined, value: unknown) =>
	value === undefined ||
	(typeof value === 'string' &&
		value.trim() === '' &&
		field !== undefined &&
		(field.type !== 'string' || field.enum !== undefined));

/** Returns an object with typed fields. Unknown names are sent unchanged, and so is null, which clears a property. */
function coerceObject(fields: BodyField[], value: Record<string, unknown>, context?: string) {
	assertRequired(
		fields.filter((field) => field.required).map(({ name }) => name),
		value,
		context,
	);
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, given]) => {
			const field = fields.find((one) => one.name === name);
			if (isEmptyField(field, given)) return [];
			return [[name, field && given !== null ? coerceValue(name, field, given) : given]];
		}),
	);
}

function coerceList({ fields, items }: BodySpec, value: unknown): unknown[] {
	const values = coerceValue(BODY, { type: 'list', items }, value) as unknown[];
	if (items !== 'object') return values;
	return values.map((one, index) =>
		isJsonObject(one) ? coerceObject(fields, one, `in entry ${index + 1}`) : one,
	);
}

/** Returns a typed JSON body. @param value JSON text, or the parsed value */
function coerceJson(body: BodySpec, value: unknown): unknown {
	switch (body.type) {
		case 'object': {
			const read = parseJson(value, BODY);
			if (isJsonObject(read)) return coerceObject(body.fields, read);
			throw new ParameterError(BODY, 'must be a JSON object', 'Enter it as {"name": "value"}.');
		}
		case 'list':
			return coerceList(body, value);
		default:
			return coerceValue(BODY, body, value);
	}
}

/** Returns the body to send if none is entered. Only an optional body or an object without required fields can be empty. */
function buildEmptyBody(body: BodySpec): unknown {
	if (!body.required) return undefined;
	if (body.type === 'object') return coerceObject(body.fields, {});
	throw new ParameterError(BODY, 'is required', 'Enter it as JSON.');
}

function assertSupported(operation: Operation, value: unknown, files: Record<string, FilePart>) {
	const [file] = Object.keys(files);
	if (file !== undefined && operation.body?.kind !== 'form') {
		throw new ParameterError(
			file,
			"is a file, but this operation doesn't accept files",
			'Remove it.',
		);
	}
	if (!operation.body && !isUnset(value) && value !== null) {
		throw new ParameterError(
			BODY,
			"is set, but this operation doesn't accept a body",
			'Remove it.',
		);
	}
}

/**
 * Builds the body of an operation. JSON is returned as text because n8n drops `{}` and `[]`.
 * @param value the whole body or an object with the fields that are set, parsed or as JSON text
 * @param files by the name of the field they belong to
 * @param text the JSON as the user typed it, which the value was parsed from
 * @throws ParameterError naming the field that is missing or has a wrong value; nested fields aren't checked
 */
export function buildBody(
	operation: Operation,
	value: unknown,
	files: Record<string, FilePart> = {},
	text?: string,
): BuiltBody {
	assertSupported(operation, value, files);
	const { body } = operation;
	if (!body) return {};
	if (body.kind === 'form') {
		return {
			body: buildFormData(body, value === null ? null : (parseJson(value, BODY) ?? {}), files),
		};
	}
	const isEmpty = isUnset(value) || (value === null && body.type !== 'any');
	if (body.kind === 'jsonPatch') {
		const changes = buildJsonPatch(isEmpty ? undefined : parseJson(value, BODY));
		return { body: toJsonText(BODY, changes, text ?? value), contentType: body.contentType };
	}
	const content = isEmpty ? buildEmptyBody(body) : coerceJson(body, value);
	return content === undefined
		? {}
		: { body: toJsonText(BODY, content, text), contentType: body.contentType };
}
