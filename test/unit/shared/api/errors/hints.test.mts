import { findOperationByRequest } from '../../../../../nodes/shared/catalogue/findOperation.ts';
import type { ApiResponse, ApiRequest } from '../../../../../nodes/shared/api/types.ts';
import { getHint } from '../../../../../nodes/shared/api/errors/hints.ts';
import type { TokenClaims } from '../../../../../nodes/shared/api/accessToken.ts';
import { buildSampleResponse, buildSampleRequest } from '../samples.mts';

interface Case {
	what: string;
	status: number;
	request?: Partial<ApiRequest>;
	response?: Partial<ApiResponse>;
	text?: string;
	claims?: TokenClaims;
	hint: RegExp;
}

const HTML = { headers: { 'content-type': 'text/html; charset=utf-8' } };
const JSON_TYPE = { 'content-type': 'application/json' };
const PATCH_TYPE = { 'content-type': 'application/json-patch+json' };
const user: TokenClaims = { user_name: 'ann', scope: ['sp:scopes:default', 'idn:accounts:read'] };
const client: TokenClaims = { scope: ['sp:scopes:all'] };
const experimental = 'Experimental Header is missing or invalid.';

const CASES: Case[] = [
	{
		what: 'web page',
		status: 200,
		response: HTML,
		hint: /^Check 'Tenant' and 'Domain'.*returned a web page/,
	},
	{ what: 'proxy', status: 407, hint: /'HTTPS_PROXY'.*ISC didn't receive the request/ },
	{ what: 'network', status: 511, response: HTML, hint: /^Check the proxy settings of n8n/ },
	{
		what: 'web page with 403',
		status: 403,
		response: HTML,
		hint: /^Check whether a proxy or firewall.*'Tenant' and 'Domain'/,
	},
	{ what: 'web page with 413', status: 413, response: HTML, hint: /too large/ },
	{ what: 'web page with 414', status: 414, response: HTML, hint: /^Shorten the query/ },
	{ what: 'web page with 431', status: 431, response: HTML, hint: /^Remove or shorten headers/ },
	{ what: '408', status: 408, hint: /^Try again later/ },
	{
		what: '408, after a write',
		status: 408,
		request: { method: 'POST' },
		hint: /^The request wasn't retried because ISC may have processed it/,
	},
	{ what: '410', status: 410, hint: /^Use the replacement/ },
	{
		what: 'web page of an outage',
		status: 503,
		response: HTML,
		hint: /^ISC returned a server error\. Try again later/,
	},
	{
		what: 'web page of an outage, after a write',
		status: 504,
		request: { method: 'POST' },
		response: HTML,
		hint: /^The request wasn't retried because ISC may have processed it/,
	},
	{
		what: 'web page of a rate limit',
		status: 429,
		response: HTML,
		hint: /^The rate limit \(100 requests per 10 seconds\) was exceeded/,
	},
	{ what: '304', status: 304, hint: /If-None-Match/ },
	{ what: '501', status: 501, hint: /The feature isn't available in your tenant/ },
	{
		what: '501, after a write',
		status: 501,
		request: { method: 'POST' },
		hint: /The feature isn't available in your tenant/,
	},
	{ what: '401', status: 401, hint: /client ID and secret.*expired.*after it was renewed/ },
	{
		what: '403 without user context',
		status: 403,
		claims: client,
		hint: /^Use a personal access token.*no user context.*this token has: sp:scopes:all\./,
	},
	{
		what: '403 without user context or scopes',
		status: 403,
		claims: {},
		hint: /no user context.*this token has: no named scopes\./,
	},
	{
		what: '403 with user context',
		status: 403,
		claims: user,
		hint: /requires one of the scopes idn:accounts:read, idn:accounts:manage; this token has: sp:scopes:default, idn:accounts:read\..*user levels ORG_ADMIN, /,
	},
	{
		what: '403, token unknown',
		status: 403,
		hint: /requires one of the scopes idn:accounts:read, idn:accounts:manage\. The user/,
	},
	{
		what: '403, endpoint unknown',
		status: 403,
		request: { path: '/something-new/v1' },
		hint: /requires one of the scopes in its documentation\. The user.*a user level with this permission/,
	},
	{
		what: '404, version at the end',
		status: 404,
		request: { path: '/accounts/123/v1' },
		hint: /^Try \/accounts\/v1\/123\..*wrong position/,
	},
	{
		what: '404, no version',
		status: 404,
		request: { path: '/accounts' },
		hint: /^Try \/accounts\/v1\..*'Path' is missing/,
	},
	{
		what: '404, version in place',
		status: 404,
		hint: /^Check the ID, the path, and whether the token has access to the object/,
	},
	{
		what: '400, experimental',
		status: 400,
		text: experimental,
		hint: /^Turn on 'Experimental API'/,
	},
	{
		what: '400, experimental, before what else may be wrong',
		status: 400,
		text: experimental,
		request: { method: 'PATCH', headers: JSON_TYPE, query: { filters: 'x' } },
		hint: /^Turn on 'Experimental API'/,
	},
	{
		what: '400, PATCH as plain JSON',
		status: 400,
		request: { method: 'PATCH', headers: JSON_TYPE },
		hint: /'Body Type' to 'JSON Patch'/,
	},
	{
		what: '415, PATCH as plain JSON',
		status: 415,
		request: { method: 'PATCH', headers: JSON_TYPE },
		hint: /'Body Type' to 'JSON Patch'/,
	},
	{
		what: '400, PATCH as JSON Patch',
		status: 400,
		request: { method: 'PATCH', headers: PATCH_TYPE },
		hint: /each path exists and can be changed/,
	},
	{
		what: '400, encoded filter',
		status: 400,
		request: { query: { filters: 'name%20eq%20"x"' } },
		hint: /looks encoded already/,
	},
	{
		what: '400, filter',
		status: 400,
		request: { query: { filters: 'name EQ "x"' } },
		hint: /^Check the filter: write operators in lowercase/,
	},
	{
		what: '400, filter of a list that is known',
		status: 400,
		request: { path: '/v2025/account-activities', query: { filters: 'x eq "1"' } },
		hint: /This list supports: type \(.*\), created \(.*\), modified \(.*\)\.$/,
	},
	{
		what: '400, filter of a list that is not known',
		status: 400,
		request: { path: '/no-such/v1', query: { filters: 'x eq "1"' } },
		hint: /See the documentation of the endpoint for its fields and operators\.$/,
	},
	{
		what: '400, without what must be in the query',
		status: 400,
		request: { path: '/reports/v1/2c91', query: {} },
		hint: /^Add the required query parameters: fileFormat\.$/,
	},
	{
		what: '400, sorters',
		status: 400,
		text: 'Invalid sort field',
		request: { query: { sorters: 'x' } },
		hint: /^Check 'sorters'/,
	},
	{
		what: '400, limit',
		status: 400,
		text: 'limit must be <= 50',
		hint: /^Check 'limit' and 'offset'/,
	},
	{
		what: '400, anything else',
		status: 400,
		hint: /^Check the parameters against the documentation/,
	},
	{
		what: '405',
		status: 405,
		request: { method: 'PUT' },
		hint: /This path doesn't support PUT\./,
	},
	{ what: '406', status: 406, hint: /^Set 'Response Format' to 'File'/ },
	{
		what: '500 about the Accept header',
		status: 500,
		text: 'RESTEASY003635: No match for accept header',
		hint: /^Set 'Response Format' to 'File'/,
	},
	{ what: '409', status: 409, hint: /It is in use, already exists, or was changed/ },
	{ what: '412', status: 412, hint: /enable this feature in your tenant/ },
	{ what: '413', status: 413, hint: /too large/ },
	{
		what: '415, no PATCH',
		status: 415,
		request: { method: 'POST' },
		hint: /doesn't support this type of body/,
	},
	{
		what: '429',
		status: 429,
		hint: /^The rate limit \(100 requests per 10 seconds\) was exceeded/,
	},
	{
		what: '429 that asks for two minutes',
		status: 429,
		response: { headers: { 'retry-after': '120' } },
		hint: /^The rate limit \(100 requests per 10 seconds\) was exceeded/,
	},
	{
		what: '429 that asks for longer',
		status: 429,
		response: { headers: { 'retry-after': '5400' } },
		hint: /^Try again in 1 hour, 30 minutes, as ISC requires. The node waits at most 2 minutes/,
	},
	{
		what: '503 for a write that asks for longer',
		status: 503,
		request: { method: 'POST' },
		response: { headers: { 'retry-after': '5400' } },
		hint: /wasn't retried because ISC may have processed it/,
	},
	{
		what: '500 for a write',
		status: 500,
		request: { method: 'POST' },
		hint: /wasn't retried because ISC may have processed it/,
	},
	{ what: '503 for a read', status: 503, hint: /Try again later.*tracking ID/ },
	{ what: 'a status of its own', status: 418, hint: /^Check the parameters against/ },
];

test.each(CASES)(
	'returns a hint for $what',
	({ status, request: requestFields, response: responseFields, text = '', claims, hint }) => {
		const request = buildSampleRequest(requestFields);
		const { operation } = findOperationByRequest(request.method, request.path) ?? {};
		const context = {
			request: { ...request, operation },
			response: buildSampleResponse({ status, ...responseFields }),
			text,
			claims,
		};
		expect(getHint(context)).toMatch(hint);
	},
);
