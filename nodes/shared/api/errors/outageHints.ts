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

/** Returns the wait that ISC requires before the next attempt, in ms; 0 if none. */
const getRequiredWaitMs = ({ response: { headers } }: HintContext) =>
	parseRetryAfter({ retryAfter: headers['retry-after'], date: headers.date }, Date.now()) ?? 0;

const requiresLongWait = (context: HintContext) => getRequiredWaitMs(context) > MAX_RETRY_AFTER_MS;

const formatDuration = (ms: number) =>
	Duration.fromMillis(Math.ceil(ms / 1000) * 1000, { locale: 'en' })
		.rescale()
		.toHuman();

/** Hints about rate limits and unavailable services. */
export const OUTAGE_HINTS: HintRule[] = [
	{
		when: matchesAll(
			matchesAny(
				hasStatus(429),
				matchesAll(isServerError, ({ request }) => isReadOnly(request.method, request.operation)),
			),
			requiresLongWait,
		),
		hint: (context) =>
			`Try again in ${formatDuration(getRequiredWaitMs(context))}, as ISC requires. The node waits at most ${formatDuration(MAX_RETRY_AFTER_MS)} between attempts.`,
	},
	{
		when: hasStatus(429),
		hint: () =>
			'The rate limit (100 requests per 10 seconds) was exceeded on every attempt. Check what else uses the same client ID, or try again later. Some endpoints have a lower limit.',
	},
	{
		when: hasStatus(501),
		hint: () =>
			"Ask your SailPoint administrator whether your license includes this feature, and check 'Method'. The feature isn't available in your tenant, or the path doesn't support this method.",
	},
	{
		when: matchesAll(
			matchesAny(isServerError, hasStatus(408)),
			({ request }) => !isReadOnly(request.method, request.operation),
		),
		hint: () =>
			"The request wasn't retried because ISC may have processed it. Check the object before you try again.",
	},
	{
		when: hasStatus(408),
		hint: () =>
			'Try again later. ISC or a gateway received the request too slowly on every attempt.',
	},
	{
		when: isServerError,
		hint: () =>
			'ISC returned a server error. Try again later. If it continues, send the tracking ID to SailPoint support.',
	},
];
