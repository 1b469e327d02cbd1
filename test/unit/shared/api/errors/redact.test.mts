import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import fc from '../../../../fastCheck.mts';
import { redactSecrets } from '../../../../../nodes/shared/api/errors/redact.ts';

const credential = {
	clientId: 'client',
	clientSecret: 's3cret+/=$&',
	oauthTokenData: { access_token: 'opaque-access', refresh_token: 'opaque-refresh' },
} as unknown as ICredentialDataDecryptedObject;

test.each([
	['client secret', 'id client, secret s3cret+/=$&!', 'id client, secret [secret]!'],
	['access token', 'Bearer opaque-access', 'Bearer [secret]'],
	['refresh token', 'opaque-refresh', '[secret]'],
	['each time', 'opaque-access opaque-access', '[secret] [secret]'],
	['any JWT', 'x eyJhbGciOiJIUzI1NiJ9.eyJvcmciOiJhY21lIn0.c2ln_-x y', 'x [secret] y'],
	['a JWT without signature', 'eyJhbGciOiJub25lIn0.eyJvcmciOiJhY21lIn0.', '[secret]'],
	['nothing else', 'name eq "eyJ" and a.b.c', 'name eq "eyJ" and a.b.c'],
])('removes %s', (_what, text, safe) => {
	expect(redactSecrets(text, credential)).toBe(safe);
});

test.each([
	['URL-encoded', 'a%20%2Fb%26c'],
	['URL-encoded in lowercase', 'a%20%2fb%26c'],
	['in a form', 'a+%2Fb%26c'],
	['in a form in lowercase', 'a+%2fb%26c'],
])('removes a secret that is repeated %s', (_what, text) => {
	expect(redactSecrets(`x=${text}&y`, { clientSecret: 'a /b&c' })).toBe('x=[secret]&y');
});

test.each([
	['no secrets', {}],
	['empty secrets', { clientSecret: '', oauthTokenData: { access_token: '' } }],
	["secrets that aren't text", { clientSecret: 1, oauthTokenData: null }],
	// Too short to be a secret: removing it would change every text.
	['a very short secret', { clientSecret: 'a' }],
])('keeps text for a credential with %s', (_what, data) => {
	expect(redactSecrets('a text', data as unknown as ICredentialDataDecryptedObject)).toBe('a text');
});

test('removes secrets at any position', () => {
	const secret = fc.string({ minLength: 8 }).filter((text) => !'[secret]'.includes(text));
	fc.assert(
		fc.property(fc.string(), secret, fc.string(), (before, clientSecret, after) => {
			const safe = redactSecrets(before + clientSecret + after, { clientSecret });
			return !safe.replaceAll('[secret]', '\n\n').includes(clientSecret);
		}),
	);
});
