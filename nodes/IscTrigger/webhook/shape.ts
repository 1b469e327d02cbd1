import type { IDataObject } from 'n8n-workflow';

interface Schema {
	type?: string | string[];
	required?: string[];
	properties?: Record<string, Schema>;
	enum?: unknown[];
}

const typeOf = (value: unknown): string =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

function isOfType(value: unknown, type: string): boolean {
	if (type === 'integer') return Number.isInteger(value);
	return typeOf(value) === type;
}

/** What is wrong with a value; undefined where nothing is. */
function problemWith(value: unknown, schema: Schema, name: string): string | undefined {
	const types = schema.type === undefined ? [] : [schema.type].flat();
	if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
		return `${name} must be ${types.join(' or ')}, and is ${typeOf(value)}`;
	}
	if (schema.enum && value !== '' && !schema.enum.includes(value)) {
		return `${name} must be one of ${schema.enum.join(', ')}`;
	}
	if (typeOf(value) !== 'object') return undefined;
	const object = value as IDataObject;
	const missing = (schema.required ?? []).find((field) => object[field] === undefined);
	if (missing !== undefined) return `'${missing}' is missing`;
	return Object.entries(schema.properties ?? {})
		.filter(([field]) => object[field] !== undefined)
		.map(([field, inner]) => problemWith(object[field], inner, `'${field}'`))
		.find((problem) => problem !== undefined);
}

/**
 * What is wrong with an answer, by the form that the event wants.
 * @param schema JSON Schema as ISC gives it, as text; anything will do where it gives none
 * @returns undefined where nothing is
 */
export function answerProblem(answer: unknown, schema: string | undefined): string | undefined {
	if (typeOf(answer) !== 'object') return 'the answer must be an object';
	if (!schema) return undefined;
	try {
		return problemWith(answer, JSON.parse(schema) as Schema, 'the answer');
	} catch {
		return undefined;
	}
}
