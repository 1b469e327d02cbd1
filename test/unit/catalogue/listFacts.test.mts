import { operations } from '../../../nodes/catalogue/catalogue.ts';
import { listFacts } from '../../../nodes/catalogue/listFacts.ts';

test.each([
	['/entitlements/v1', 'searchAfter', 250, ''],
	['/entitlements/v1/account/1/entitlements', 'searchAfter', 250, ''],
	['/entitlement-connections/v1/current-identity', 'searchAfter', 250, ''],
	['/jit-activation-history/v1', 'searchAfter', 250, ''],
	['/launchers/v1', 'next', 100, 'items'],
	['/campaign-filters/v1', 'start', 250, 'items'],
	['/form-definitions/v1', 'offset', 250, 'results'],
	['/form-instances/v1/1/data-source/2', 'none', 250, 'results'],
	['/configuration-hub/v1/deploys', 'none', 250, 'items'],
	['/identities/v1/1/ownership', 'none', 250, 'associationDetails'],
	['/access-model-metadata/v1/attributes', 'none', 250, ''],
	['/workflows/v1', 'none', 250, ''],
	['/personal-access-tokens/v1', 'none', 250, ''],
	['/accounts/v1/1', 'none', 250, ''],
	['/roles/v1', 'offset', 50, ''],
	['/ai-access-request-recommendations/v1', 'offset', 15, ''],
	['/no-such-service/v1', 'offset', 250, ''],
])('%s pages by %s, %i at a time, its list in %j', (path, style, maxPage, listField) => {
	expect(listFacts(path)).toEqual({ style, maxPage, listField });
});

test('the styles of all lists', () => {
	const styles = operations()
		.filter(({ method, paging }) => method === 'GET' && paging)
		.map(({ paging }) => `${paging?.style}${paging?.limitOnly ? ', limit only' : ''}`);
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
