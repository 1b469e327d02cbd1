import { RawAnswer, badRequest } from '../http/errors.mts';
import type { TenantOptions } from '../options.mts';

export type PageLimits = { defaultLimit: number; maxLimit: number };
export type Page = { limit: number; offset: number };
export type Query = Record<string, string | string[] | undefined>;

/** One value of a query parameter. */
export function single(query: Query, name: string): string | undefined {
	const value = query[name];
	return Array.isArray(value) ? value[0] : value;
}

function wholeNumber(query: Query, name: string, fallback: number): number {
	const text = single(query, name);
	if (text === undefined) return fallback;
	if (!/^\d{1,10}$/.test(text)) {
		throw badRequest(`The parameter "${name}" must be a whole number of 0 or more, not "${text}".`);
	}
	return Number(text);
}

/** Reads `limit` and the offset; refuses with 400. */
export function readPage(
	query: Query,
	limits: PageLimits,
	options: TenantOptions,
	offsetName = 'offset',
): Page {
	const limit = wholeNumber(query, 'limit', limits.defaultLimit);
	const offset = wholeNumber(query, offsetName, 0);
	if (limit > limits.maxLimit && options.limitAboveMax === 'error') {
		throw badRequest(`The parameter "limit" must not be above ${limits.maxLimit}.`);
	}
	return { limit: Math.min(limit, limits.maxLimit), offset };
}

/** Refuses a page past the end where the tenant does so. */
export function checkEnd(page: Page, total: number, options: TenantOptions): void {
	if (options.pastEnd === 'error' && page.offset > 0 && page.offset >= total) {
		throw new RawAnswer(400, {
			detailMessage: 'Specified offset is invalid.',
			stackTrace: [],
			suppressedExceptions: [],
		});
	}
}
