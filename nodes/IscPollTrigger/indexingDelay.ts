import get from 'lodash/get';

import type { PolledRecord, RecordKeys } from './state/polledRecord';
import { parseRecordDate } from '../shared/parameters/recordDates';

const MINUTE = 60_000;
/** Beyond this part of the look-back, what comes a little later still would be missed. */
const NEAR = 0.75;

/**
 * Looks at how late search shows events. They never change, so that the time when one was indexed tells how late
 * it was; other documents are indexed again and again.
 * @returns a warning for n8n's log, if some came so late that others may have been missed
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
	const most = delays.reduce((one, other) => Math.max(one, other), 0);
	if (most <= lookBack * NEAR) return undefined;
	return `ISC indexed an event ${Math.ceil(most / MINUTE)} minutes after it happened. The look-back is ${lookBack / MINUTE} minutes, and what comes later is missed: set Options > 'Look-Back' to more minutes.`;
}
