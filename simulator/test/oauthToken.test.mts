import { defaultClients } from '../src/server.mts';
import { call, closeSimulators, open, session, token } from './helpers.mts';
import type { TokenBody } from './helpers.mts';

afterAll(closeSimulators);

const { pat, apiClient } = defaultClients;
const credentials = {
	grant_type: 'client_credentials',
	client_id: pat.id,
	client_secret: pat.secret,
};
const claimsOf = (jwt: string) =>
	JSON.parse(Buffer.from(jwt.split('.')[1] as string, 'base64url').toString()) as Record<
		string,
		unknown
	>;
const headOf = (jwt: string) =>
	JSON.parse(Buffer.from(jwt.split('.')[0] as string, 'base64url').toString()) as { alg: string };

function multipart(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}

const basic = Buffer.from(`${pat.id}:${pat.secret}`).toString('base64');

test.each<[string, string, RequestInit]>([
	['urlencoded body', '', { body: new URLSearchParams(credentials) }],
	['multipart body', '', { body: multipart(credentials) }],
	['query string', `?${new URLSearchParams(credentials)}`, {}],
	[
		'grant in the query, credentials in the body',
		'?grant_type=client_credentials',
		{ body: new URLSearchParams({ client_id: pat.id, client_secret: pat.secret }) },
	],
	[
		'Basic header',
		'',
		{
			headers: { authorization: `Basic ${basic}` },
			body: new URLSearchParams({ grant_type: 'client_credentials' }),
		},
	],
])('a token can be asked for by %s', async (_name, query, init) => {
	const tenant = await open();
	const answer = await call<TokenBody>(`${tenant.url}/oauth/token${query}`, {
		method: 'POST',
		...init,
	});
	expect(answer.status).toBe(200);
	expect(claimsOf(answer.body.access_token).client_id).toBe(pat.id);
	expect(tenant.counters.tokenRequests).toEqual({ client_credentials: 1 });
});

test('does not read a JSON body', async () => {
	const tenant = await open();
	const answer = await call(`${tenant.url}/oauth/token`, { method: 'POST', json: credentials });
	expect(answer.status).toBe(400);
	expect(answer.body).toMatchObject({ error: 'invalid_request' });
});

test('rejects a token request with a bearer token', async () => {
	const tenant = await open();
	const { accessToken } = await session(tenant);
	const answer = await call(`${tenant.url}/oauth/token`, {
		method: 'POST',
		headers: { authorization: `Bearer ${accessToken}` },
		body: new URLSearchParams(credentials),
	});
	expect(answer.status).toBe(401);
	expect(answer.body).toEqual({ error: 'JWT validation failed: JWT is expired' });
});

test.each([
	['unknown id', { client_id: 'nobody' }],
	['wrong secret', { client_secret: 'wrong' }],
	['no secret', { client_secret: '' }],
	[
		'legacy id',
		{ client_id: defaultClients.legacy.id, client_secret: defaultClients.legacy.secret },
	],
])('%s is refused', async (_name, change) => {
	const tenant = await open();
	const answer = await token(tenant, { ...credentials, ...change });
	expect(answer.status).toBe(401);
	expect(answer.body).toMatchObject({
		error: 'invalid_client',
		error_description: 'Bad client credentials',
	});
	expect(answer.body.access_token).toBeUndefined();
});

test.each([
	['none', '', 200, 'sp:scopes:default'],
	['one that the client has', 'sp:scopes:default', 200, 'sp:scopes:default'],
	['one that the client lacks', 'sp:scopes:default idn:sources:read', 400, undefined],
	['both general ones', 'sp:scopes:all sp:scopes:default', 400, undefined],
])('scopes asked for: %s', async (_what, scope, status, given) => {
	const tenant = await open();
	const { id, secret } = defaultClients.narrowPat;
	const asked = { ...credentials, client_id: id, client_secret: secret, scope };
	const answer = await token(tenant, asked);
	expect(answer.status).toBe(status);
	expect(answer.body.scope).toBe(given);
	expect(answer.body.error).toBe(given ? undefined : 'invalid_scope');
});

test('returns the configured status for wrong credentials', async () => {
	const tenant = await open({ wrongCredentialStatus: 400 });
	expect((await token(tenant, { ...credentials, client_secret: 'wrong' })).status).toBe(400);
});

test.each([
	['password', 'unsupported_grant_type'],
	['refresh_token', 'unauthorized_client'],
	['authorization_code', 'unauthorized_client'],
])('a PAT cannot use the grant %s', async (grant, error) => {
	const tenant = await open();
	const answer = await token(tenant, { ...credentials, grant_type: grant });
	expect(answer.status).toBe(400);
	expect(answer.body.error).toBe(error);
});

test('names the owner of a PAT in response and claims', async () => {
	const tenant = await open({ now: () => 1_700_000_000_000 });
	const { body } = await token(tenant, credentials);
	const owner = tenant.data.identities.at(0);
	expect(body).toMatchObject({
		token_type: 'bearer',
		expires_in: 749,
		scope: 'sp:scopes:all',
		org: 'acme-sim',
		user_id: owner?.id,
		identity_id: owner?.id,
		strong_auth: true,
	});
	expect(body.refresh_token).toBeUndefined();
	expect(claimsOf(body.access_token)).toMatchObject({
		client_id: pat.id,
		user_name: owner?.alias,
		identity_id: owner?.id,
		org: 'acme-sim',
		scope: ['sp:scopes:all'],
		exp: 1_700_000_750,
		jti: body.jti,
	});
	expect(headOf(body.access_token).alg).toBe('HS256');
});

test('has no user in response and claims of a client without one', async () => {
	const tenant = await open({ jwtAlgorithm: 'ES256' });
	const { body } = await token(tenant, {
		...credentials,
		client_id: apiClient.id,
		client_secret: apiClient.secret,
	});
	const claims = claimsOf(body.access_token);
	for (const field of ['user_id', 'identity_id', 'user_name']) {
		expect(body).not.toHaveProperty(field);
		expect(claims).not.toHaveProperty(field);
	}
	expect(claims.client_id).toBe(apiClient.id);
	expect(headOf(body.access_token).alg).toBe('ES256');
});

test('replaces a secret and keeps tokens valid', async () => {
	const tenant = await open();
	const api = await session(tenant);
	const secret = tenant.clients.rotateSecret(pat.id) as string;
	expect((await token(tenant, credentials)).status).toBe(401);
	expect((await token(tenant, { ...credentials, client_secret: secret })).status).toBe(200);
	expect((await api.get('/sources/v1')).status).toBe(200);
});

test('returns the tenant information', async () => {
	const tenant = await open({ tenantName: 'other' });
	const { body } = await call(`${tenant.url}/oauth/info`);
	expect(body).toMatchObject({
		tenantName: 'other',
		authorizeEndpoint: `${tenant.url}/oauth/authorize`,
		tokenEndpoint: `${tenant.url}/oauth/token`,
	});
});

test('returns the user of a token', async () => {
	const tenant = await open();
	const person = await (await session(tenant)).get('/oauth/userinfo');
	expect(person.body).toMatchObject({ id: tenant.data.identities.at(0)?.id });
	expect((await (await session(tenant, 'apiClient')).get('/oauth/userinfo')).status).toBe(403);
});
