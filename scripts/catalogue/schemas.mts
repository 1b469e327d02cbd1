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

/** Formats of text; those of numbers say nothing that matters here. */
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

/** A schema with its references followed and its `allOf` merged. */
export type View = Omit<Schema, '$ref' | 'allOf'>;

function check(schema: Schema): void {
	const unknown = Object.keys(schema).find((key) => !KEYWORDS.has(key) && !key.startsWith('x-'));
	if (unknown) throw new Error(`unknown keyword '${unknown}' in a schema`);
	const { format, type } = schema;
	if (format === undefined || type === 'integer' || type === 'number') return;
	if (!(format in TEXT_FORMATS) && !OTHER_FORMATS.includes(format)) {
		throw new Error(`unknown format '${format}'`);
	}
}

const merged = (one: View, other: View): View => ({
	...one,
	...other,
	...((one.properties ?? other.properties) && {
		properties: { ...one.properties, ...other.properties },
	}),
	...((one.required ?? other.required) && {
		required: [...new Set([...(one.required ?? []), ...(other.required ?? [])])],
	}),
});

/** @throws where the schema uses what is not understood */
export function viewOf(schema: Schema, resolve: Resolve): View {
	const { allOf = [], ...own } = resolve<Schema>(schema);
	check(own);
	return allOf
		.map((part) => viewOf(part, resolve))
		.reduceRight((all, part) => merged(part, all), own);
}

/** The alternatives of a union, each with what all of them share; none where it is no union. */
export function alternativesOf(view: View, resolve: Resolve): View[] {
	const { oneOf, anyOf, ...shared } = view;
	return (oneOf ?? anyOf ?? []).map((part) => merged(shared, viewOf(part, resolve)));
}

function unionType(view: View, resolve: Resolve): ValueType {
	const types = new Set(alternativesOf(view, resolve).map((part) => typeOf(part, resolve)));
	return types.size === 1 ? [...types][0]! : 'any';
}

/** @throws where the type is none of JSON's */
export function typeOf(view: View, resolve: Resolve): ValueType {
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
			if (view.oneOf ?? view.anyOf) return unionType(view, resolve);
			if (view.properties ?? view.additionalProperties) return 'object';
			if (view.items) return 'list';
			return view.enum ? 'string' : 'any';
		default:
			throw new Error(`unknown type '${view.type}'`);
	}
}

/** @returns the format of a text; undefined where it has none that matters */
export const textFormat = ({ type, format = '' }: View) =>
	type === 'string' ? TEXT_FORMATS[format] : undefined;

/** What a list holds. */
export const itemsOf = (view: View, resolve: Resolve): View =>
	view.items ? viewOf(view.items, resolve) : {};

/** @returns the values, without the `null` that some documents list among them */
export function enumOf(view: View): Primitive[] | undefined {
	const values = view.enum?.filter((value) => value !== null);
	if (values?.some((value) => !['string', 'number'].includes(typeof value))) {
		throw new Error(`odd value among ${JSON.stringify(values)}`);
	}
	return values && ([...new Set(values)] as Primitive[]);
}

/** What each value must be like: of a list, each of its items. */
export function valueFacts(view: View, resolve: Resolve) {
	const one = typeOf(view, resolve) === 'list' ? itemsOf(view, resolve) : view;
	return {
		enum: enumOf(one),
		min: one.minimum,
		max: one.maximum,
	};
}

/**
 * Properties of an object or of all alternatives of a union. What all share is said last: an alternative may
 * narrow it, as to one value of an enum, but there are others.
 */
export function propertiesOf(view: View, resolve: Resolve): Record<string, View> {
	const schemas = Object.assign(
		{},
		...alternativesOf(view, resolve).map(({ properties }) => properties),
		view.properties,
	) as Record<string, Schema>;
	return Object.fromEntries(
		Object.entries(schemas).map(([name, schema]) => [name, viewOf(schema, resolve)]),
	);
}

/**
 * Names of what must be there whichever alternative is taken.
 * @throws where one of them is no property
 */
export function requiredOf(view: View, resolve: Resolve): string[] {
	const [first, ...others] = alternativesOf(view, resolve);
	const required = ((first ?? view).required ?? []).filter((name) =>
		others.every((other) => other.required?.includes(name)),
	);
	const properties = propertiesOf(view, resolve);
	const stray = required.find((name) => !(name in properties));
	if (stray) throw new Error(`'${stray}' is required and not declared`);
	return required;
}
