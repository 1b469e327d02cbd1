import type { Resolve } from './resolveRefs.mts';
import {
	getAlternatives,
	getEnum,
	getItems,
	getProperties,
	getRequired,
	getTextFormat,
	getValueType,
	type ResolvedSchema,
} from './schemas.mts';

/** Depth below which only required properties are included. */
const MAX_DEPTH = 2;

const TEXTS: Record<string, string> = {
	uuid: '00000000-0000-4000-8000-000000000000',
	uri: 'https://example.com',
	email: 'user@example.com',
	date: '2030-01-31',
};

/** Texts that match the patterns in the documents. */
const MATCHES: Record<string, string> = {
	'^attributes\\..*': 'attributes.name',
	'^\\{\\}$': '{}',
};

function getMatchingText(pattern: string): string {
	const text = MATCHES[pattern];
	if (text === undefined) throw new Error(`unknown pattern '${pattern}'`);
	return text;
}

/** Returns text for a value: its name, such as `newOwnerId`, within the limits of the schema. */
function buildText(name: string, view: ResolvedSchema): string {
	const format = getTextFormat(view);
	if (format) return TEXTS[format]!;
	if (view.pattern !== undefined) return getMatchingText(view.pattern);
	const text = name || 'text';
	return text.padEnd(view.minLength ?? 0, '0').slice(0, view.maxLength);
}

const buildNumber = ({ minimum = 0, maximum = Infinity }: ResolvedSchema) =>
	Math.min(Math.max(1, minimum), maximum);

/** Selects the properties to include: the required ones, or all down to a depth if none is required. */
function selectProperties(
	view: ResolvedSchema,
	resolve: Resolve,
	depth: number,
): (name: string) => boolean {
	const required = getRequired(view, resolve);
	const forbidden = view.not?.required ?? [];
	if (required.length > 0) return (name) => required.includes(name);
	return (name) => depth < MAX_DEPTH && !forbidden.includes(name);
}

function buildObject(
	view: ResolvedSchema,
	resolve: Resolve,
	depth: number,
): Record<string, unknown> {
	const isShown = selectProperties(view, resolve, depth);
	return Object.fromEntries(
		Object.entries(getProperties(view, resolve))
			.filter(([name, property]) => isShown(name) && !property.readOnly)
			.map(([name, property]) => [name, buildSample(property, resolve, name, depth + 1)]),
	);
}

const toSingular = (name: string) => name.replace(/s$/, '');

/**
 * Builds a value that matches a schema, from names, types, and enums.
 * @param name of the property
 * @param depth number of objects around it
 */
export function buildSample(view: ResolvedSchema, resolve: Resolve, name = '', depth = 0): unknown {
	const [alternative] = getAlternatives(view, resolve);
	if (alternative) return buildSample(alternative, resolve, name, depth);
	const [value] = getEnum(view) ?? [];
	if (value !== undefined) return value;
	switch (getValueType(view, resolve)) {
		case 'dateTime':
			return '2030-01-31T12:00:00Z';
		case 'string':
			return buildText(name, view);
		case 'integer':
		case 'number':
			return typeof view.default === 'number' ? view.default : buildNumber(view);
		case 'boolean':
			return view.default === true;
		case 'list':
			return [buildSample(getItems(view, resolve), resolve, toSingular(name), depth)];
		case 'object':
			return buildObject(view, resolve, depth);
		default:
			return {};
	}
}
