import { listOperations } from '../../../../nodes/shared/catalogue/operations.ts';
import { getListPaginationByPath } from '../../../../nodes/shared/catalogue/listPagination.ts';

test.each([
	['/entitlements/v1', 'searchAfter', 250, ''],
	['/entitlements/v1/account/1/entitlements', 'searchAfter', 250, ''],
	['/v2026/entitlements/2c91/parents', 'searchAfter', 250, ''],
	['/v2025/entitlements/2c91/parents', 'offset', 250, ''],
	['/beta/entitlements', 'offset', 250, ''],
	['/v3/workflows', 'offset', 250, ''],
	['/beta/reassignment-configurations', 'offset', 20, ''],
	['/latest/entitlements', 'searchAfter', 250, ''],
	['/entitlement-connections/v1/current-identity', 'searchAfter', 250, ''],
	['/jit-activation-history/v1', 'searchAfter', 250, ''],
	['/launchers/v1', 'next', 100, 'items'],
	['/campaign-filters/v1', 'start', 250, 'items'],
	['/form-definitions/v1', 'offset', 250, 'results'],
	['/form-instances/v1/1/data-source/2', 'offset', 250, 'results'],
	['/configuration-hub/v1/deploys', 'none', 250, 'items'],
	['/identities/v1/1/ownership', 'none', 250, 'associationDetails'],
	['/access-model-metadata/v1/attributes', 'offset', 250, ''],
	['/workflows/v1', 'none', 250, ''],
	['/personal-access-tokens/v1', 'none', 250, ''],
	['/accounts/v1', 'offset', 250, ''],
	['/accounts/v1/1', 'none', 250, ''],
	['/roles/v1', 'offset', 50, ''],
	['/ai-access-request-recommendations/v1', 'offset', 15, ''],
	['/no-such-service/v1', 'offset', 250, ''],
])('%s has the style %s, pages of %i, and its list in %j', (path, style, maxPage, listField) => {
	expect(getListPaginationByPath(path)).toMatchObject({ style, maxPage, listField });
});

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
])('%s returns at most %i records per page', (path, size) => {
	expect(getListPaginationByPath(path).maxPage).toBe(size);
});

test('counts the styles of all lists', () => {
	const styles = listOperations()
		.filter(({ method, pagination: paging }) => method === 'GET' && paging)
		.map(({ pagination: paging }) => `${paging?.style}${paging?.limitOnly ? ', limit only' : ''}`);
	const counts = Object.fromEntries(
		[...new Set(styles)].map((style) => [style, styles.filter((one) => one === style).length]),
	);
	expect(counts).toEqual({
		offset: 166,
		searchAfter: 8,
		start: 1,
		next: 1,
		none: 40,
		'none, limit only': 4,
	});
});

test.each([
	['/accounts/v1', true],
	['/workflows/v1', false],
	['/nowhere/v1', undefined],
])('%s can be sorted by ID: %j', (path, sortsById) => {
	expect(getListPaginationByPath(path).sortsById).toBe(sortsById);
});
