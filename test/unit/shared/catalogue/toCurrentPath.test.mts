import { listOperations } from '../../../../nodes/shared/catalogue/operations.ts';
import { toCurrentPath } from '../../../../nodes/shared/catalogue/toCurrentPath.ts';
import { LEGACY_API_VERSIONS } from '../../../../nodes/shared/catalogue/legacyVersions.ts';
import { toLegacyPath } from '../../../../nodes/shared/catalogue/legacyVersions.ts';

test.each([
	['GET', '/v3/accounts', '/accounts/v1', 'listAccountsV1'],
	['GET', 'v3/accounts', '/accounts/v1', 'listAccountsV1'],
	['GET', '/v3/accounts/', '/accounts/v1/', 'listAccountsV1'],
	['GET', '/V3/accounts/2c91', '/accounts/v1/2c91', 'getAccountV1'],
	['GET', '/beta/accounts/a%2Fb', '/accounts/v1/a%2Fb', 'getAccountV1'],
	['POST', '/v2025/accounts/{id}/disable', '/accounts/v1/{id}/disable', 'disableAccountV1'],
	['GET', '/v2024/accounts?limit=5&x=/v3/y', '/accounts/v1?limit=5&x=/v3/y', 'listAccountsV1'],
	['GET', '/v2025/das/owners/7/resources', '/das/v1/owners/7/resources', 'listResourcesOfOwnerV1'],
	['GET', '/v2025/access-request-config', '/access-request-config/v1', 'getAccessRequestConfigV1'],
	['GET', '/v2026/access-request-config', '/access-request-config/v2', 'getAccessRequestConfigV2'],
	['GET', '/latest/access-request-config', '/access-request-config/v2', 'getAccessRequestConfigV2'],
	['POST', '/beta/launchers/1/launch', '/launchers/v1/1/launch', 'startLauncherV1'],
])('%s %s becomes %s', (method, path, current, id) => {
	expect(toCurrentPath(method, path)).toMatchObject({ path: current, operation: { id } });
});

test.each([
	['/v3/accounts/{{ $json.id }}', '/accounts/v1/{{ $json.id }}'],
	[
		"/v3/accounts/{{ $json.url.split('/')[1] ?? '?' }}",
		"/accounts/v1/{{ $json.url.split('/')[1] ?? '?' }}",
	],
	[
		'/v3/sources/a-{{ $json.a }}-{{ $json.b }}/schemas',
		'/sources/v1/a-{{ $json.a }}-{{ $json.b }}/schemas',
	],
	['/v3/accounts?filters={{ $json.q }}', '/accounts/v1?filters={{ $json.q }}'],
	['/v3/accounts/{{ $json\n.id }}', '/accounts/v1/{{ $json\n.id }}'],
])('keeps an expression unchanged: %s', (path, current) => {
	expect(toCurrentPath('GET', path)?.path).toBe(current);
});

test.each([
	['is current', 'GET', '/accounts/v1'],
	['has no version', 'GET', '/accounts'],
	['has two versions', 'GET', '/v2025/accounts/v1'],
	['is of a version that is not known', 'GET', '/v2027/machine-identities'],
	['is of an API before those', 'GET', '/v2/accounts'],
	['is private', 'GET', '/cc/api/user/list'],
	['is not in the catalogue', 'GET', '/v3/no-such-service'],
	['is not called with this method', 'PUT', '/v3/accounts'],
	['has no successor', 'POST', '/v3/mfa/token/send'],
	['has an expression in place of a name', 'GET', '/v3/{{ $json.service }}'],
	['is an expression as a whole', 'GET', '{{ $json.path }}'],
	['is empty', 'GET', ''],
])('returns undefined if the path %s', (_what, method, path) => {
	expect(toCurrentPath(method, path)).toBeUndefined();
});

test('converts each legacy path to the path in the catalogue', () => {
	for (const operation of listOperations()) {
		for (const version of LEGACY_API_VERSIONS) {
			const path = toLegacyPath(operation, version);
			if (path) {
				expect(toCurrentPath(operation.method, path)?.path).toBe(operation.path);
				const asked = path.replace(/\{[^}]+\}/g, '{{ $json["a/b"] }}');
				const expected = operation.path.replace(/\{[^}]+\}/g, '{{ $json["a/b"] }}');
				expect(toCurrentPath(operation.method, asked)?.path).toBe(expected);
			}
		}
	}
});
