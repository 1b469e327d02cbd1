/** The part of JSON Schema that the payloads of triggers need. */
export interface Schema {
	type: string | string[];
	enum?: string[];
	format?: string;
	required?: string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean;
	items?: Schema;
}

export const string: Schema = { type: 'string' };
export const dateTime: Schema = { type: 'string', format: 'date-time' };
export const integer: Schema = { type: 'integer' };
export const boolean: Schema = { type: 'boolean' };
/** An object with any fields. */
export const map: Schema = { type: 'object', additionalProperties: true };
/** Any value. */
export const anything: Schema = {
	type: ['null', 'string', 'number', 'boolean', 'array', 'object'],
};

/** Returns the schema of a string with one of several values. */
export const oneOf = (...words: string[]): Schema => ({ type: 'string', enum: words });

/** Returns the schema of a list. */
export const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** Returns a schema that also accepts null. */
export const orNull = (schema: Schema): Schema => ({
	...schema,
	type: ['null', ...[schema.type].flat()],
});

/** Returns the schema of an object; a field whose name ends in `?` may be missing. */
export function record(fields: Record<string, Schema>): Schema {
	const named = Object.entries(fields).map(([name, schema]) => [name.replace(/\?$/, ''), schema]);
	return {
		type: 'object',
		required: Object.keys(fields).filter((name) => !name.endsWith('?')),
		additionalProperties: true,
		properties: Object.fromEntries(named) as Record<string, Schema>,
	};
}

/** Returns the schema of a reference to another object. */
export const reference = (...types: string[]) =>
	record({ type: oneOf(...types), id: string, name: string });

const typeOf = (value: unknown) =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/**
 * Returns what is invalid in a value; undefined if it is valid.
 * @param whole whether required fields must exist
 */
export function findMismatch(
	schema: Schema,
	value: unknown,
	where = 'output',
	whole = false,
): string | undefined {
	const types = [schema.type].flat();
	if (!types.includes(typeOf(value)) && !(types.includes('integer') && Number.isInteger(value))) {
		return `"${where}" must be of the type ${types.join(' or ')}.`;
	}
	if (schema.enum && value !== null && !schema.enum.includes(String(value))) {
		return `"${where}" must be one of ${schema.enum.join(', ')}.`;
	}
	if (schema.items && Array.isArray(value)) {
		const { items } = schema;
		const problems = value.map((item, place) =>
			findMismatch(items, item, `${where}[${place}]`, whole),
		);
		return problems.find(Boolean);
	}
	const absent = (value !== null && whole && schema.required) || [];
	const missing = absent.find((name) => (value as Record<string, unknown>)[name] === undefined);
	if (missing !== undefined) return `"${where}.${missing}" is missing.`;
	for (const [name, inner] of Object.entries(schema.properties ?? {})) {
		const field = (value as Record<string, unknown> | null)?.[name];
		const problem =
			field === undefined ? undefined : findMismatch(inner, field, `${where}.${name}`, whole);
		if (problem) return problem;
	}
	return undefined;
}
