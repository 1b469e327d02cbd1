import type { IDataObject } from 'n8n-workflow';

import { getFailure } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startRecordingServer, type RecordingServer } from './recordingServer.mts';
import { createCredentialStore } from './server.mts';

const json = { 'content-type': 'application/json' };
const parameters = { method: 'GET', path: '/accounts/v1' };
const GOOD = { access_token: 'good', token_type: 'bearer', expires_in: 3600 };

interface TokenResponse {
	status?: number;
	headers?: Record<string, string>;
	body: string | IDataObject;
}

const open: RecordingServer[] = [];
afterEach(async () => {
	for (const server of open.splice(0)) await server.close();
});

/** A tenant that answers token requests one after the other; the last response is repeated. */
async function startTenant(...responses: TokenResponse[]) {
	let count = 0;
	const server = await startRecordingServer((request, response) => {
		if (request.url !== '/oauth/token') {
			response.writeHead(200, json).end('[{"id":"1"}]');
			return;
		}
		const {
			status = 200,
			headers = json,
			body,
		} = responses[Math.min(count++, responses.length - 1)]!;
		response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
	});
	open.push(server);
	const asked = () => server.requests.map(({ url }) => url!.replace(/\?.*/, ''));
	return { server, asked, store: createCredentialStore(server.url) };
}

test.each<[string, unknown]>([
	['text', '3600'],
	['another text', 'soon'],
	['0', 0],
	['missing', undefined],
	['negative', -5],
	['huge', 1e20],
])('a lifetime that is %s costs at most one token request', async (_what, lifetime) => {
	const { store, asked } = await startTenant({ body: { ...GOOD, expires_in: lifetime as number } });
	for (let run = 0; run < 4; run++) await runNode(store, { parameters });
	const tokenRequests = asked().filter((url) => url === '/oauth/token');
	expect(tokenRequests.length).toBeLessThanOrEqual(2);
	expect(asked()).toHaveLength(4 + tokenRequests.length);
});

test('a token that n8n would send in the URL is not sent', async () => {
	const { store, asked } = await startTenant({ body: { ...GOOD, token_type: 'JWT' } });
	const { message, description } = await getFailure(runNode(store, { parameters }));
	expect(message).toBe("ISC's token isn't of the type Bearer, so n8n would send it in the URL");
	expect(description).toMatch(/\/oauth\/token.*The request wasn't sent\./);
	expect(asked()).toEqual(['/oauth/token']);
});

test.each<[string, IDataObject]>([
	['without a token', { token_type: 'bearer', expires_in: 3600 }],
	['with an error', { error: 'invalid_client', error_description: 'Bad client credentials' }],
	['with an empty token', { ...GOOD, access_token: '' }],
	['with nothing', {}],
])('a response %s fails, and the next run fetches a token', async (_what, body) => {
	const { store, server } = await startTenant({ body }, { body: GOOD });
	const { message } = await getFailure(runNode(store, { parameters }));
	expect(message).toBe("Couldn't get a token: the response contains no access token");
	const { items } = await runNode(store, { parameters });
	expect(items[0]!.json).toEqual({ id: '1' });
	expect(server.requests.at(-1)!.headers.authorization).toBe('Bearer good');
});

test.each<[string, TokenResponse, RegExp, RegExp]>([
	[
		'of ISC',
		{ status: 401, body: { messages: [{ text: 'The tenant is locked' }] } },
		/^Couldn't get a token: The tenant is locked$/,
		/client ID and secret/,
	],
	[
		'of a firewall',
		{ status: 403, headers: { 'content-type': 'text/html' }, body: '<html>Blocked</html>' },
		/the response was 403 without a reason$/,
		/proxy or firewall/,
	],
	['of a proxy', { status: 407, headers: {}, body: '' }, /the response was 407$/, /'HTTPS_PROXY'/],
	[
		'in a page',
		{ headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' },
		/isn't the API of a tenant$/,
		/'Tenant' and 'Domain'/,
	],
])('the reason %s is in the error', async (_what, response, message, hint) => {
	const { store } = await startTenant(response);
	const error = await getFailure(runNode(store, { parameters }));
	expect(error.message).toMatch(message);
	expect(error.description).toMatch(hint);
});

test('a renewal without a new refresh token keeps the old one', async () => {
	const { server, store } = await startTenant({ body: { ...GOOD, access_token: 'renewed' } });
	store.data = { ...store.data, grantType: 'authorizationCode', authorizationUrl: server.url };
	store.oauthTokenData = {
		...GOOD,
		access_token: 'over',
		refresh_token: 'kept',
		n8n_expires_at: Date.now() - 1000,
	};
	await runNode(store, { parameters });
	expect(store.oauthTokenData).toMatchObject({ access_token: 'renewed', refresh_token: 'kept' });
});
