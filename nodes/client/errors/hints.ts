import { Duration } from 'luxon';

import { operationFor } from '../../catalogue/byPath';
import { isWebPage } from '../answer';
import type { Answer, Call } from '../call';
import { MAX_RETRY_AFTER, retryAfterMs } from '../pace/retry';
import { changesNothing } from '../reading';
import type { Claims } from '../token';
import { suggestedPath } from '../versions';

/** What a hint may look at. */
export interface Refusal {
	call: Call;
	answer: Answer;
	/** What ISC said. */
	text: string;
	/** Claims of the token that was sent, where it has any. */
	claims?: Claims;
}

interface Hint {
	when: (refusal: Refusal) => boolean;
	hint: (refusal: Refusal) => string;
}

const status =
	(...wanted: number[]) =>
	({ answer }: Refusal) =>
		wanted.includes(answer.status);

const failed = ({ answer }: Refusal) => answer.status >= 500;

const says = (pattern: RegExp) => (refusal: Refusal) => pattern.test(refusal.text);

const all =
	(...tests: Array<(refusal: Refusal) => boolean>) =>
	(refusal: Refusal) =>
		tests.every((test) => test(refusal));

const either =
	(...tests: Array<(refusal: Refusal) => boolean>) =>
	(refusal: Refusal) =>
		tests.some((test) => test(refusal));

/** A search is told by what its body can hold. */
const isSearch = ({ call }: Refusal) =>
	operationOf(call)?.body?.fields.some(({ name }) => name === 'searchAfter') ?? false;

const SEARCH_WINDOW = 10_000;
const isBehindWindow = ({ call: { query } }: Refusal) =>
	Number(query.offset ?? 0) + Number(query.limit ?? 0) > SEARCH_WINDOW;

const waitAskedFor = ({ answer: { headers } }: Refusal) =>
	retryAfterMs({ retryAfter: headers['retry-after'], date: headers.date }, Date.now()) ?? 0;

const asksForLongWait = (refusal: Refusal) => waitAskedFor(refusal) > MAX_RETRY_AFTER;

const inWords = (ms: number) =>
	Duration.fromMillis(Math.ceil(ms / 1000) * 1000, { locale: 'en' })
		.rescale()
		.toHuman();

const scopesOf = (claims: Claims) => claims.scope?.join(', ') ?? 'none named';

const operationOf = ({ method, path }: Call) => operationFor(method, path)?.operation;

function scopesNeeded(call: Call): string {
	const { scopes = [] } = operationOf(call) ?? {};
	return scopes.length > 0
		? `one of ${scopes.join(', ')}`
		: 'one of the scopes that its documentation lists';
}

/** What a list can be filtered by, as its documentation says. */
function filterable(call: Call): string {
	const fields = Object.entries(operationOf(call)?.filters?.fields ?? {});
	return fields.length === 0
		? 'each endpoint supports only the fields and operators that its documentation lists.'
		: `the documentation of this list has only ${fields.map(([name, { operators }]) => `${name} (${operators.join(' ')})`).join(', ')}.`;
}

/** Query parameters that the endpoint needs and did not get. */
function missingIn(call: Call): string[] {
	const { parameters = [], filters } = operationOf(call) ?? {};
	const needed = parameters
		.filter(({ in: place, required }) => place === 'query' && required)
		.map(({ name }) => name);
	return [...needed, ...(filters?.required ? ['filters'] : [])].filter(
		(name) => call.query[name] === undefined,
	);
}

function levelsNeeded(call: Call): string {
	const { levels = [] } = operationOf(call) ?? {};
	return levels.length > 0
		? `one of the user levels ${levels.join(', ')}`
		: 'a user level that includes the right';
}

/** The first hint that fits is given, so the particular stand before the general. */
const HINTS: Hint[] = [
	{
		// A gateway that has no answer of ISC sends a web page as well: that is an outage, and so is a refusal to wait.
		when: (refusal) => isWebPage(refusal.answer) && !failed(refusal) && !status(429)(refusal),
		hint: () =>
			"A web page came back, so this host is not the API of a tenant. Check 'Tenant' and 'Domain' in the credential; with Custom or Vanity, the API Base URL is the value of baseUrl at /ui/session of your tenant.",
	},
	{
		when: status(401),
		hint: () =>
			'The token was renewed once and is still not accepted. Check that client ID and secret belong to this tenant, and that the personal access token has not expired (PATs do, after six months by default) or been deleted. After changing the secret, create the credential anew.',
	},
	{
		when: all(status(403), ({ claims }) => claims !== undefined && !claims.user_name),
		hint: ({ call, claims = {} }) =>
			`This token has no user context: it belongs to an API client${
				operationOf(call)?.auth === 'user'
					? ', and this endpoint needs a user'
					: ', and about half of the endpoints need a user'
			}. Use a personal access token, or sign in with SailPoint. If this endpoint allows API clients, the client lacks one of its scopes: it needs ${scopesNeeded(call)}; this token has: ${scopesOf(claims)}.`,
	},
	{
		when: status(403),
		hint: ({ call, claims }) =>
			`The endpoint needs ${scopesNeeded(call)}${
				claims ? `; this token has: ${scopesOf(claims)}` : ''
			}. The user who owns the token also needs ${levelsNeeded(call)} (sp:scopes:all gives no more than the owner has). Changed scopes take up to 20 minutes and a new token.`,
	},
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
	{
		when: all(status(400), says(/experimental/i)),
		hint: () => "This endpoint is experimental: switch on 'Experimental API' under Options.",
	},
	{
		when: all(
			status(400, 415),
			({ call }) =>
				call.method === 'PATCH' && call.headers['content-type'] !== 'application/json-patch+json',
		),
		hint: () =>
			'Most PATCH endpoints take a list of changes: choose \'JSON Patch\' as \'Body Type\', such as [{"op": "replace", "path": "/name", "value": "New"}].',
	},
	{
		when: all(
			status(400),
			({ call }) => call.headers['content-type'] === 'application/json-patch+json',
		),
		hint: () =>
			'Check that each path exists and may be changed: IDs, dates and other fields kept by ISC are immutable.',
	},
	{
		when: all(status(400), ({ call }) => missingIn(call).length > 0),
		hint: ({ call }) =>
			`The endpoint needs ${missingIn(call).join(', ')} among the query parameters.`,
	},
	{
		when: all(status(400), ({ call }) => /%[0-9A-F]{2}/i.test(String(call.query.filters ?? ''))),
		hint: () =>
			'The filter looks encoded already. Write it in plain text, as in name sw "Smith & Sons": it is encoded when it is sent.',
	},
	{
		when: all(status(400), ({ call }) => call.query.filters !== undefined),
		hint: ({ call }) =>
			`Check the filter: operators are in lower case (eq, sw, co, in, pr, isnull ...), text stands in double quotes with \\" for a quote in it, and ${filterable(call)}`,
	},
	{
		when: all(status(400), ({ call }) => call.query.sorters !== undefined, says(/sort/i)),
		hint: () =>
			"Check 'sorters': a list of fields separated by commas, with - before a field for descending; each endpoint supports only the fields that its documentation lists.",
	},
	{
		when: all(status(400), isSearch, isBehindWindow),
		hint: () =>
			"A search gives no more than 10,000 results by offset. Choose 'Search After' as 'Pagination', which goes on as far as there are results, or lower 'Limit'.",
	},
	{
		when: all(status(400), isSearch),
		hint: () =>
			'Check the query: text with spaces or hyphens stands in double quotes (attributes.location:"BE-Brussels"), AND, OR and NOT are in upper case, brackets come in pairs, and fields are called as in the documents of the index.',
	},
	{
		when: all(status(400), says(/limit|offset/i)),
		hint: () =>
			"Check 'limit' and 'offset': most lists give at most 250 records at a time, roles and some others 50. Lower 'Page Size' under Options.",
	},
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
		when: status(304),
		hint: () =>
			'ISC says that nothing has changed. Remove the header that asks so, such as If-None-Match.',
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

const GENERAL = 'Check the parameters against the documentation of this endpoint.';

/** The way out of a refused call, as sentences. */
export function hintFor(refusal: Refusal): string {
	return HINTS.find(({ when }) => when(refusal))?.hint(refusal) ?? GENERAL;
}
