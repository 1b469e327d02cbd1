import { isJsonObject } from '../parameters/json';
import type { ApiResponse } from '../api/types';

/** Number of pages above which the total is requested, which costs the server time. */
export const MIN_PAGES_TO_COUNT = 3;
/** Elasticsearch stops counting here. A total of exactly this number means "at least". */
const ELASTICSEARCH_COUNT_LIMIT = 10_000;

/** Returns the number of records in the whole list from the headers; undefined if they don't contain it. */
export function getTotal({ headers }: Pick<ApiResponse, 'headers'>): number | undefined {
	const text = headers['x-total-count'] ?? headers['total-count'] ?? '';
	// Node joins the values of a header that a gateway has doubled.
	const [total = '', ...others] = text.split(',').map((value) => value.trim());
	return /^\d+$/.test(total) && others.every((value) => value === total)
		? Number(total)
		: undefined;
}

/**
 * Returns the `count` next to a list in a response. Some services count the page, others the list, so only a count
 * above the size of the page is used.
 */
export function getCountField(
	{ body }: Pick<ApiResponse, 'body'>,
	records: number,
): number | undefined {
	const { count } = isJsonObject(body) ? body : {};
	return Number.isInteger(count) && Number(count) > records ? Number(count) : undefined;
}

/** Returns whether a total counts the whole list. */
export const isCredibleTotal = (total: number | undefined): boolean =>
	total !== undefined && total !== ELASTICSEARCH_COUNT_LIMIT;

/** Returns whether the total confirms that a short page is the last. A total that is too low doesn't. */
export const isTotalReached = (total: number | undefined, read: number): boolean =>
	read === total && isCredibleTotal(total);
