import type { IDataObject } from 'n8n-workflow';

import { resolveCredential } from '../../integration/credentialStore.mts';

const GOOD = {
	tenant: 'acme',
	clientId: '86f1dc6f2b4c4b0d9d6a8f0c3f1f7a52',
	clientSecret: 's3cret',
};
const tokenUrl = 'https://acme.api.identitynow.com/oauth/token';

test.each<[string, IDataObject]>([
	['a PAT id: 32 hex digits without dashes', {}],
	['an API client id: a UUID', { clientId: 'b61429f5-203d-494c-94c3-04f54e17bc5c' }],
	['a space within the secret', { clientSecret: 'a b' }],
	['no secret with PKCE', { clientSecret: '', grantType: 'pkce' }],
	['15 characters', { clientId: 'G6xLlBBOKIcOAQu' }],
	['17 characters', { clientId: 'G6xLlBBOKIcOAQuKx' }],
	['16 characters with a dash', { clientId: 'G6xLlBBO-IcOAQuK' }],
])('%s is valid', async (_what, fields) => {
	expect((await resolveCredential({ ...GOOD, ...fields })).accessTokenUrl).toBe(tokenUrl);
});

const REFUSED: Array<[what: string, fields: IDataObject, reason: string]> = [
	['a legacy id', { clientId: 'G6xLlBBOKIcOAQuK' }, 'client-id-is-a-legacy-id-create-a-new-one'],
	['a space before the id', { clientId: ' abc' }, 'client-id-has-spaces-around-it'],
	['a line break behind the id', { clientId: 'abc\n' }, 'client-id-has-spaces-around-it'],
	['a no-break space behind the id', { clientId: 'abc\u00a0' }, 'client-id-has-spaces-around-it'],
	['a space before the secret', { clientSecret: ' abc' }, 'client-secret-has-spaces-around-it'],
	['a tab behind the secret', { clientSecret: 'abc\t' }, 'client-secret-has-spaces-around-it'],
	['a secret of spaces', { clientSecret: '  ' }, 'client-secret-has-spaces-around-it'],
];

describe.each(['clientCredentials', 'authorizationCode', 'pkce'])('grant %s', (grantType) => {
	test.each(REFUSED)('%s is refused', async (_what, fields, reason) => {
		const resolved = await resolveCredential({ ...GOOD, grantType, ...fields });
		expect(resolved.accessTokenUrl).toBe(`${reason}://refused`);
		const signsIn = grantType !== 'clientCredentials';
		expect(resolved.authUrl).toBe(signsIn ? `https://${reason}.invalid/` : undefined);
	});
});

test('rejects a missing secret for client credentials', async () => {
	expect(await resolveCredential({ ...GOOD, clientSecret: '' })).toMatchObject({
		accessTokenUrl: 'client-secret-is-missing://refused',
	});
});

test('rejects the same values for a custom domain', async () => {
	const fields = { domain: 'custom', apiBaseUrl: 'https://api.acme.com', clientId: ' abc' };
	expect((await resolveCredential({ ...GOOD, ...fields })).accessTokenUrl).toBe(
		'client-id-has-spaces-around-it://refused',
	);
});
