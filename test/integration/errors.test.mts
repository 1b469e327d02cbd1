import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import {
	countRequests,
	createCredential,
	getFailure,
	request,
	useTenant,
	type ClientName,
} from './fixture.mts';
import { runNode } from './n8n.mts';
import { startRecordingServer } from './recordingServer.mts';

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
		says: /^ISC returned 403: /,
		hint: /personal access token.*no user context/,
	},
	{
		what: 'a scope that the token lacks',
		client: 'narrowPat',
		parameters: GET('/accounts/v1'),
		says: /^ISC returned 403: /,
		hint: /this token has: sp:scopes:default/,
	},
	{
		what: 'a path without a version',
		parameters: GET('/accounts'),
		says: /^ISC returned 404: /,
		hint: /Try \/accounts\/v1\./,
	},
	{
		what: 'a version at the end',
		parameters: GET('/accounts/2c91/v1'),
		says: /^ISC returned 404: /,
		hint: /Try \/accounts\/v1\/2c91\./,
	},
	{
		what: 'a service version in front',
		parameters: GET('/v1/accounts'),
		says: /^ISC returned 404: /,
		hint: /Try \/accounts\/v1\./,
	},
	{
		what: 'an object that does not exist',
		parameters: GET('/accounts/v1/2c91'),
		says: /^ISC returned 404: /,
		hint: /^Check the ID, the path/,
	},
	{
		what: 'an experimental endpoint',
		parameters: { ...GET('/source-apps/v1'), options: { experimental: false } },
		says: /^ISC returned 400: Experimental Header/,
		hint: /^Turn on 'Experimental API'/,
	},
	{
		what: 'a patch as plain JSON',
		parameters: {
			method: 'PATCH',
			path: '/access-profiles/v1/none',
			bodyType: 'json',
			body: '[]',
		},
		says: /^ISC returned 4\d\d: /,
		hint: /to 'JSON Patch'|^Check the ID, the path/,
	},
	{
		what: 'a filter on a field that is not supported',
		parameters: { ...GET('/accounts/v1'), ...query('filters', 'color eq "red"') },
		says: /^ISC returned 400: .*color/,
		hint: /Check the filter/,
	},
	{
		what: 'a filter that was encoded already',
		parameters: { ...GET('/accounts/v1'), ...query('filters', 'name%20eq%20%22x%22') },
		says: /^ISC returned 400: /,
		hint: /looks encoded already/,
	},
	{
		what: 'a report asked for as JSON',
		parameters: {
			...GET('/reports/v1/none?fileFormat=csv'),
			headers: { parameter: [{ name: 'Accept', value: 'application/json' }] },
		},
		says: /^ISC returned 500: .*accept header/,
		hint: /to 'File'/,
	},
];

test.each(CASES)('$what', async ({ client, parameters, says, hint }) => {
	const error = await getFailure(request(tenant(), parameters, { client }));
	expect(error.message).toMatch(says);
	expect(error.description).toMatch(hint);
	expect(error.description).toMatch(/Request: \w+ \/.*, status \d\d\d/);
	expect(error.context).toMatchObject({ itemIndex: 0 });
});

test('includes status, detail code, and tracking ID', async () => {
	const error = await getFailure(request(tenant(), GET('/accounts/v1/none')));
	expect(error.httpCode).toBe('404');
	expect(error.description).toMatch(
		/Request: GET \/accounts\/v1\/none, status 404, detail code 404 .*, tracking ID [0-9a-f]{32}\.$/,
	);
});

describe("hosts that aren't a tenant", () => {
	// A token that another test has used at its own address would be renewed first.
	const at = (apiBaseUrl: string) =>
		createCredential(tenant(), 'pat', { apiBaseUrl }, { access_token: randomUUID() });

	test.each([
		['with its type', { 'content-type': 'text/html' }],
		['without a type', {}],
	])('reports a web page instead of data, %s', async (_what, headers) => {
		const server = await startRecordingServer((_request, response) => {
			response.writeHead(200, headers).end('<html>Sign in</html>');
		});
		const error = await getFailure(runNode(at(server.url), { parameters: GET('/accounts/v1') }));
		await server.close();
		expect(error.message).toBe('ISC returned 200: a web page instead of data');
		expect(error.description).toMatch(/isn't the API of a tenant/);
	});

	test('reports a refused connection', async () => {
		const server = await startRecordingServer(() => {});
		await server.close();
		const error = await getFailure(runNode(at(server.url), { parameters: GET('/accounts/v1') }));
		expect(error.message).toBe(`No response from ${server.url}: the connection was refused`);
	});

	test("reports a host that doesn't exist", async () => {
		const store = at('https://no-such-tenant.api.identitynow.invalid');
		const error = await getFailure(runNode(store, { parameters: GET('/accounts/v1') }));
		expect(error.message).toBe(
			"The host https://no-such-tenant.api.identitynow.invalid wasn't found",
		);
		expect(error.description).toMatch(/Check 'Tenant' and 'Domain'/);
	});
});

describe('rejects invalid credentials before a request', () => {
	test.each([
		[{ domain: 'identitynow.com', tenant: '' }, "'Tenant' is empty in the credential"],
		[
			{ domain: 'identitynow.com', tenant: 'id.acme.com' },
			"'Tenant' in the credential isn't a tenant name or a host in a known SailPoint domain",
		],
		[
			{ apiBaseUrl: 'http://acme.api.identitynow.com' },
			"'API Base URL' in the credential isn't an https URL",
		],
		[{ clientId: ' abc' }, "'Client ID' in the credential starts or ends with a space"],
		[{ clientSecret: 'abc\n' }, "'Client Secret' in the credential starts or ends with a space"],
		[
			{ clientId: 'G6xLlBBOKIcOAQuK' },
			"'Client ID' in the credential is a legacy ID (16 characters), which ISC no longer accepts",
		],
		[{ clientSecret: '' }, "'Client Secret' is empty in the credential"],
	])('%o', async (fields, message) => {
		const store = createCredential(tenant(), 'pat', fields);
		const error = await getFailure(runNode(store, { parameters: GET('/accounts/v1') }));
		expect(error.message).toBe(message);
		expect(error.description).toBeTruthy();
		expect(tenant().counters.total).toBe(0);
	});
});

describe('rejects invalid parameters before a request', () => {
	test.each([
		[GET(''), "'Path' is empty"],
		[GET('https://acme.api.identitynow.com/accounts/v1'), "'Path' contains a host"],
		[GET('/accounts/v1/{id}'), "'Path Parameters' has no value for {id}"],
		[{ ...GET('/accounts/v1'), limit: 0 }, "'Limit' must be a whole number of at least 1, not '0'"],
		[
			{ method: 'POST', path: '/accounts/v1', bodyType: 'json', body: '{name:1}' },
			"'Body' isn't valid JSON",
		],
		[{ method: 'PATCH', path: '/accounts/v1/1', body: '' }, "'Body' contains no changes"],
		[
			{
				...GET('/accounts/v1'),
				headers: { parameter: [{ name: 'Authorization', value: 'Bearer x' }] },
			},
			"'Headers' contains a header that n8n sets automatically: 'Authorization'",
		],
		[
			{ ...GET('/accounts/v1'), specifyQuery: 'json', jsonQuery: '[1]' },
			"'Query Parameters' must be a JSON object",
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
		const error = await getFailure(request(tenant(), parameters));
		expect(error.message).toBe(message);
		expect(error.description).toBeTruthy();
		expect(tenant().counters.total).toBe(0);
		expect(countRequests(tenant(), 'POST /oauth/token')).toBe(0);
	});
});
