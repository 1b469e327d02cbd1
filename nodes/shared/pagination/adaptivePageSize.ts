import clamp from 'lodash/clamp';

import { getAverageLength } from './averageLength';
import type { RecordBatch } from '../api/recordBatch';

/** What the first request asks for, before any length is known: with 200 kB each, these are 50 MB. */
export const FIRST_PAGE_SIZE = 250;
/** ISC gives no more at a time. */
export const MAX_PAGE_SIZE = 10_000;
/** Characters that an answer should have: enough for the way to ISC not to matter, few enough for any memory. */
const TARGET_PAGE_BYTES = 5_000_000;
/**
 * How many documents to ask for next, by how long the last ones were: events are short, identities with all their
 * access are long.
 */
export const getNextPageSize = (records: RecordBatch): number =>
	clamp(Math.floor(TARGET_PAGE_BYTES / getAverageLength(records)), 1, MAX_PAGE_SIZE);
