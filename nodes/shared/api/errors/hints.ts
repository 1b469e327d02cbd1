import { isHtmlResponse } from '../response';
import { suggestPath } from '../apiVersion';
import { ACCESS_HINTS } from './accessHints';
import { CHECK_PROXY } from './authErrorReport';
import { INPUT_HINTS } from './inputHints';
import { OUTAGE_HINTS } from './outageHints';
import {
	matchesAll,
	matchesAny,
	isServerError,
	mentionsText,
	hasStatus,
	type HintRule,
	type HintContext,
} from './hintRules';

/** The first matching rule wins, so specific rules come before general ones. */
const HINTS: HintRule[] = [
	{
		when: hasStatus(407, 511),
		hint: () => CHECK_PROXY,
	},
	{
		when: matchesAll(hasStatus(403, 451), ({ response }) => isHtmlResponse(response)),
		hint: () =>
			"Check whether a proxy or firewall between n8n and ISC blocks the request, since ISC's API returns no web pages. Also check 'Tenant' and 'Domain' in the credential.",
	},
	{
		// A gateway returns a web page for an outage and for its limits as well. The rules below cover those.
		when: (context) =>
			isHtmlResponse(context.response) &&
			!isServerError(context) &&
			!hasStatus(408, 413, 414, 429, 431)(context),
		hint: () =>
			"Check 'Tenant' and 'Domain' in the credential. The host returned a web page, so it isn't the API of a tenant. If 'Domain' is 'Custom or Vanity', set 'API Base URL' to the value of baseUrl at /ui/session of your tenant.",
	},
	...ACCESS_HINTS,
	{
		when: matchesAll(hasStatus(404), ({ request }) => suggestPath(request.path) !== undefined),
		hint: ({ request }) =>
			`Try ${suggestPath(request.path)}. The version in 'Path' is missing or in the wrong position: current versions follow the name of the service (/accounts/v1/...), yearly and older versions come first (/v2025/accounts/...).`,
	},
	{
		when: hasStatus(404),
		hint: () =>
			'Check the ID, the path, and whether the token has access to the object. Most services use version 1, for example /accounts/v1.',
	},
	...INPUT_HINTS,
	{
		when: hasStatus(405),
		hint: ({ request }) =>
			`Check 'Method' and 'Path'. This path doesn't support ${request.method}.`,
	},
	{
		when: matchesAny(hasStatus(406), matchesAll(hasStatus(500), mentionsText(/accept header/i))),
		hint: () =>
			"Set 'Response Format' to 'File' under Options, or set the Accept header. The endpoint doesn't return JSON.",
	},
	{
		when: hasStatus(409),
		hint: () =>
			'Check the object before you try again. It is in use, already exists, or was changed at the same time.',
	},
	{
		when: hasStatus(410),
		hint: () => 'Use the replacement in the documentation. ISC has removed this endpoint.',
	},
	{
		when: hasStatus(412),
		hint: () => 'Ask your SailPoint administrator to enable this feature in your tenant.',
	},
	{
		when: hasStatus(413),
		hint: () => 'Send the data in smaller parts. The body is too large for this endpoint.',
	},
	{
		when: hasStatus(414),
		hint: () =>
			'Shorten the query, for example with fewer values in the filter. The address is too long.',
	},
	{
		when: hasStatus(431),
		hint: () => 'Remove or shorten headers of the request. They are too long.',
	},
	{
		when: hasStatus(415),
		hint: () =>
			"Check 'Body Type' and the Content-Type header. The endpoint doesn't support this type of body.",
	},
	{
		when: hasStatus(304),
		hint: () =>
			"Remove conditional headers such as If-None-Match. ISC returned no data because the object hasn't changed.",
	},
	...OUTAGE_HINTS,
];

const DEFAULT_HINT = 'Check the parameters against the documentation of this endpoint.';

/** Returns how to fix a failed request, as sentences. */
export function getHint(context: HintContext): string {
	return HINTS.find(({ when }) => when(context))?.hint(context) ?? DEFAULT_HINT;
}
