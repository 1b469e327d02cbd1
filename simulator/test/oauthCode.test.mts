import { createHash } from 'node:crypto';
import { defaultClients } from '../src/server.mts';
import type { Simulator } from '../src/server.mts';
import { call, closeSimulators, open, token } from './helpers.mts';

afterAll(closeSimulators);

const { webApp, publicApp, bothScopes, pat } = defaultClients;
const callback = 'http://localhost:5678/rest/oauth2-credential/callback';
const verifier = 'v'.repeat(50);
const challenge = createHash('sha256').update(verifier).digest('base64url');

async function authorize(tenant: Simulator, parameters: Record<string, string>) {
	const query = new URLSearchParams({
		response_type: 'code',
		redirect_uri: callback,
		...parameters,
	});
	const answer = await call<string>(`${tenant.url}/oauth/authorize?${query}`);
	const location = answer.headers.get('location');
	return { ...answer, back: location ? new URL(location) : null };
}

const askCode = async (tenant: Simulator, parameters: Record<string, string> = {}) =>
	(await authorize(tenant, { client_id: webApp.id, ...parameters })).back?.searchParams.get(
		'code',
	) ?? '';

const exchange = (tenant: Simulator, code: string, change: Record<string, string> = {}) =>
	token(tenant, {
		grant_type: 'authorization_code',
		client_id: webApp.id,
		client_secret: webApp.secret,
		redirect_uri: callback,
		code,
		...change,
	});

const refresh = (tenant: Simulator, refreshToken: string | undefined) =>
	token(tenant, {
		grant_type: 'refresh_token',
		client_id: webApp.id,
		client_secret: webApp.secret,
		refresh_token: refreshToken ?? '',
	});

test('returns the code with the state, and a token of the user for it', async () => {
	const tenant = await open();
	const { status, back } = await authorize(tenant, { client_id: webApp.id, state: 'a b&c' });
	expect(status).toBe(302);
	expect(back?.origin + (back?.pathname ?? '')).toBe(callback);
	expect(back?.searchParams.get('state')).toBe('a b&c');
	const answer = await exchange(tenant, back?.searchParams.get('code') ?? '');
	expect(answer.status).toBe(200);
	expect(answer.body.identity_id).toBe(tenant.data.identities.at(0)?.id);
	expect(answer.body.refresh_token).toEqual(expect.any(String));
});

test('accepts a code once', async () => {
	const tenant = await open();
	const code = await askCode(tenant);
	expect((await exchange(tenant, code)).status).toBe(200);
	const again = await exchange(tenant, code);
	expect(again.status).toBe(400);
	expect(again.body.error).toBe('invalid_grant');
});

test('accepts a code for a minute', async () => {
	let now = Date.now();
	const tenant = await open({ now: () => now });
	const [early, late] = [await askCode(tenant), await askCode(tenant)];
	now += 59_000;
	expect((await exchange(tenant, early)).status).toBe(200);
	now += 1_000;
	expect((await exchange(tenant, late)).body.error).toBe('invalid_grant');
});

test('requires the matching code, redirect URI and secret', async () => {
	const tenant = await open();
	const other = { redirect_uri: 'http://127.0.0.1:1/rest/oauth2-credential/callback' };
	expect((await exchange(tenant, await askCode(tenant), other)).body.error).toBe('invalid_grant');
	expect((await exchange(tenant, 'made-up')).body.error).toBe('invalid_grant');
	expect((await exchange(tenant, await askCode(tenant), { client_secret: 'x' })).status).toBe(401);
});

test('requires the verifier and no secret of a public client', async () => {
	const tenant = await open();
	const pkce = {
		client_id: publicApp.id,
		code_challenge: challenge,
		code_challenge_method: 'S256',
	};
	const buy = async (code_verifier: string) =>
		token(tenant, {
			grant_type: 'authorization_code',
			client_id: publicApp.id,
			redirect_uri: callback,
			code: await askCode(tenant, pkce),
			code_verifier,
		});
	expect((await buy('w'.repeat(50))).body.error).toBe('invalid_grant');
	const good = await buy(verifier);
	expect(good.status).toBe(200);
	const renewed = await token(tenant, {
		grant_type: 'refresh_token',
		client_id: publicApp.id,
		refresh_token: good.body.refresh_token ?? '',
	});
	expect(renewed.status).toBe(200);
});

test.each([
	['no challenge from a public client', { client_id: publicApp.id }, 'invalid_request'],
	[
		'a plain challenge',
		{ client_id: webApp.id, code_challenge: 'x', code_challenge_method: 'plain' },
		'invalid_request',
	],
	[
		'another response type',
		{ client_id: webApp.id, response_type: 'token' },
		'unsupported_response_type',
	],
	[
		'both magic scopes asked for',
		{ client_id: webApp.id, scope: 'sp:scopes:all sp:scopes:default' },
		'invalid_scope',
	],
	['both magic scopes on the client', { client_id: bothScopes.id }, 'invalid_scope'],
])('%s is refused by way of the redirect', async (_name, parameters, error) => {
	const tenant = await open();
	const { back } = await authorize(tenant, { state: 's', ...parameters });
	expect(back?.searchParams.get('error')).toBe(error);
	expect(back?.searchParams.get('state')).toBe('s');
	expect(back?.searchParams.get('code')).toBeNull();
});

test.each([
	['an unknown client', { client_id: 'nobody' }],
	['an unregistered redirect URI', { client_id: webApp.id, redirect_uri: `${callback}/` }],
	['a client without the grant', { client_id: pat.id }],
])('%s is refused without a redirect', async (_name, parameters) => {
	const tenant = await open();
	const { status, back } = await authorize(tenant, parameters);
	expect(status).toBe(400);
	expect(back).toBeNull();
});

test('accepts additional redirect URIs', async () => {
	const uri = 'https://flows.example/back';
	const tenant = await open({ redirectUris: [uri], acceptLocalN8n: false });
	expect((await authorize(tenant, { client_id: webApp.id, redirect_uri: uri })).status).toBe(302);
	expect((await authorize(tenant, { client_id: webApp.id })).status).toBe(400);
});

test('accepts a request for fewer scopes', async () => {
	const tenant = await open();
	const code = await askCode(tenant, { scope: 'idn:sources:read' });
	const { body } = await exchange(tenant, code);
	expect(body.scope).toBe('idn:sources:read');
	const headers = { authorization: `Bearer ${body.access_token}` };
	expect((await call(`${tenant.url}/sources/v1`, { headers })).status).toBe(200);
	expect((await call(`${tenant.url}/accounts/v1`, { headers })).status).toBe(403);
});

test('replaces a single-use refresh token and then rejects it', async () => {
	const tenant = await open();
	const first = (await exchange(tenant, await askCode(tenant))).body.refresh_token;
	const renewed = await refresh(tenant, first);
	expect(renewed.status).toBe(200);
	expect(renewed.body.refresh_token).not.toBe(first);
	const again = await refresh(tenant, first);
	expect(again.status).toBe(400);
	expect(again.body.error).toBe('invalid_grant');
	expect((await refresh(tenant, renewed.body.refresh_token)).status).toBe(200);
});

test('rejects the refresh token of another client', async () => {
	const tenant = await open();
	const { refresh_token = '' } = (await exchange(tenant, await askCode(tenant))).body;
	const stolen = await token(tenant, {
		grant_type: 'refresh_token',
		client_id: publicApp.id,
		refresh_token,
	});
	expect(stolen.body.error).toBe('invalid_grant');
	expect((await refresh(tenant, refresh_token)).status).toBe(200);
});

test('accepts a reusable refresh token until it expires', async () => {
	let now = Date.now();
	const tenant = await open({
		refreshReuse: 'reusable',
		refreshLifetimeSeconds: 100,
		now: () => now,
	});
	const first = (await exchange(tenant, await askCode(tenant))).body.refresh_token;
	expect((await refresh(tenant, first)).status).toBe(200);
	expect((await refresh(tenant, first)).status).toBe(200);
	now += 101_000;
	expect((await refresh(tenant, first)).body.error).toBe('invalid_grant');
});

test('revokes all tokens of the client when a refresh token is used again', async () => {
	const tenant = await open({ refreshReuse: 'revoke-on-reuse' });
	const first = (await exchange(tenant, await askCode(tenant))).body.refresh_token;
	const renewed = await refresh(tenant, first);
	expect(renewed.status).toBe(200);
	const list = async () =>
		await call(`${tenant.url}/sources/v1`, {
			headers: { authorization: `Bearer ${renewed.body.access_token}` },
		});
	expect((await list()).status).toBe(200);
	expect((await refresh(tenant, first)).body.error).toBe('invalid_grant');
	expect((await list()).status).toBe(401);
	expect((await refresh(tenant, renewed.body.refresh_token)).body.error).toBe('invalid_grant');
});

test('shows client, user and scopes on the consent page, and follows the decision', async () => {
	const tenant = await open({ authorizeMode: 'consent' });
	const decide = async (decision: string) => {
		const page = await authorize(tenant, { client_id: webApp.id, state: 's' });
		expect(page.status).toBe(200);
		for (const text of [webApp.name, tenant.data.identities.at(0)?.alias, 'sp:scopes:all']) {
			expect(page.text).toContain(text);
		}
		const ticket = /name="ticket" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
		const post = () =>
			call(`${tenant.url}/oauth/authorize`, {
				method: 'POST',
				body: new URLSearchParams({ ticket, decision }),
			});
		const answer = await post();
		expect((await post()).status).toBe(400);
		return new URL(answer.headers.get('location') ?? '').searchParams;
	};
	const allowed = await decide('allow');
	expect(allowed.get('state')).toBe('s');
	expect((await exchange(tenant, allowed.get('code') ?? '')).status).toBe(200);
	const denied = await decide('deny');
	expect(denied.get('error')).toBe('access_denied');
	expect(denied.get('code')).toBeNull();
});
