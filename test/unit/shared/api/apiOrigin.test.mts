import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import { getApiOrigin, assertValidCredentialUrl } from '../../../../nodes/shared/api/apiOrigin.ts';

test.each([
	['https://acme.api.identitynow.com', 'https://acme.api.identitynow.com'],
	['https://acme.api.identitynow.com/', 'https://acme.api.identitynow.com'],
	['https://ACME.api.identitynow.com:443/v3?x#y', 'https://acme.api.identitynow.com'],
	['https://api.acme.com:8443/isc', 'https://api.acme.com:8443'],
	['http://localhost:3000', 'http://localhost:3000'],
	['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
	['http://[::1]:3000', 'http://[::1]:3000'],
])('returns the origin of %s: %s', (url, origin) => {
	expect(getApiOrigin(url)).toBe(origin);
});

test.each([
	[''],
	['acme.api.identitynow.com'],
	['//acme.api.identitynow.com'],
	['http://acme.api.identitynow.com'],
	['http://localhost.evil.com'],
	['http://127.0.0.1.evil.com'],
	['http://localhost@evil.com'],
	['http://10.0.0.1'],
	['http://0.0.0.0'],
	['https://user@acme.com'],
	['https://user:pw@acme.com'],
	['https://:pw@acme.com'],
	['javascript:alert(1)'],
	['file:///etc/passwd'],
	['ws://localhost'],
	['blob:https://acme.com/x'],
	['https://'],
	['https://acme.com:99999'],
	['undefined'],
])('rejects %s', (url) => {
	expect(() => getApiOrigin(url)).toThrow(ParameterError);
});

test('names the field and how to fix it', () => {
	const readOrigin = () => getApiOrigin('tenant-is-missing://refused');
	expect(readOrigin).toThrow("'Tenant' is empty in the credential");
	expect(readOrigin).toThrow(
		expect.objectContaining({
			description: expect.stringMatching(/^Enter the name/) as string,
		}) as Error,
	);
});

test.each([
	['https://acme.invalid'],
	['https://refused/oauth/token'],
	['https://tenant-is-missing.invalid'],
	['https://tenant-is-missing.example.com'],
])('accepts %s, which only resembles a problem URL', (url) => {
	expect(() => assertValidCredentialUrl(url)).not.toThrow();
});
