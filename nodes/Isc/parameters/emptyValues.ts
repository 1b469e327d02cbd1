import { isSelectorName, isSelector } from '../../shared/catalogue/buildRequest/selectors';
import type { Operation } from '../../shared/catalogue/types';
import { isUndefinedText, isEmptyValue } from '../../shared/parameters/expressions';
import { hasEmptyComparison } from '../../shared/parameters/emptyComparisons';
import { isJsonObject } from '../../shared/parameters/json';

/** Names of filters and queries. Other text can end in the word `in`. */
const FILTER_NAME = /(filters?|query)$/i;

/** Returns whether a value that selects objects lacks a value at any depth. */
export function hasEmptySelector(name: string, value: unknown): boolean {
	if (typeof value === 'string') {
		return isEmptyValue(value) || (FILTER_NAME.test(name) && hasEmptyComparison(value));
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

/** @returns the name of the first query parameter without a value, or undefined */
export function findEmptyInQuery(query: unknown): string | undefined {
	return isJsonObject(query)
		? Object.keys(query).find((name) => hasEmptySelector(name, query[name]))
		: undefined;
}

/** Returns whether text at any depth contains the trace of a missing value. Null can be intended. */
function containsUndefinedText(value: unknown): boolean {
	if (typeof value === 'string') {
		return value.includes('[object Object]') || (isUndefinedText(value) && value.trim() !== 'null');
	}
	return isNested(value) && Object.values(value as object).some(containsUndefinedText);
}

/** Fields of a change that select the field to change. */
const POINTERS = new Set(['path', 'from']);

function isMissingField(name: string, value: unknown, operation: Operation | undefined): boolean {
	if (operation?.body?.kind === 'jsonPatch' && POINTERS.has(name)) {
		return isEmptyValue(value) || String(value).endsWith('/');
	}
	const selects = operation ? isSelector(operation, name) : isSelectorName(name);
	return (selects && hasEmptySelector(name, value)) || containsUndefinedText(value);
}

/** @returns the name of the first field that selects objects without a value or contains the trace of a missing value */
export function findEmptyInBody(
	body: unknown,
	operation: Operation | undefined,
): string | undefined {
	for (const entry of Array.isArray(body) ? (body as unknown[]) : [body]) {
		if (!isJsonObject(entry)) {
			if (Array.isArray(body) && hasEmptySelector('', entry)) return 'an entry';
			continue;
		}
		const missing = Object.keys(entry).find((name) => isMissingField(name, entry[name], operation));
		if (missing !== undefined) return missing;
	}
	return undefined;
}
