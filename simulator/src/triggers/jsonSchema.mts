/** As much of a JSON Schema as the payloads of triggers need. */
export type Schema = {
	type: string | string[];
	enum?: string[];
	format?: string;
	required?: string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean;
	items?: Schema;
};

export const text: Schema = { type: 'string' };
export const time: Schema = { type: 'string', format: 'date-time' };
export const whole: Schema = { type: 'integer' };
export const truth: Schema = { type: 'boolean' };
/** An object of which no more is known. */
export const map: Schema = { type: 'object', additionalProperties: true };
/** Anything at all. */
export const anything: Schema = {
	type: ['null', 'string', 'number', 'boolean', 'array', 'object'],
};

/** One of several words. */
export const oneOf = (...words: string[]): Schema => ({ type: 'string', enum: words });

/** A list of one kind of thing. */
export const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** The same, or null. */
export const orNull = (schema: Schema): Schema => ({
	...schema,
	type: ['null', ...[schema.type].flat()],
});

/** An object; a field whose name ends in `?` may be missing. */
export function record(fields: Record<string, Schema>): Schema {
	const named = Object.entries(fields).map(([name, schema]) => [name.replace(/\?$/, ''), schema]);
	return {
		type: 'object',
		required: Object.keys(fields).filter((name) => !name.endsWith('?')),
		additionalProperties: true,
		properties: Object.fromEntries(named) as Record<string, Schema>,
	};
}

/** A pointer to another object. */
export const reference = (...types: string[]) =>
	record({ type: oneOf(...types), id: text, name: text });

const typeOf = (value: unknown) =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/**
 * What is wrong with a value; undefined when nothing is.
 * @param whole whether required fields must be there
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
