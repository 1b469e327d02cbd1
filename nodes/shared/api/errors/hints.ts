import { isHtmlResponse } from '../response';
import { suggestPath } from '../apiVersion';
import { ACCESS_HINTS } from './accessHints';
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

/** The first hint that fits is given, so the particular stand before the general. */
const HINTS: HintRule[] = [
	{
		when: hasStatus(407, 511),
		hint: () =>
			"A proxy or network between n8n and ISC asks n8n to sign in, so ISC didn't get the request. Check the proxy settings of n8n ('HTTPS_PROXY' and 'NO_PROXY').",
	},
	{
		// A gateway that has no answer of ISC sends a web page as well: that is an outage, and so is a refusal to wait.
		when: (refusal) =>
			isHtmlResponse(refusal.response) && !isServerError(refusal) && !hasStatus(429)(refusal),
		hint: () =>
			"A web page came back, so this host is not the API of a tenant. Check 'Tenant' and 'Domain' in the credential; with Custom or Vanity, the API Base URL is the value of baseUrl at /ui/session of your tenant.",
	},
	...ACCESS_HINTS,
	{
		when: matchesAll(hasStatus(404), ({ request }) => suggestPath(request.path) !== undefined),
		hint: ({ request }) =>
			`The version is missing from 'Path' or stands in the wrong place: try ${suggestPath(request.path)}. Each service has its version after its name (/accounts/v1/...); yearly and older versions stand first (/v2025/accounts/...).`,
	},
	{
		when: hasStatus(404),
		hint: () =>
			'Either no such object exists, or this token may not see it, or the path is wrong: check the ID, then the name of the service and its version. Most services are at v1 (/accounts/v1).',
	},
	...INPUT_HINTS,
	{
		when: hasStatus(405),
		hint: ({ request }) => `This path does not take ${request.method}. Check 'Method' and 'Path'.`,
	},
	{
		when: matchesAny(hasStatus(406), matchesAll(hasStatus(500), mentionsText(/accept header/i))),
		hint: () =>
			"The endpoint does not give JSON. Choose 'File' as 'Response Format' under Options, or set the Accept header.",
	},
	{
		when: hasStatus(409),
		hint: () =>
			'The object is in use, exists already, or was changed at the same time. Read it again before you repeat this.',
	},
	{
		when: hasStatus(412),
		hint: () => 'This feature is not enabled in your tenant. Ask your SailPoint administrator.',
	},
	{
		when: hasStatus(413),
		hint: () => 'The body is too large for this endpoint. Send it in smaller parts.',
	},
	{
		when: hasStatus(415),
		hint: () =>
			"The endpoint does not take this type of body. Check 'Body Type' and the Content-Type.",
	},
	{
		when: hasStatus(304),
		hint: () =>
			'ISC says that nothing has changed. Remove the header that asks so, such as If-None-Match.',
	},
	...OUTAGE_HINTS,
];

const GENERAL = 'Check the parameters against the documentation of this endpoint.';

/** The way out of a refused call, as sentences. */
export function getHint(refusal: HintContext): string {
	return HINTS.find(({ when }) => when(refusal))?.hint(refusal) ?? GENERAL;
}
