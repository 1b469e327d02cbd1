import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { IscOAuth2Api } from '../../../credentials/IscOAuth2Api.credentials.ts';
import { testOriginExpression } from '../../../credentials/urls.ts';
import { resolveCredential } from '../../integration/credentialStore.mts';

const type = new IscOAuth2Api();
const visible = type.properties.filter(({ type: kind }) => kind !== 'hidden');
const property = (name: string) => type.properties.find((one) => one.name === name);

test('has the stored names', () => {
	expect(type.name).toBe('iscOAuth2Api');
	expect(type.constructor.name).toBe('IscOAuth2Api');
	expect(type.extends).toEqual(['oAuth2Api']);
});

test.each([
	'grantType',
	'tenant',
	'domain',
	'apiBaseUrl',
	'authUrl',
	'accessTokenUrl',
	'clientId',
	'clientSecret',
	'scope',
])('has the field %s once', (name) => {
	expect(type.properties.filter((one) => one.name === name)).toHaveLength(1);
});

test.each([
	['grantType', ['clientCredentials', 'authorizationCode', 'pkce'], 'clientCredentials'],
	[
		'domain',
		['custom', 'identitynow.com', 'identitynow-demo.com', 'saas.sailpointfedramp.com'],
		'identitynow.com',
	],
	['allowedHttpRequestDomains', ['all', 'none', 'domains'], 'domains'],
])('%s has its options', (name, values, byDefault) => {
	const options = property(name)?.options as Array<{ value: string }>;
	expect(options.map(({ value }) => value)).toEqual(values);
	expect(property(name)?.default).toBe(byDefault);
});

test('shows Tenant unless the domain is custom, and URLs only for a custom domain', () => {
	expect(property('tenant')?.displayOptions).toEqual({ hide: { domain: ['custom'] } });
	expect(property('apiBaseUrl')?.displayOptions).toEqual({ show: { domain: ['custom'] } });
	expect(property('authorizationUrl')?.displayOptions).toEqual({
		show: { domain: ['custom'], grantType: ['authorizationCode', 'pkce'] },
	});
});

test.each(visible)('field $displayName has help', ({ description, options }) => {
	const helped = (options as Array<{ description?: string }> | undefined)?.every(
		(option) => option.description,
	);
	expect(description || helped).toBeTruthy();
});

test('only the secret is a password field', () => {
	const passwords = type.properties.filter(({ typeOptions }) => typeOptions?.password);
	expect(passwords.map(({ name }) => name)).toEqual(['clientSecret']);
	const named = type.properties.filter(({ name }) => /secret|token$|password/i.test(name));
	expect(named).toEqual(passwords);
});

test('sends client ID and secret in the body', async () => {
	const resolved = await resolveCredential({ tenant: 'acme', clientId: 'a', clientSecret: 'b' });
	expect(resolved).toMatchObject({
		authentication: 'body',
		sendAdditionalBodyProperties: false,
		authQueryParameters: '',
	});
});

test.each(['light', 'dark'] as const)('the %s icon exists', (theme) => {
	const file = (type.icon as Record<typeof theme, string>)[theme].replace(/^file:/, '');
	expect(existsSync(join(__dirname, '../../../credentials', file))).toBe(true);
});

test('has a documentation URL', () => {
	expect(new URL(type.documentationUrl).protocol).toBe('https:');
});

test('the test sends one request for one record, which every user level can read', () => {
	expect(type.test.request).toEqual({
		baseURL: testOriginExpression,
		url: '/public-identities/v1',
		qs: { limit: 1 },
	});
});

test.each([
	[401, /client ID and secret/],
	[403, /user context/],
	[404, /'Tenant' and 'Domain'/],
])('the test explains the status %i', (status, message) => {
	const rule = type.test.rules?.find(
		(one) => one.type === 'responseCode' && one.properties.value === status,
	);
	expect(rule?.properties.message).toMatch(message);
});
