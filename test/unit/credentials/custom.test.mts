import type { IDataObject } from 'n8n-workflow';

import { resolveCredential } from '../../integration/credentialStore.mts';

const custom = async (fields: IDataObject) =>
	await resolveCredential({ domain: 'custom', clientId: 'id', clientSecret: 'secret', ...fields });

test.each([
	[
		'https://acme.api.identitynow.com',
		'https://acme.api.identitynow.com',
		'acme.api.identitynow.com',
	],
	['https://api.acme.com/', 'https://api.acme.com', 'api.acme.com'],
	['https://api.acme.com/v3/accounts?x=1#y', 'https://api.acme.com', 'api.acme.com'],
	['https://api.acme.com:8443/isc', 'https://api.acme.com:8443', 'api.acme.com'],
	['  https://api.acme.com  ', 'https://api.acme.com', 'api.acme.com'],
	['api.acme.com', 'https://api.acme.com', 'api.acme.com'],
	['api.acme.com:8443/isc', 'https://api.acme.com:8443', 'api.acme.com'],
	['http://localhost', 'http://localhost', 'localhost'],
	['http://localhost:3000/x', 'http://localhost:3000', 'localhost'],
	['http://127.0.0.1:3000', 'http://127.0.0.1:3000', '127.0.0.1'],
	['http://[::1]:3000', 'http://[::1]:3000', '[::1]'],
	['HTTPS://ACME.Api.Example.com/v3', 'https://acme.api.example.com', 'acme.api.example.com'],
])('API base URL %s', async (apiBaseUrl, apiUrl, allowedDomains) => {
	expect(await custom({ apiBaseUrl })).toMatchObject({
		accessTokenUrl: `${apiUrl}/oauth/token`,
		allowedDomains,
	});
});

const HOSTILE: Array<[what: string, url: string]> = [
	['nothing', ''],
	['plain http', 'http://acme.api.identitynow.com'],
	['a host that starts like localhost', 'http://localhost.evil.com'],
	['a host that starts like a loopback address', 'http://127.0.0.1.evil.com'],
	['loopback as user name', 'http://localhost@evil.com'],
	['loopback and port as user name and password', 'http://127.0.0.1:80@evil.com'],
	['user name and password', 'https://user:pw@acme.com'],
	['a port as password', 'https://user:80@acme.com'],
	['user name', 'https://user@acme.com'],
	['backslash', 'https://acme.com\\@evil.com'],
	['javascript', 'javascript:alert(1)'],
	['javascript with slashes', 'javascript://%0aalert(1)'],
	['file', 'file:///etc/passwd'],
	['a second URL in it', 'ftp://x/https://acme.com'],
	['a line break', 'https://acme.com\n.evil.com'],
	['unicode dot', 'https://acme\u3002com'],
	['encoded host', 'https://acme%2ecom'],
	['a space in it', 'https://acme .com'],
	['no host', 'https://'],
	['a host with a port that is no number', 'https://acme.com:x'],
];

test.each(HOSTILE)('API base URL with %s is refused', async (_what, apiBaseUrl) => {
	expect(await custom({ apiBaseUrl })).toMatchObject({
		accessTokenUrl: 'api-base-url-must-start-with-https://refused/oauth/token',
		allowedDomains: 'api-base-url-must-start-with-https://refused',
	});
});

describe.each(['authorizationCode', 'pkce'])('authorization URL for %s', (grantType) => {
	const signIn = async (authorizationUrl: string) =>
		(await custom({ grantType, apiBaseUrl: 'https://api.acme.com', authorizationUrl })).authUrl;

	test.each([
		['https://acme.login.sailpoint.com/oauth/authorize'],
		['https://acme.com:8443/oauth/authorize?a=b'],
		['http://localhost:3000/oauth/authorize'],
	])('%s is unchanged', async (url) => {
		expect(await signIn(url)).toBe(url);
	});

	test('adds https to a URL without a scheme', async () => {
		expect(await signIn(' acme.login.sailpoint.com/oauth/authorize ')).toBe(
			'https://acme.login.sailpoint.com/oauth/authorize',
		);
	});

	test.each(HOSTILE)('%s is refused', async (_what, url) => {
		expect(await signIn(url)).toBe('https://authorization-url-must-start-with-https.invalid/');
	});
});

test('ignores the tenant for a custom domain', async () => {
	expect(await custom({ tenant: 'acme', apiBaseUrl: 'https://api.other.com' })).toMatchObject({
		accessTokenUrl: 'https://api.other.com/oauth/token',
	});
});
