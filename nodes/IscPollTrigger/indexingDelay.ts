import get from 'lodash/get';

import type { PolledRecord, RecordKeys } from './state/polledRecord';
import { parseRecordDate } from '../shared/parameters/recordDates';

const MINUTE_MS = 60_000;
/** Part of the look-back above which a delay gets a warning: slightly later records would be missed. */
const WARNING_THRESHOLD = 0.75;

/**
 * Describes the indexing delay of audit events, from the time when search indexed them. Other documents are indexed
 * again after each change, so they have no such time.
 * @returns a warning for n8n's log, if other events can have been missed
 */
export function describeIndexingDelay(
	delivered: readonly PolledRecord[],
	{ indexed }: RecordKeys,
	lookBack: number,
): string | undefined {
	if (indexed === undefined) return undefined;
	const delays = delivered.map(
		({ record, at }) => (parseRecordDate(get(record, indexed)) ?? at) - at,
	);
	const longestDelay = delays.reduce((one, other) => Math.max(one, other), 0);
	if (longestDelay <= lookBack * WARNING_THRESHOLD) return undefined;
	return `ISC indexed an event ${Math.ceil(longestDelay / MINUTE_MS)} minutes after it happened. The look-back is ${lookBack / MINUTE_MS} minutes, and later events are missed. Increase Options > 'Look-Back'.`;
}
