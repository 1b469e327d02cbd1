import type { IDataObject } from 'n8n-workflow';

import { resolveCredential } from '../../integration/credentialStore.mts';

const PAT = { clientId: '86f1dc6f2b4c4b0d9d6a8f0c3f1f7a52', clientSecret: 'secret' };
const urlsOf = async (fields: IDataObject) =>
	await resolveCredential({ ...PAT, grantType: 'authorizationCode', ...fields });

describe('accepts a tenant of identitynow.com as', () => {
	test.each([
		['name', 'acme'],
		['upper case', 'ACME'],
		['spaces around it', '  acme\t'],
		['API host', 'acme.api.identitynow.com'],
		['API URL', 'https://acme.api.identitynow.com'],
		['UI host', 'acme.identitynow.com'],
		['UI URL', 'https://acme.identitynow.com'],
		['login URL', 'https://acme.login.sailpoint.com/oauth/authorize?client_id=x'],
		['trailing slash', 'https://acme.identitynow.com/'],
		['port', 'https://acme.identitynow.com:443/ui/d/home'],
		['path', 'acme.identitynow.com/ui/a/admin'],
		['query', 'acme.identitynow.com?x=1'],
		['fragment', 'acme.identitynow.com#/home'],
		['upper case URL', 'HTTPS://ACME.API.IDENTITYNOW.COM/'],
		['plain http, which becomes https', 'http://acme.identitynow.com'],
	])('%s', async (_what, tenant) => {
		expect(await urlsOf({ tenant })).toMatchObject({
			accessTokenUrl: 'https://acme.api.identitynow.com/oauth/token',
			authUrl: 'https://acme.login.sailpoint.com/oauth/authorize',
			allowedDomains: 'acme.api.identitynow.com',
		});
	});

	test('name with digits and hyphens', async () => {
		expect(await urlsOf({ tenant: 'iga-acme-sb2' })).toMatchObject({
			accessTokenUrl: 'https://iga-acme-sb2.api.identitynow.com/oauth/token',
		});
	});
});

describe.each(['clientCredentials', 'authorizationCode', 'pkce'])('grant %s', (grantType) => {
	test.each([
		['identitynow.com', 'acme.api.identitynow.com', 'acme.login.sailpoint.com'],
		['identitynow-demo.com', 'acme.api.identitynow-demo.com', 'acme.identitynow-demo.com'],
		[
			'saas.sailpointfedramp.com',
			'acme.api.saas.sailpointfedramp.com',
			'acme.saas.sailpointfedramp.com',
		],
	])('domain %s', async (domain, apiHost, loginHost) => {
		expect(await urlsOf({ tenant: 'acme', domain, grantType })).toMatchObject({
			accessTokenUrl: `https://${apiHost}/oauth/token`,
			allowedDomains: apiHost,
			...(grantType !== 'clientCredentials' && {
				authUrl: `https://${loginHost}/oauth/authorize`,
			}),
		});
	});
});

test.each([
	['acme.identitynow-demo.com', 'identitynow.com', 'acme.api.identitynow-demo.com'],
	[
		'https://acme.api.saas.sailpointfedramp.com',
		'identitynow.com',
		'acme.api.saas.sailpointfedramp.com',
	],
	['acme.identitynow.com', 'identitynow-demo.com', 'acme.api.identitynow.com'],
	['acme.login.identitynow-demo.com', 'identitynow.com', 'acme.api.identitynow-demo.com'],
])('the domain in %s takes precedence over %s', async (tenant, domain, apiHost) => {
	expect(await urlsOf({ tenant, domain })).toMatchObject({
		accessTokenUrl: `https://${apiHost}/oauth/token`,
		allowedDomains: apiHost,
	});
});

test('uses the selected domain for a login URL', async () => {
	const fields = { tenant: 'https://acme.login.sailpoint.com', domain: 'identitynow-demo.com' };
	expect(await urlsOf(fields)).toMatchObject({
		accessTokenUrl: 'https://acme.api.identitynow-demo.com/oauth/token',
		authUrl: 'https://acme.identitynow-demo.com/oauth/authorize',
	});
});

describe('rejects an unknown host, so it receives neither secret nor token', () => {
	const reason = 'choose-domain-custom-for-this-tenant-host';

	test.each([
		['vanity host', 'id.acme.com'],
		['domain as a subdomain', 'acme.identitynow.com.evil.com'],
		['domain in the path', 'evil.com/acme.identitynow.com'],
		['domain in the query', 'https://evil.com?acme.identitynow.com'],
		['domain in the fragment', 'https://evil.com#acme.identitynow.com'],
		['user name', 'acme.api.identitynow.com@evil.com'],
		['user name in a URL', 'https://acme.identitynow.com@evil.com/'],
		['domain with a letter before it', 'acme.xidentitynow.com'],
		['domain without its dot', 'xidentitynow.com'],
		['domain with any character for its dot', 'acme.identitynow-com'],
		['domain alone', 'identitynow.com'],
		['two labels before the domain', 'acme.evil.identitynow.com'],
		['backslash', 'evil.com\\acme.identitynow.com'],
		['backslash behind it', 'acme.identitynow.com\\@evil.com'],
		['ideographic full stop', 'acme\u3002identitynow.com'],
		['fullwidth full stop', 'acme\uff0eidentitynow.com'],
		['letter that looks alike', '\u0430cme.identitynow.com'],
		['line break in it', 'acme\n.evil.com'],
		['line break before a good host', 'evil.com\nacme.identitynow.com'],
		['null', 'acme\u0000.identitynow.com'],
		['space in it', 'acme evil'],
		['encoded dot', 'acme%2eidentitynow.com'],
		['dot at the end', 'acme.identitynow.com.'],
		['dash in front', '-acme'],
		['expression', '{{ 1 }}'],
		['quote', "acme' + 'evil"],
		['user name and password', 'https://user:pw@acme.identitynow.com'],
		['port with a user name', 'https://acme.identitynow.com:443@evil.com/'],
		['one slash', 'https:/acme.identitynow.com'],
		['no colon', 'https//acme.identitynow.com'],
		['scheme alone', 'http'],
		['backslashes for slashes', 'https:\\\\acme.identitynow.com'],
		['script', 'javascript:alert(1)'],
		['API host without a tenant', 'api.identitynow.com'],
		['login host without a tenant', 'https://login.sailpoint.com/oauth'],
		['another site of SailPoint', 'developer.sailpoint.com'],
		['no host', 'https://'],
		['no scheme', '//evil.com'],
	])('%s', async (_what, tenant) => {
		const { accessTokenUrl, authUrl, allowedDomains } = await urlsOf({ tenant });
		expect({ accessTokenUrl, authUrl, allowedDomains }).toEqual({
			accessTokenUrl: `${reason}://refused/oauth/token`,
			authUrl: `https://${reason}.invalid/`,
			allowedDomains: `${reason}://refused`,
		});
	});

	test.each([[''], ['   ']])('nothing: "%s"', async (tenant) => {
		expect(await urlsOf({ tenant })).toMatchObject({
			accessTokenUrl: 'tenant-is-missing://refused/oauth/token',
			allowedDomains: 'tenant-is-missing://refused',
		});
	});
});
