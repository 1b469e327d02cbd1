import { isSelectorName, isSelector } from '../../shared/catalogue/buildRequest/selectors';
import type { Operation } from '../../shared/catalogue/types';
import { isUndefinedText, isEmptyValue } from '../../shared/parameters/expressions';
import { hasEmptyComparison } from '../../shared/parameters/emptyComparisons';
import { isJsonObject } from '../../shared/parameters/json';

/** Names of what is written as filters and searches are: elsewhere, text may well end in the word `in`. */
const COMPARES = /(filters?|query)$/i;

/** Whether a value that selects has nothing somewhere in it that would say what. */
export function hasEmptySelector(name: string, value: unknown): boolean {
	if (typeof value === 'string') {
		return isEmptyValue(value) || (COMPARES.test(name) && hasEmptyComparison(value));
	}
	if (Array.isArray(value)) {
		return value.length === 0 || value.some((one) => hasEmptySelector(name, one));
	}
	if (!isJsonObject(value)) return isEmptyValue(value);
	return Object.entries(value).some(
		([key, inner]) => (isSelectorName(key) || isNested(inner)) && hasEmptySelector(key, inner),
	);
}

const isNested = (value: unknown) => typeof value === 'object' && value !== null;

/** @returns the name of the first query parameter without a value; undefined where there is none */
export function findEmptyInQuery(query: unknown): string | undefined {
	return isJsonObject(query)
		? Object.keys(query).find((name) => hasEmptySelector(name, query[name]))
		: undefined;
}

/** Text that a missing value left behind, however deep. Null can be meant. */
function isSpoiled(value: unknown): boolean {
	if (typeof value === 'string') {
		return value.includes('[object Object]') || (isUndefinedText(value) && value.trim() !== 'null');
	}
	return isNested(value) && Object.values(value as object).some(isSpoiled);
}

/** What a change is made to. */
const POINTERS = new Set(['path', 'from']);

function isGapAt(name: string, value: unknown, operation: Operation | undefined): boolean {
	if (operation?.body?.kind === 'jsonPatch' && POINTERS.has(name)) {
		return isEmptyValue(value) || String(value).endsWith('/');
	}
	const selects = operation ? isSelector(operation, name) : isSelectorName(name);
	return (selects && hasEmptySelector(name, value)) || isSpoiled(value);
}

/** @returns the name of the first field that selects and has no value, or holds what a missing value left behind */
export function findEmptyInBody(
	body: unknown,
	operation: Operation | undefined,
): string | undefined {
	for (const entry of Array.isArray(body) ? (body as unknown[]) : [body]) {
		if (!isJsonObject(entry)) {
			if (Array.isArray(body) && hasEmptySelector('', entry)) return 'an entry';
			continue;
		}
		const gap = Object.keys(entry).find((name) => isGapAt(name, entry[name], operation));
		if (gap !== undefined) return gap;
	}
	return undefined;
}
