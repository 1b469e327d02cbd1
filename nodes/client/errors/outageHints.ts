import { Duration } from 'luxon';

import { MAX_RETRY_AFTER, retryAfterMs } from '../pace/retry';
import { changesNothing } from '../reading';
import { all, either, failed, status, type Hint, type Refusal } from './refusal';

const waitAskedFor = ({ answer: { headers } }: Refusal) =>
	retryAfterMs({ retryAfter: headers['retry-after'], date: headers.date }, Date.now()) ?? 0;

const asksForLongWait = (refusal: Refusal) => waitAskedFor(refusal) > MAX_RETRY_AFTER;

const inWords = (ms: number) =>
	Duration.fromMillis(Math.ceil(ms / 1000) * 1000, { locale: 'en' })
		.rescale()
		.toHuman();

/** Hints about rate limits, and services that are down. */
export const OUTAGE_HINTS: Hint[] = [
	{
		when: all(
			either(
				status(429),
				all(failed, ({ call }) => changesNothing(call)),
			),
			asksForLongWait,
		),
		hint: (refusal) =>
			`ISC asks to wait ${inWords(waitAskedFor(refusal))} before the next try, and the node waits no longer than ${inWords(MAX_RETRY_AFTER)}. Run this again after that.`,
	},
	{
		when: status(429),
		hint: () =>
			'The rate limit of this client (100 requests in 10 seconds) or of this endpoint stayed used up through all tries. Find out what else uses the same client ID, or run this at another time.',
	},
	{
		when: status(501),
		hint: () =>
			"This feature isn't available in your tenant, or this path doesn't take this method. Ask your SailPoint administrator whether your license includes it.",
	},
	{
		when: all(failed, ({ call }) => !changesNothing(call)),
		hint: () =>
			'ISC could not answer. This was not tried again, since it may have been carried out all the same: read the object before you repeat this.',
	},
	{
		when: failed,
		hint: () =>
			'ISC could not answer. Run this again later; if it stays, give the tracking ID to SailPoint support.',
	},
];
