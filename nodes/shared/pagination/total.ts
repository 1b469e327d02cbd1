import { isJsonObject } from '../parameters/json';
import type { ApiResponse } from '../api/types';

/** If more pages than this are wanted, the total is worth requesting. */
export const MIN_PAGES_TO_COUNT = 3;
/** Elasticsearch stops counting here: a total of exactly this many says "at least". */
const ELASTICSEARCH_COUNT_LIMIT = 10_000;

/** @returns the number of records in the whole list, where the answer's headers say it */
export function getTotal({ headers }: Pick<ApiResponse, 'headers'>): number | undefined {
	const text = headers['x-total-count'] ?? headers['total-count'];
	return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/**
 * The `count` that stands beside a list in an answer. Some services count the page there, and others the list: it says
 * something where it is more than the page has.
 */
export function getCountField(
	{ body }: Pick<ApiResponse, 'body'>,
	records: number,
): number | undefined {
	const { count } = isJsonObject(body) ? body : {};
	return Number.isInteger(count) && Number(count) > records ? Number(count) : undefined;
}

/** @returns whether a total is that of the whole list */
export const isCredibleTotal = (total: number | undefined): boolean =>
	total !== undefined && total !== ELASTICSEARCH_COUNT_LIMIT;

/** @returns whether a short page is the last, according to the total: one that is too low proves nothing */
export const isTotalReached = (total: number | undefined, read: number): boolean =>
	read === total && isCredibleTotal(total);
