import type { Resolve } from './resolveRefs.mts';
import {
	alternativesOf,
	enumOf,
	itemsOf,
	propertiesOf,
	requiredOf,
	textFormat,
	typeOf,
	type View,
} from './schemas.mts';

/** Below this, only what must be there is shown. */
const DEPTH = 2;

const TEXTS: Record<string, string> = {
	uuid: '00000000-0000-4000-8000-000000000000',
	uri: 'https://example.com',
	email: 'user@example.com',
	date: '2030-01-31',
};

/** Texts for the patterns of the documents. */
const MATCHES: Record<string, string> = {
	'^attributes\\..*': 'attributes.name',
	'^\\{\\}$': '{}',
};

function matching(pattern: string): string {
	const text = MATCHES[pattern];
	if (text === undefined) throw new Error(`unknown pattern '${pattern}'`);
	return text;
}

/** A name such as `newOwnerId` as the text that stands in for its value, within the limits of the schema. */
function textFor(name: string, view: View): string {
	const format = textFormat(view);
	if (format) return TEXTS[format]!;
	if (view.pattern !== undefined) return matching(view.pattern);
	const text = name || 'text';
	return text.padEnd(view.minLength ?? 0, '0').slice(0, view.maxLength);
}

const numberFor = ({ minimum = 0, maximum = Infinity }: View) =>
	Math.min(Math.max(1, minimum), maximum);

/** Which properties are shown: the required ones; where there are none, all down to a depth. */
function shown(view: View, resolve: Resolve, depth: number): (name: string) => boolean {
	const required = requiredOf(view, resolve);
	const forbidden = view.not?.required ?? [];
	if (required.length > 0) return (name) => required.includes(name);
	return (name) => depth < DEPTH && !forbidden.includes(name);
}

function objectFor(view: View, resolve: Resolve, depth: number): Record<string, unknown> {
	const isShown = shown(view, resolve, depth);
	return Object.fromEntries(
		Object.entries(propertiesOf(view, resolve))
			.filter(([name, property]) => isShown(name) && !property.readOnly)
			.map(([name, property]) => [name, sampleOf(property, resolve, name, depth + 1)]),
	);
}

const singular = (name: string) => name.replace(/s$/, '');

/**
 * Makes a value that the schema allows, from names, types and permitted values alone.
 * @param name of the property that holds it
 * @param depth how many objects are around it
 */
export function sampleOf(view: View, resolve: Resolve, name = '', depth = 0): unknown {
	const [alternative] = alternativesOf(view, resolve);
	if (alternative) return sampleOf(alternative, resolve, name, depth);
	const [value] = enumOf(view) ?? [];
	if (value !== undefined) return value;
	switch (typeOf(view, resolve)) {
		case 'dateTime':
			return '2030-01-31T12:00:00Z';
		case 'string':
			return textFor(name, view);
		case 'integer':
		case 'number':
			return typeof view.default === 'number' ? view.default : numberFor(view);
		case 'boolean':
			return view.default === true;
		case 'list':
			return [sampleOf(itemsOf(view, resolve), resolve, singular(name), depth)];
		case 'object':
			return objectFor(view, resolve, depth);
		default:
			return {};
	}
}
