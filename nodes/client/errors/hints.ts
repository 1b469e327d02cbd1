import { isWebPage } from '../answer';
import { suggestedPath } from '../versions';
import { ACCESS_HINTS } from './accessHints';
import { INPUT_HINTS } from './inputHints';
import { OUTAGE_HINTS } from './outageHints';
import { all, either, failed, says, status, type Hint, type Refusal } from './refusal';

/** The first hint that fits is given, so the particular stand before the general. */
const HINTS: Hint[] = [
	{
		when: status(407, 511),
		hint: () =>
			"A proxy or network between n8n and ISC asks n8n to sign in, so ISC didn't get the request. Check the proxy settings of n8n ('HTTPS_PROXY' and 'NO_PROXY').",
	},
	{
		// A gateway that has no answer of ISC sends a web page as well: that is an outage, and so is a refusal to wait.
		when: (refusal) => isWebPage(refusal.answer) && !failed(refusal) && !status(429)(refusal),
		hint: () =>
			"A web page came back, so this host is not the API of a tenant. Check 'Tenant' and 'Domain' in the credential; with Custom or Vanity, the API Base URL is the value of baseUrl at /ui/session of your tenant.",
	},
	...ACCESS_HINTS,
	{
		when: all(status(404), ({ call }) => suggestedPath(call.path) !== undefined),
		hint: ({ call }) =>
			`The version is missing from 'Path' or stands in the wrong place: try ${suggestedPath(call.path)}. Each service has its version after its name (/accounts/v1/...); yearly and older versions stand first (/v2025/accounts/...).`,
	},
	{
		when: status(404),
		hint: () =>
			'Either no such object exists, or this token may not see it, or the path is wrong: check the ID, then the name of the service and its version. Most services are at v1 (/accounts/v1).',
	},
	...INPUT_HINTS,
	{
		when: status(405),
		hint: ({ call }) => `This path does not take ${call.method}. Check 'Method' and 'Path'.`,
	},
	{
		when: either(status(406), all(status(500), says(/accept header/i))),
		hint: () =>
			"The endpoint does not give JSON. Choose 'File' as 'Response Format' under Options, or set the Accept header.",
	},
	{
		when: status(409),
		hint: () =>
			'The object is in use, exists already, or was changed at the same time. Read it again before you repeat this.',
	},
	{
		when: status(412),
		hint: () => 'This feature is not enabled in your tenant. Ask your SailPoint administrator.',
	},
	{
		when: status(413),
		hint: () => 'The body is too large for this endpoint. Send it in smaller parts.',
	},
	{
		when: status(415),
		hint: () =>
			"The endpoint does not take this type of body. Check 'Body Type' and the Content-Type.",
	},
	{
		when: status(304),
		hint: () =>
			'ISC says that nothing has changed. Remove the header that asks so, such as If-None-Match.',
	},
	...OUTAGE_HINTS,
];

const GENERAL = 'Check the parameters against the documentation of this endpoint.';

/** The way out of a refused call, as sentences. */
export function hintFor(refusal: Refusal): string {
	return HINTS.find(({ when }) => when(refusal))?.hint(refusal) ?? GENERAL;
}
