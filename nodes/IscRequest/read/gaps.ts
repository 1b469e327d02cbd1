import { isChoice, selectsRecords } from '../../catalogue/call/selects';
import type { Operation } from '../../catalogue/operation';
import { isLost, isNothing } from '../../forms/expressions';
import { isObject } from '../../forms/object';

const NOTHING = String.raw`\\?"(?:\s*|undefined|null|NaN|\[object Object\])\\?"`;
/** A comparison, as filters and searches write it, with nothing on its right. */
const HOLE = new RegExp(
	String.raw`(?:\s(?:eq|ne|gt|ge|lt|le|sw|co|in|ca)(?:\s+\(?|\s*(?=\\?"|\(|$)\(?)\s*|\w:\s*)(?:${NOTHING}|(?:undefined|NaN|\[object Object\])(?![\w"])|\)|$|(?:and|or|AND|OR)\s)`,
);

/** A list of values of which a later one is nothing. */
const HOLE_IN_LIST = new RegExp(
	String.raw`\s(?:in|ca)\s*\(\s*(?:"(?:[^"\\]|\\.)*"\s*,\s*)+"(?:\s*|undefined|null|NaN|\[object Object\])"`,
);

/** Whether a filter or a search compares with nothing: `id eq ""`. */
export const hasHole = (text: string) => HOLE.test(text) || HOLE_IN_LIST.test(text);

/** Names of what is written as filters and searches are: elsewhere, text may well end in the word `in`. */
const COMPARES = /(filters?|query)$/i;

/** Whether a value that selects has nothing somewhere in it that would say what. */
export function isGapIn(name: string, value: unknown): boolean {
	if (typeof value === 'string') {
		return isNothing(value) || (COMPARES.test(name) && hasHole(value));
	}
	if (Array.isArray(value)) {
		return value.length === 0 || value.some((one) => isGapIn(name, one));
	}
	if (!isObject(value)) return isNothing(value);
	return Object.entries(value).some(
		([key, inner]) => (isChoice(key) || isNested(inner)) && isGapIn(key, inner),
	);
}

const isNested = (value: unknown) => typeof value === 'object' && value !== null;

/** @returns the name of the first query parameter without a value; undefined where there is none */
export function gapInQuery(query: unknown): string | undefined {
	return isObject(query)
		? Object.keys(query).find((name) => isGapIn(name, query[name]))
		: undefined;
}

/** Text that a missing value left behind, however deep. Null can be meant. */
function isSpoiled(value: unknown): boolean {
	if (typeof value === 'string') {
		return value.includes('[object Object]') || (isLost(value) && value.trim() !== 'null');
	}
	return isNested(value) && Object.values(value as object).some(isSpoiled);
}

/** What a change is made to. */
const POINTERS = new Set(['path', 'from']);

function isGapAt(name: string, value: unknown, operation: Operation | undefined): boolean {
	if (operation?.body?.kind === 'jsonPatch' && POINTERS.has(name)) {
		return isNothing(value) || String(value).endsWith('/');
	}
	const selects = operation ? selectsRecords(operation, name) : isChoice(name);
	return (selects && isGapIn(name, value)) || isSpoiled(value);
}

/** @returns the name of the first field that selects and has no value, or holds what a missing value left behind */
export function gapInBody(body: unknown, operation: Operation | undefined): string | undefined {
	for (const entry of Array.isArray(body) ? (body as unknown[]) : [body]) {
		if (!isObject(entry)) {
			if (Array.isArray(body) && isGapIn('', entry)) return 'an entry';
			continue;
		}
		const gap = Object.keys(entry).find((name) => isGapAt(name, entry[name], operation));
		if (gap !== undefined) return gap;
	}
	return undefined;
}
