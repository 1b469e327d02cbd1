import { maxPageSize, mayBeCut } from '../../../../nodes/client/paging/pageLimits.ts';

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

test.each([15, 20, 50, 75, 100, 200, 250])('a list may be cut to %i', (records) => {
	expect(mayBeCut(records)).toBe(true);
});

test.each([0, 1, 5, 9, 12, 51, 249])('a page of %i is the last', (records) => {
	expect(mayBeCut(records)).toBe(false);
});
