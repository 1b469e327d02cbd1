import type { Answer } from '../call';

/** Elasticsearch stops counting here: a total of exactly this many says "at least". */
const COUNTED_AT_MOST = 10_000;

/** @returns the number of records in the whole list, where the answer's headers say it */
export function totalOf({ headers }: Pick<Answer, 'headers'>): number | undefined {
	const text = headers['x-total-count'] ?? headers['total-count'];
	return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** @returns whether a list of which so many records were read has ended, according to its total */
export const isReached = (total: number | undefined, read: number): boolean =>
	total !== undefined && total !== COUNTED_AT_MOST && read >= total;
