import { RawResponse, badRequest } from '../http/errors.mts';
import type { SimulatorOptions } from '../options.mts';

export interface PageLimits {
	defaultLimit: number;
	maxLimit: number;
}
export interface Page {
	limit: number;
	offset: number;
}
export type Query = Record<string, string | string[] | undefined>;

/** Returns the first value of a query parameter. */
export function firstValue(query: Query, name: string): string | undefined {
	const value = query[name];
	return Array.isArray(value) ? value[0] : value;
}

function wholeNumber(query: Query, name: string, fallback: number): number {
	const text = firstValue(query, name);
	if (text === undefined) return fallback;
	if (!/^\d{1,10}$/.test(text)) {
		throw badRequest(`The parameter "${name}" must be a whole number of 0 or more, not "${text}".`);
	}
	return Number(text);
}

/** Parses `limit` and the offset. Throws a 400 if invalid. */
export function readPage(
	query: Query,
	limits: PageLimits,
	options: SimulatorOptions,
	offsetName = 'offset',
): Page {
	const limit = wholeNumber(query, 'limit', limits.defaultLimit);
	const offset = wholeNumber(query, offsetName, 0);
	if (limit > limits.maxLimit && options.limitAboveMax === 'error') {
		throw badRequest(`The parameter "limit" must not be above ${limits.maxLimit}.`);
	}
	return { limit: Math.min(limit, limits.maxLimit), offset };
}

/** Throws a 400 for a page past the end if the option `pastEnd` says so. */
export function rejectPagePastEnd(page: Page, total: number, options: SimulatorOptions): void {
	if (options.pastEnd === 'error' && page.offset > 0 && page.offset >= total) {
		throw new RawResponse(400, {
			detailMessage: 'Specified offset is invalid.',
			stackTrace: [],
			suppressedExceptions: [],
		});
	}
}
