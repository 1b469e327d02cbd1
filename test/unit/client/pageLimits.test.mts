import { DEFAULT_PAGE_SIZE, KNOWN_CAPS, maxPageSize } from '../../../nodes/client/pageLimits.ts';

test.each([
	['/roles/v1', 50],
	['/v2025/roles', 50],
	['/beta/roles', 50],
	['/roles', 50],
	['/roles/v1/2c91/entitlements', 50],
	['/v3/roles/2c91/dimensions', 50],
	['/workgroups/v1/2c91/members', 50],
	['/workgroups/v1/2c91/connections', 50],
	['/connector-rules/v1', 50],
	['/authorization/v1/custom-user-levels', 50],
	['/org-config/v1/valid-time-zones', 50],
	['/ai-access-request-recommendations/v1', 15],
	['/launchers/v1', 100],
	['/accounts/v1', 250],
	['/workgroups/v1', 250],
	['/roles/v1/2c91/assigned-identities', 250],
	['/roles/v1/2c91/entitlements/more', 250],
	['/v3/my-roles', 250],
])('%s: %i', (path, size) => {
	expect(maxPageSize(path)).toBe(size);
});

test('known caps are those of the table and the usual one', () => {
	expect([...KNOWN_CAPS].sort((a, b) => a - b)).toEqual([15, 50, 100, DEFAULT_PAGE_SIZE]);
});
