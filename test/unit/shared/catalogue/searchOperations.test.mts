import {
	searchCatalogue,
	type OperationFilter,
} from '../../../../nodes/shared/catalogue/searchOperations.ts';

const idsFor = (text: string, filter?: OperationFilter) =>
	searchCatalogue(text, filter).map(({ id }) => id);

test.each([
	['disable account', 'disableAccountV1'],
	['Disabled accounts', 'disableAccountV1'],
	['aggregate', 'importAccountsV1'],
	['aggregate entitlements', 'importEntitlementsV1'],
	['list accounts', 'listAccountsV1'],
	['create role', 'createRoleV1'],
	['delete source', 'deleteSourceV1'],
	['get identity', 'getIdentityV1'],
	['search', 'searchPostV1'],
	['personal access token', 'listPersonalAccessTokensV1'],
	['test workflow', 'testWorkflowV1'],
	['listAccountsV1', 'listAccountsV1'],
	['POST /accounts/v1/{id}/disable', 'disableAccountV1'],
	['/roles/v1/filter', 'searchRolesByFilterV1'],
])('%j finds %s first', (text, id) => {
	expect(idsFor(text)[0]).toBe(id);
});

test.each([
	['role', 'roles'],
	['rule', 'rules'],
	['state', 'states'],
	['identity', 'identities'],
	['status', 'statuses'],
	['access', 'access'],
	['search', 'searches'],
])('%s and %s find the same', (one, several) => {
	expect(idsFor(several).sort()).toEqual(idsFor(one).sort());
	expect(idsFor(one)).not.toEqual([]);
});

test('matches the beginning of a word', () => {
	expect(idsFor('entit')).toContain('listEntitlementsV1');
	expect(idsFor('disab acc')[0]).toBe('disableAccountV1');
});

test('requires all words to match', () => {
	expect(idsFor('disable giraffe')).toEqual([]);
});

test('matches the service', () => {
	expect(idsFor('governance groups members')).toContain('listWorkgroupMembersV1');
});

test('lists deprecated operations after their replacements', () => {
	const ids = idsFor('access request configuration');
	expect(ids.indexOf('getAccessRequestConfigV2')).toBeLessThan(
		ids.indexOf('getAccessRequestConfigV1'),
	);
});

test.each([
	[{}, 917],
	[{ service: 'Accounts' }, 16],
	[{ method: 'GET' }, 426],
	[{ service: 'Accounts', method: 'GET' }, 3],
])('without words, %j returns %i operations in the order of the documents', (filter, number) => {
	expect(idsFor(' ', filter)).toHaveLength(number);
});
