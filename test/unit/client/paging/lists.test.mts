import { listFacts } from '../../../../nodes/catalogue/listFacts.ts';

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
])('%s gives %i at a time', (path, size) => {
	expect(listFacts(path).maxPage).toBe(size);
});

test.each([
	['/accounts/v1', 'offset', ''],
	['/entitlements/v1', 'searchAfter', ''],
	['/v2025/entitlements/2c91/parents', 'searchAfter', ''],
	['/launchers/v1', 'next', 'items'],
	['/campaign-filters/v1', 'start', 'items'],
	['/form-definitions/v1', 'offset', 'results'],
])('%s pages by %s, its list in %j', (path, style, listField) => {
	expect(listFacts(path)).toMatchObject({ style, listField });
});
