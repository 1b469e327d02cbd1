import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import type { Document } from '../documents/document.mts';
import type { Test } from './predicates.mts';
import type { Scope } from './nestedScope.mts';
import { containsPhrase, tokenize } from './tokenizer.mts';

interface TypeAhead {
	query: string;
	field: string;
	nestedType: string | undefined;
	maxExpansions: number;
	size: number;
	descending: boolean;
	sortByValue: boolean;
}

function whole(body: JsonObject, name: string, fallback: number, max = Number.MAX_SAFE_INTEGER) {
	const value = body[name] ?? fallback;
	if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > max) {
		throw badRequest(`The field "typeAheadQuery.${name}" is out of range.`);
	}
	return value as number;
}

/** Parses a type-ahead query. Throws a 400 if invalid. */
function readTypeAhead(body: JsonObject): TypeAhead {
	const { query, field, nestedType, sort = 'desc' } = body;
	if (typeof query !== 'string' || typeof field !== 'string') {
		throw badRequest('The fields "typeAheadQuery.query" and "typeAheadQuery.field" are required.');
	}
	if (sort !== 'asc' && sort !== 'desc') {
		throw badRequest('The field "typeAheadQuery.sort" must be asc or desc.');
	}
	return {
		query,
		field,
		nestedType: typeof nestedType === 'string' && nestedType ? nestedType : undefined,
		maxExpansions: whole(body, 'maxExpansions', 10, 1000),
		size: whole(body, 'size', 100),
		descending: sort === 'desc',
		sortByValue: body.sortByValue === true,
	};
}

/** Reads the values to suggest, from whole documents or from a nested list. */
function valuesReader(ahead: TypeAhead, scope: Scope): (document: Document) => string[] {
	const { nestedType, field } = ahead;
	if (!nestedType) {
		const read = scope.field(field);
		return (document) => read(document).map(String);
	}
	const { scope: inner, read: list } = scope.nested(nestedType);
	const read = inner.field(field);
	return (document) => list(document).flatMap((one) => read(one).map(String));
}

/** Returns whether a value of a document has the typed words; the last word can be a prefix. */
export function createTypeAheadTest(body: JsonObject, scope: Scope): Test {
	const ahead = readTypeAhead(body);
	const phrase = tokenize(ahead.query);
	const read = valuesReader(ahead, scope);
	return (document) =>
		read(document).some((value) => containsPhrase(tokenize(value), phrase, true));
}

/** Returns the values to suggest, by frequency unless the request sorts them by value. */
export function listTypeAheadValues(
	body: JsonObject,
	documents: Iterable<Document>,
	scope: Scope,
): string[] {
	const ahead = readTypeAhead(body);
	const phrase = tokenize(ahead.query);
	const last = phrase.at(-1) ?? '';
	const read = valuesReader(ahead, scope);
	const counts = new Map<string, number>();
	const endings = new Set<string>();
	for (const document of documents) {
		for (const value of new Set(read(document))) {
			const words = tokenize(value);
			if (!containsPhrase(words, phrase, true)) continue;
			counts.set(value, (counts.get(value) ?? 0) + 1);
			for (const word of words) if (word.startsWith(last)) endings.add(word);
		}
	}
	// A prefix expands to a limited number of words, in alphabetical order.
	const expansions = [...endings].sort().slice(0, ahead.maxExpansions);
	const fits = (value: string) =>
		expansions.some((word) => containsPhrase(tokenize(value), [...phrase.slice(0, -1), word]));
	const direction = ahead.descending ? -1 : 1;
	const byValue = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
	return [...counts.keys()]
		.filter(fits)
		.sort((a, b) =>
			ahead.sortByValue
				? byValue(a, b) * direction
				: ((counts.get(a) ?? 0) - (counts.get(b) ?? 0)) * direction || byValue(a, b),
		)
		.slice(0, ahead.size);
}
