import { suggestPath, stripVersion } from '../../../../nodes/shared/api/apiVersion.ts';

test.each([
	['/accounts/v1'],
	['/accounts/v1/123/enable'],
	['/access-request-config/v2'],
	['/machine-identities/v2'],
	['/sources/v2/123/provisioning-policies'],
	['/das/identity-collectors/v1'],
	['/das/identity-collectors/v1/123'],
	['/das/v1/owners'],
	['/.well-known/v1/ssf-configuration'],
	['/v2025/accounts'],
	['/v2024/accounts/123'],
	['/v3/accounts'],
	['/v2/accounts'],
	['/beta/accounts/v1-old'],
	['/latest/access-requests/mcp'],
	['/cc/api/source/list'],
	['/sources/v1/beta'],
])('suggests nothing for %s, whose version is in the right position', (path) => {
	expect(suggestPath(path)).toBeUndefined();
});

test.each([
	['/accounts', '/accounts/v1'],
	['/accounts/', '/accounts/v1'],
	['/accounts/123', '/accounts/v1/123'],
	['/v1/accounts', '/accounts/v1'],
	['/V1/accounts', '/accounts/v1'],
	['/v2025/accounts/v1', '/accounts/v1'],
	['/das/identity-collectors', '/das/identity-collectors/v1'],
	['/v1/accounts/123', '/accounts/v1/123'],
	['/accounts/123/v1', '/accounts/v1/123'],
	['/accounts/123/enable/v1', '/accounts/v1/123/enable'],
	['/accounts/v2025', '/v2025/accounts'],
	['/accounts/123/v3', '/v3/accounts/123'],
	['/accounts/beta/123', '/beta/accounts/123'],
	['/machine-identities/123/v2', '/machine-identities/v2/123'],
])('corrects %s to %s', (path, corrected) => {
	expect(suggestPath(path)).toBe(corrected);
	expect(suggestPath(corrected)).toBeUndefined();
});

test.each([['/'], ['']])('suggests nothing for "%s"', (path) => {
	expect(suggestPath(path)).toBeUndefined();
});

test.each([
	['/accounts/v1/123', ['accounts', '123']],
	['/v2025/accounts/123', ['accounts', '123']],
	['/accounts', ['accounts']],
])('splits %s into its version and %j', (path, segments) => {
	expect(stripVersion(path)).toEqual(segments);
});
