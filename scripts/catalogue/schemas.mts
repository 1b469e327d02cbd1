import type { Primitive, ValueType } from '../../nodes/shared/parameters/valueSpec.ts';
import type { Schema } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';

const KEYWORDS = new Set([
	...['$ref', 'type', 'format', 'enum', 'default', 'nullable', 'readOnly', 'writeOnly'],
	...['properties', 'required', 'items', 'additionalProperties', 'allOf', 'oneOf', 'anyOf', 'not'],
	...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'],
	...['minProperties', 'pattern', 'discriminator', 'deprecated'],
	...['title', 'description', 'example', 'examples', 'externalDocs'],
]);

/** Formats of text. Formats of numbers are ignored. */
const TEXT_FORMATS: Record<string, string> = {
	uuid: 'uuid',
	UUID: 'uuid',
	uri: 'uri',
	email: 'email',
	date: 'date',
};
const OTHER_FORMATS = [
	'date-time',
	'binary',
	'comma-separated',
	'int32',
	'int64',
	'float',
	'double',
];

/** A schema with resolved references and merged `allOf`. */
export type ResolvedSchema = Omit<Schema, '$ref' | 'allOf'>;

function assertSupported(schema: Schema): void {
	const unknown = Object.keys(schema).find((key) => !KEYWORDS.has(key) && !key.startsWith('x-'));
	if (unknown) throw new Error(`unknown keyword '${unknown}' in a schema`);
	const { format, type } = schema;
	if (format === undefined || type === 'integer' || type === 'number') return;
	if (!(format in TEXT_FORMATS) && !OTHER_FORMATS.includes(format)) {
		throw new Error(`unknown format '${format}'`);
	}
}

const mergeSchemas = (one: ResolvedSchema, other: ResolvedSchema): ResolvedSchema => ({
	...one,
	...other,
	...((one.properties ?? other.properties) && {
		properties: { ...one.properties, ...other.properties },
	}),
	...((one.required ?? other.required) && {
		required: [...new Set([...(one.required ?? []), ...(other.required ?? [])])],
	}),
});

/** Resolves a schema. @throws if it uses unsupported keywords */
export function resolveSchema(schema: Schema, resolve: Resolve): ResolvedSchema {
	const { allOf = [], ...own } = resolve<Schema>(schema);
	assertSupported(own);
	return allOf
		.map((part) => resolveSchema(part, resolve))
		.reduceRight((all, part) => mergeSchemas(part, all), own);
}

/** Returns the alternatives of a union, merged with its shared properties; empty for other schemas. */
export function getAlternatives(view: ResolvedSchema, resolve: Resolve): ResolvedSchema[] {
	const { oneOf, anyOf, ...shared } = view;
	return (oneOf ?? anyOf ?? []).map((part) => mergeSchemas(shared, resolveSchema(part, resolve)));
}

function getUnionType(view: ResolvedSchema, resolve: Resolve): ValueType {
	const types = new Set(getAlternatives(view, resolve).map((part) => getValueType(part, resolve)));
	return types.size === 1 ? [...types][0]! : 'any';
}

/** Returns the type of a value. @throws if the schema has an unknown type */
export function getValueType(view: ResolvedSchema, resolve: Resolve): ValueType {
	switch (view.type) {
		case 'string':
			return view.format === 'binary'
				? 'file'
				: view.format === 'date-time'
					? 'dateTime'
					: 'string';
		case 'integer':
		case 'number':
		case 'boolean':
			return view.type;
		case 'array':
			return 'list';
		case 'object':
			return 'object';
		case undefined:
			if (view.oneOf ?? view.anyOf) return getUnionType(view, resolve);
			if (view.properties ?? view.additionalProperties) return 'object';
			if (view.items) return 'list';
			return view.enum ? 'string' : 'any';
		default:
			throw new Error(`unknown type '${view.type}'`);
	}
}

/** Returns the format of text; undefined for other formats. */
export const getTextFormat = ({ type, format = '' }: ResolvedSchema) =>
	type === 'string' ? TEXT_FORMATS[format] : undefined;

/** Returns the schema of the elements of a list. */
export const getItems = (view: ResolvedSchema, resolve: Resolve): ResolvedSchema =>
	view.items ? resolveSchema(view.items, resolve) : {};

/** Returns the enum, without `null`, which some documents include. */
export function getEnum(view: ResolvedSchema): Primitive[] | undefined {
	const values = view.enum?.filter((value) => value !== null);
	if (values?.some((value) => !['string', 'number'].includes(typeof value))) {
		throw new Error(`unsupported value in ${JSON.stringify(values)}`);
	}
	return values && ([...new Set(values)] as Primitive[]);
}

/** Returns the constraints of a value, or of the elements of a list. */
export function getConstraints(view: ResolvedSchema, resolve: Resolve) {
	const one = getValueType(view, resolve) === 'list' ? getItems(view, resolve) : view;
	return {
		enum: getEnum(one),
		min: one.minimum,
		max: one.maximum,
	};
}

/**
 * Returns the properties of an object, or of all alternatives of a union. Shared properties take precedence, since an
 * alternative can narrow them, such as to one value of an enum.
 */
export function getProperties(
	view: ResolvedSchema,
	resolve: Resolve,
): Record<string, ResolvedSchema> {
	const schemas = Object.assign(
		{},
		...getAlternatives(view, resolve).map(({ properties }) => properties),
		view.properties,
	) as Record<string, Schema>;
	return Object.fromEntries(
		Object.entries(schemas).map(([name, schema]) => [name, resolveSchema(schema, resolve)]),
	);
}

/**
 * Returns the names of properties that all alternatives require.
 * @throws if one of them isn't declared
 */
export function getRequired(view: ResolvedSchema, resolve: Resolve): string[] {
	const [first, ...others] = getAlternatives(view, resolve);
	const required = ((first ?? view).required ?? []).filter((name) =>
		others.every((other) => other.required?.includes(name)),
	);
	const properties = getProperties(view, resolve);
	const undeclared = required.find((name) => !(name in properties));
	if (undeclared) throw new Error(`'${undeclared}' is required, but not declared`);
	return required;
}
