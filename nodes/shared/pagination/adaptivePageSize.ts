import clamp from 'lodash/clamp';
import meanBy from 'lodash/meanBy';
import range from 'lodash/range';

import { JsonLinesBatch, type RecordBatch } from '../api/recordBatch';

/** Size of the first page, before the length of a document is known. With 200 kB each, these are 50 MB. */
export const FIRST_PAGE_SIZE = 250;
/** Maximum page size of ISC. */
export const MAX_PAGE_SIZE = 10_000;
/**
 * Size of a response to aim for, in characters: large enough to make the round trip negligible, and small enough for
 * memory.
 */
const TARGET_PAGE_LENGTH = 5_000_000;
/** Number of records to measure. */
const LENGTH_SAMPLE_SIZE = 20;

/** Returns the approximate length of a record, in characters. There must be at least one record. */
export function getAverageLength(records: RecordBatch): number {
	if (records instanceof JsonLinesBatch) return records.bytes.length / records.length;
	const indices = range(0, records.length, Math.ceil(records.length / LENGTH_SAMPLE_SIZE));
	return meanBy(indices, (index) => JSON.stringify(records.at(index)).length);
}

/**
 * Returns the size of the next page, based on the length of the last documents. Events are short; identities with all
 * their access are long.
 */
export const getNextPageSize = (records: RecordBatch): number =>
	clamp(Math.floor(TARGET_PAGE_LENGTH / getAverageLength(records)), 1, MAX_PAGE_SIZE);
