import { Duration } from 'luxon';

import { MAX_RETRY_AFTER_MS, parseRetryAfter } from '../retryPolicy';
import { isReadOnly } from '../isReadOnly';
import {
	matchesAll,
	matchesAny,
	isServerError,
	hasStatus,
	type HintRule,
	type HintContext,
} from './hintRules';

const waitAskedFor = ({ response: { headers } }: HintContext) =>
	parseRetryAfter({ retryAfter: headers['retry-after'], date: headers.date }, Date.now()) ?? 0;

const asksForLongWait = (refusal: HintContext) => waitAskedFor(refusal) > MAX_RETRY_AFTER_MS;

const inWords = (ms: number) =>
	Duration.fromMillis(Math.ceil(ms / 1000) * 1000, { locale: 'en' })
		.rescale()
		.toHuman();

/** Hints about rate limits, and services that are down. */
export const OUTAGE_HINTS: HintRule[] = [
	{
		when: matchesAll(
			matchesAny(
				hasStatus(429),
				matchesAll(isServerError, ({ request }) => isReadOnly(request)),
			),
			asksForLongWait,
		),
		hint: (refusal) =>
			`ISC asks to wait ${inWords(waitAskedFor(refusal))} before the next try, and the node waits no longer than ${inWords(MAX_RETRY_AFTER_MS)}. Run this again after that.`,
	},
	{
		when: hasStatus(429),
		hint: () =>
			'The rate limit of this client (100 requests in 10 seconds) or of this endpoint stayed used up through all tries. Find out what else uses the same client ID, or run this at another time.',
	},
	{
		when: hasStatus(501),
		hint: () =>
			"This feature isn't available in your tenant, or this path doesn't take this method. Ask your SailPoint administrator whether your license includes it.",
	},
	{
		when: matchesAll(isServerError, ({ request }) => !isReadOnly(request)),
		hint: () =>
			'ISC could not answer. This was not tried again, since it may have been carried out all the same: read the object before you repeat this.',
	},
	{
		when: isServerError,
		hint: () =>
			'ISC could not answer. Run this again later; if it stays, give the tracking ID to SailPoint support.',
	},
];
