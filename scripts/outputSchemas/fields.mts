import type { ValueType } from '../../nodes/shared/parameters/valueSpec.ts';

/**
 * What is known of a value: its type, the fields of an object, or a list with its elements, if they are known. `object` has
 * fields that ISC doesn't document, or that lie deeper than the facts reach.
 */
export type Field = Exclude<ValueType, 'list' | 'file'> | Fields | [Field] | [];

export interface Fields {
	[name: string]: Field;
}

/** The part of JSON Schema that n8n's editor reads. */
export interface JsonSchema {
	type?: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
}

/** n8n builds the expression for a field from its name with a dot in front, so other names don't work. */
const isIdentifier = (name: string) => /^[\p{L}$_][\p{L}\p{N}$_]*$/u.test(name);

/** Returns the schema of an object with the given fields. */
export const toObjectSchema = (fields: Fields): JsonSchema => ({
	type: 'object',
	properties: Object.fromEntries(
		Object.entries(fields)
			.filter(([name]) => isIdentifier(name))
			.map(([name, field]) => [name, toJsonSchema(field)]),
	),
});

/** Returns the schema of a value. A value of unknown type has an empty one. */
function toJsonSchema(field: Field): JsonSchema {
	if (Array.isArray(field)) {
		const [element] = field;
		return { type: 'array', ...(element !== undefined && { items: toJsonSchema(element) }) };
	}
	if (typeof field === 'object') return toObjectSchema(field);
	if (field === 'any') return {};
	return { type: field === 'dateTime' ? 'string' : field };
}

/**
 * Returns what is known of the value at a path, as `getValueAtPath` finds it: for a list on the path, a list of the values of
 * its elements. Undefined if ISC doesn't document the field.
 */
export function getFieldAtPath(field: Field, names: string[]): Field | undefined {
	const [name, ...rest] = names;
	if (name === undefined) return field;
	if (Array.isArray(field)) {
		const element = getFieldAtPath(field[0] ?? 'any', names);
		return element === undefined ? undefined : [element];
	}
	if (typeof field !== 'object') return ['any', 'object'].includes(field) ? 'any' : undefined;
	const inner = field[name];
	return inner === undefined ? undefined : getFieldAtPath(inner, rest);
}
