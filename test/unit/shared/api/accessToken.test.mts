import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
	expiresSoon,
	belongsToOtherClient,
	readStoredToken,
} from '../../../../nodes/shared/api/accessToken.ts';

const NOW = 1_700_000_000_000;
const encodePart = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown) => `${encodePart({ alg: 'ES256' })}.${encodePart(claims)}.signature`;

const credential = (access_token: unknown, overrides: object = {}, fields: object = {}) =>
	({
		clientId: 'client',
		grantType: 'clientCredentials',
		domain: 'identitynow.com',
		oauthTokenData: { access_token, ...overrides },
		...fields,
	}) as unknown as ICredentialDataDecryptedObject;

describe('readStoredToken', () => {
	test.each([
		['no token data', { clientId: 'client' } as ICredentialDataDecryptedObject],
		['an empty token', credential('')],
		['token data without a token', credential(undefined)],
		["a token that isn't text", credential(42)],
	])('returns undefined for %s', (_what, data) => {
		expect(readStoredToken(data)).toBeUndefined();
	});

	test('parses claims, including non-ASCII text', () => {
		const claims = {
			client_id: 'client',
			org: 'acme',
			user_name: 'Zoë',
			scope: ['a'],
			exp: 1,
			jti: 'j',
		};
		expect(readStoredToken(credential(jwt(claims)))?.claims).toEqual(claims);
	});

	test.each([
		['opaque', 'abc'],
		['invalid JSON', 'a.b.c'],
		["a value that isn't an object", `a.${encodePart('text')}.c`],
		['null', `a.${encodePart(null)}.c`],
		['empty payload', 'a..c'],
	])('accepts a token without claims: %s', (_what, token) => {
		expect(readStoredToken(credential(token))).toMatchObject({
			claims: undefined,
			expiresAt: undefined,
		});
	});

	test("doesn't contain the token itself", () => {
		const token = jwt({ exp: 1 });
		expect(JSON.stringify(readStoredToken(credential(token)))).not.toContain(token);
	});

	test('returns different IDs for different tokens', () => {
		const getId = (token: string) => readStoredToken(credential(token))!.id;
		expect(getId('abc')).toBe(getId('abc'));
		expect(getId('abc')).not.toBe(getId('abd'));
	});

	test.each([
		['client credentials', {}, {}, true],
		['sign-in with a refresh token', { refresh_token: 'r' }, { grantType: 'pkce' }, true],
		['a sign-in without a refresh token', {}, { grantType: 'authorizationCode' }, false],
	])('detects whether n8n can renew the token: %s', (_what, data, fields, renewable) => {
		expect(readStoredToken(credential('abc', data, fields))?.renewable).toBe(renewable);
	});
});

describe('expiresSoon', () => {
	const token = (lifetime: number | string | undefined, remaining: number) =>
		readStoredToken(credential(jwt({ exp: NOW / 1000 + remaining }), { expires_in: lifetime }))!;

	test.each([
		['12 hours, a minute and a bit left', 43_200, 61, false],
		['12 hours, a minute left', 43_200, 60, true],
		['12 hours, expired', 43_200, -1, true],
		['750 seconds, a minute and a bit left', 750, 61, false],
		['15 seconds, new', 15, 15, false],
		['15 seconds, 4 left', 15, 4, false],
		['15 seconds, 3 left', 15, 3, true],
		['lifetime as text', '15', 4, false],
		['unknown lifetime, a minute and a bit left', undefined, 61, false],
		['unknown lifetime, a minute left', undefined, 60, true],
		['an invalid lifetime', -5, 60, true],
	])('returns whether a token expires soon: %s', (_what, lifetime, remaining, soon) => {
		expect(expiresSoon(token(lifetime, remaining), NOW)).toBe(soon);
	});

	test.each([
		['opaque', 'abc'],
		['whose own time says otherwise, by another clock', jwt({ exp: NOW / 1000 - 900 })],
	])('prefers the expiry that n8n recorded: %s', (_what, text) => {
		const noted = (remaining: number) =>
			readStoredToken(
				credential(text, { expires_in: 750, n8n_expires_at: String(NOW + remaining * 1000) }),
			)!;
		expect(expiresSoon(noted(61), NOW)).toBe(false);
		expect(expiresSoon(noted(60), NOW)).toBe(true);
	});

	test.each([
		['opaque', 'abc'],
		['without exp', jwt({})],
		['with exp as text', jwt({ exp: '1' })],
	])('returns false if the expiry is unknown: %s', (_what, text) => {
		expect(expiresSoon(readStoredToken(credential(text))!, NOW)).toBe(false);
	});
});

describe('belongsToOtherClient', () => {
	const ACME = 'https://acme.api.identitynow.com';

	test.each([
		['same client and tenant', { client_id: 'client', org: 'acme' }, {}, ACME, false],
		['other client', { client_id: 'other', org: 'acme' }, {}, ACME, true],
		['same client and tenant in other case', { client_id: 'CLIENT', org: 'Acme' }, {}, ACME, false],
		['other tenant', { client_id: 'client', org: 'umbrella' }, {}, ACME, true],
		['no claims', {}, {}, ACME, false],
		[
			'FedRAMP tenant',
			{ org: 'acme' },
			{ domain: 'saas.sailpointfedramp.com' },
			'https://acme.api.saas.sailpointfedramp.com',
			false,
		],
		[
			'custom address, whose host may name another tenant',
			{ client_id: 'client', org: 'acme' },
			{ domain: 'custom' },
			'https://gateway.api.acme.com',
			false,
		],
		[
			'custom address, other client',
			{ client_id: 'other' },
			{ domain: 'custom' },
			'http://localhost:3000',
			true,
		],
	])(
		'compares the claims with the credential: %s, %j',
		(_what, claims, fields, origin, isForeign) => {
			const data = credential(jwt(claims), {}, fields);
			expect(belongsToOtherClient(readStoredToken(data)!, data, origin)).toBe(isForeign);
		},
	);

	test('returns false for an opaque token', () => {
		const data = credential('abc');
		expect(belongsToOtherClient(readStoredToken(data)!, data, ACME)).toBe(false);
	});
});
