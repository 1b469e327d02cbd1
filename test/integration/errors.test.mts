import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { calls, credentialFor, failure, request, useTenant, type ClientName } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startOtherServer } from './recordingServer.mts';

const tenant = useTenant();

const GET = (path: string): IDataObject => ({ method: 'GET', path });

interface Case {
	what: string;
	client?: ClientName;
	parameters: IDataObject;
	says: RegExp;
	hint: RegExp;
}

const query = (name: string, value: string) => ({ query: { parameter: [{ name, value }] } });

const CASES: Case[] = [
	{
		what: 'a user-only endpoint without user context',
		client: 'apiClient',
		parameters: GET('/access-profiles/v1'),
		says: /^ISC answered 403: /,
		hint: /no user context.*personal access token/,
	},
	{
		what: 'a scope that the token lacks',
		client: 'narrowPat',
		parameters: GET('/accounts/v1'),
		says: /^ISC answered 403: /,
		hint: /this token has: sp:scopes:default/,
	},
	{
		what: 'a path without a version',
		parameters: GET('/accounts'),
		says: /^ISC answered 404: /,
		hint: /try \/accounts\/v1\./,
	},
	{
		what: 'a version at the end',
		parameters: GET('/accounts/2c91/v1'),
		says: /^ISC answered 404: /,
		hint: /try \/accounts\/v1\/2c91\./,
	},
	{
		what: 'a service version in front',
		parameters: GET('/v1/accounts'),
		says: /^ISC answered 404: /,
		hint: /try \/accounts\/v1\./,
	},
	{
		what: 'an object that does not exist',
		parameters: GET('/accounts/v1/2c91'),
		says: /^ISC answered 404: /,
		hint: /no such object/,
	},
	{
		what: 'an experimental endpoint',
		parameters: { ...GET('/source-apps/v1'), options: { experimental: false } },
		says: /^ISC answered 400: Experimental Header/,
		hint: /switch on 'Experimental API'/,
	},
	{
		what: 'a patch as plain JSON',
		parameters: {
			method: 'PATCH',
			path: '/access-profiles/v1/none',
			bodyType: 'json',
			body: '[]',
		},
		says: /^ISC answered 4\d\d: /,
		hint: /choose 'JSON Patch'|no such object/,
	},
	{
		what: 'a filter on a field that is not supported',
		parameters: { ...GET('/accounts/v1'), ...query('filters', 'color eq "red"') },
		says: /^ISC answered 400: .*color/,
		hint: /Check the filter/,
	},
	{
		what: 'a filter that was encoded already',
		parameters: { ...GET('/accounts/v1'), ...query('filters', 'name%20eq%20%22x%22') },
		says: /^ISC answered 400: /,
		hint: /looks encoded already/,
	},
	{
		what: 'a report asked for as JSON',
		parameters: {
			...GET('/reports/v1/none?fileFormat=csv'),
			headers: { parameter: [{ name: 'Accept', value: 'application/json' }] },
		},
		says: /^ISC answered 500: .*accept header/,
		hint: /Choose 'File'/,
	},
];

test.each(CASES)('$what', async ({ client, parameters, says, hint }) => {
	const error = await failure(request(tenant(), parameters, { client }));
	expect(error.message).toMatch(says);
	expect(error.description).toMatch(hint);
	expect(error.description).toMatch(/Request: \w+ \/.*, status \d\d\d/);
	expect(error.context).toMatchObject({ itemIndex: 0 });
});

test('the error carries status, detail code and tracking ID', async () => {
	const error = await failure(request(tenant(), GET('/accounts/v1/none')));
	expect(error.httpCode).toBe('404');
	expect(error.description).toMatch(
		/Request: GET \/accounts\/v1\/none, status 404, detail code 404 .*, tracking ID [0-9a-f]{32}\.$/,
	);
});

describe('hosts that are no tenant', () => {
	// A token that another test has used at its own address would be renewed first.
	const at = (apiBaseUrl: string) =>
		credentialFor(tenant(), 'pat', { apiBaseUrl }, { access_token: randomUUID() });

	test.each([
		['with its type', { 'content-type': 'text/html' }],
		['without a type', {}],
	])('a web page in place of data, %s', async (_what, headers) => {
		const server = await startOtherServer((_request, response) => {
			response.writeHead(200, headers).end('<html>Sign in</html>');
		});
		const error = await failure(runNode(at(server.url), { parameters: GET('/accounts/v1') }));
		await server.close();
		expect(error.message).toBe('ISC answered 200: a web page instead of data');
		expect(error.description).toMatch(/not the API of a tenant/);
	});

	test('a server that refuses the connection', async () => {
		const server = await startOtherServer(() => {});
		await server.close();
		const error = await failure(runNode(at(server.url), { parameters: GET('/accounts/v1') }));
		expect(error.message).toBe(`No answer came from ${server.url}: the connection was refused`);
	});

	test('a host that does not exist', async () => {
		const store = at('https://no-such-tenant.api.identitynow.invalid');
		const error = await failure(runNode(store, { parameters: GET('/accounts/v1') }));
		expect(error.message).toBe(
			'The host https://no-such-tenant.api.identitynow.invalid was not found',
		);
		expect(error.description).toMatch(/Check 'Tenant' and 'Domain'/);
	});
});

describe('credentials that cannot work are refused before a request is made', () => {
	test.each([
		[{ domain: 'identitynow.com', tenant: '' }, "'Tenant' is empty in the credential"],
		[
			{ domain: 'identitynow.com', tenant: 'id.acme.com' },
			"'Tenant' in the credential is neither the name of a tenant nor an address in a known SailPoint domain",
		],
		[
			{ apiBaseUrl: 'http://acme.api.identitynow.com' },
			"'API Base URL' in the credential is not an https URL",
		],
		[{ clientId: ' abc' }, "'Client ID' in the credential starts or ends with a space"],
		[{ clientSecret: 'abc\n' }, "'Client Secret' in the credential starts or ends with a space"],
		[
			{ clientId: 'G6xLlBBOKIcOAQuK' },
			"'Client ID' in the credential is a legacy ID (16 characters), which ISC does not accept any more",
		],
		[{ clientSecret: '' }, "'Client Secret' is empty in the credential"],
	])('%o', async (fields, message) => {
		const store = credentialFor(tenant(), 'pat', fields);
		const error = await failure(runNode(store, { parameters: GET('/accounts/v1') }));
		expect(error.message).toBe(message);
		expect(error.description).toBeTruthy();
		expect(tenant().counters.total).toBe(0);
	});
});

describe('parameters that cannot be used are refused before a request is made', () => {
	test.each([
		[GET(''), "'Path' is empty"],
		[GET('https://acme.api.identitynow.com/accounts/v1'), "'Path' contains a host"],
		[GET('/accounts/v1/{id}'), "'Path Parameters' has no value for {id}"],
		[{ ...GET('/accounts/v1'), limit: 0 }, "'Limit' is not a whole number from 1"],
		[
			{ method: 'POST', path: '/accounts/v1', bodyType: 'json', body: '{name:1}' },
			"'Body' is not valid JSON",
		],
		[{ method: 'PATCH', path: '/accounts/v1/1', body: '' }, "'Body' holds no change"],
		[
			{
				...GET('/accounts/v1'),
				headers: { parameter: [{ name: 'Authorization', value: 'Bearer x' }] },
			},
			"'Headers' has 'Authorization', which n8n sets itself",
		],
		[
			{ ...GET('/accounts/v1'), specifyQuery: 'json', jsonQuery: '[1]' },
			"'Query Parameters' is no JSON object",
		],
		[
			{
				method: 'POST',
				path: '/sources/v1/1/load-accounts',
				bodyType: 'formData',
				formData: { part: [{ kind: 'file', name: 'file', binaryField: 'csv' }] },
			},
			"'Input Binary Field' is 'csv', but the item has no file in this field",
		],
	])('%o', async (parameters, message) => {
		const error = await failure(request(tenant(), parameters));
		expect(error.message).toBe(message);
		expect(error.description).toBeTruthy();
		expect(tenant().counters.total).toBe(0);
		expect(calls(tenant(), 'POST /oauth/token')).toBe(0);
	});
});
