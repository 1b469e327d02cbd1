import type { SearchBody } from './parseBody.mts';
import type { Document } from './documents/document.mts';
import { wildcard } from './query/tokenizer.mts';

const isObject = (value: unknown): value is Document =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isNestedList = (value: unknown) => Array.isArray(value) && value.some(isObject);

/** Returns whether a path is listed or inside a listed path. */
function namedBy(patterns: string[]): (path: string) => boolean {
	const expressions = patterns.flatMap((pattern) => [
		wildcard(pattern, 'u'),
		wildcard(`${pattern}.*`, 'u'),
	]);
	return (path) => expressions.some((expression) => expression.test(path));
}

interface Rule {
	include: (path: string) => boolean;
	leadsTo: (path: string) => boolean;
	exclude: (path: string) => boolean;
}

function prune(value: Document, rule: Rule, prefix: string): Document {
	const kept: Document = {};
	for (const [key, part] of Object.entries(value)) {
		const path = prefix + key;
		if (rule.exclude(path)) continue;
		const included = rule.include(path);
		if (!included && !rule.leadsTo(path)) continue;
		if (isObject(part)) kept[key] = prune(part, rule, `${path}.`);
		else if (isNestedList(part)) {
			kept[key] = (part as unknown[]).map((one) =>
				isObject(one) ? prune(one, rule, `${path}.`) : one,
			);
		} else if (included) kept[key] = part;
	}
	return kept;
}

/** Returns how documents are reduced for the response, and the top-level fields that are left. */
export function createResultFilter(body: SearchBody): {
	fields: ReadonlySet<string> | undefined;
	cut: (document: Document) => Document;
} {
	const { includes, excludes, includeNested } = body;
	const plain = includes.length > 0 && includes.every((name) => !name.includes('*'));
	const fields = plain ? new Set(includes.map((name) => name.split('.')[0] as string)) : undefined;
	if (!includes.length && !excludes.length) {
		return { fields, cut: includeNested ? (document) => document : withoutNested };
	}
	const starts = includes.map((name) => name.split('*')[0] as string);
	const rule: Rule = {
		include: includes.length ? namedBy(includes) : () => true,
		leadsTo: (path) =>
			starts.some(
				(start, i) =>
					start.startsWith(`${path}.`) || (includes[i] !== start && `${path}.`.startsWith(start)),
			),
		exclude: excludes.length ? namedBy(excludes) : () => false,
	};
	return {
		fields,
		cut(document) {
			const cut = prune(includeNested ? document : withoutNested(document), rule, '');
			// The type of a document is outside its source, so the filter doesn't apply to it.
			return { ...cut, _type: document._type, _version: document._version };
		},
	};
}

function withoutNested(document: Document): Document {
	const kept: Document = {};
	for (const key in document) if (!isNestedList(document[key])) kept[key] = document[key];
	return kept;
}
