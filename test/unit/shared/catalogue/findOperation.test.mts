import {
	findOperationByMethodAndPath,
	findOperationByRequest,
} from '../../../../nodes/shared/catalogue/findOperation.ts';

test.each([
	['/accounts/v1/2c91', 'getAccountV1', '', { id: '2c91' }],
	['/accounts/v1/{id}', 'getAccountV1', '', { id: '{id}' }],
	['/accounts/2c91', 'getAccountV1', '', { id: '2c91' }],
	['/v2026/accounts/2c91', 'getAccountV1', 'v2026', { id: '2c91' }],
	['/v2025/accounts/2c91', 'getAccountV1', 'v2025', { id: '2c91' }],
	['/v3/accounts/2c91', 'getAccountV1', 'v3', { id: '2c91' }],
	['/beta/accounts/2c91', 'getAccountV1', 'beta', { id: '2c91' }],
	['/latest/accounts/2c91', 'getAccountV1', 'latest', { id: '2c91' }],
	['/accounts/v1/CN=Ann%2C%20Lee', 'getAccountV1', '', { id: 'CN=Ann, Lee' }],
	['/accounts/v1/50%', 'getAccountV1', '', { id: '50%' }],
	['/accounts/v1?limit=10', 'listAccountsV1', '', {}],
	['/das/identity-collectors/v1', 'listIdentityCollectorsV1', '', {}],
	['/das/v1/owners/12/resources', 'listResourcesOfOwnerV1', '', { ownerIdentityId: '12' }],
	['/.well-known/v1/ssf-configuration', 'getSSFConfigurationV1', '', {}],
])('GET %s is %s', (path, id, version, values) => {
	expect(findOperationByRequest('GET', path)).toMatchObject({ operation: { id }, version, values });
});

test.each([
	['what a service has in two versions goes by the one in the path', '/machine-identities/v2/1', 2],
	['and is the first one without it', '/machine-identities/1', 1],
	['a legacy version means the first one', '/v2025/machine-identities/1', 1],
])('%s', (_what, path, version) => {
	expect(findOperationByRequest('GET', path)?.operation.id).toBe(`getMachineIdentityV${version}`);
});

test('access request settings of v2026 correspond to v2 of the service', () => {
	const idFor = (path: string) => findOperationByRequest('GET', path)?.operation.id;
	expect(idFor('/v2026/access-request-config')).toBe('getAccessRequestConfigV2');
	expect(idFor('/v2025/access-request-config')).toBe('getAccessRequestConfigV1');
});

test('a parameter with a new meaning keeps its position', () => {
	const path = '/sources/v2/1/provisioning-policies/2';
	expect(findOperationByRequest('GET', path)?.values).toEqual({ sourceId: '1', id: '2' });
	expect(findOperationByRequest('GET', path.replace('v2', 'v1'))?.values).toEqual({
		sourceId: '1',
		usageType: '2',
	});
});

test('a literal segment takes precedence over a placeholder', () => {
	expect(findOperationByRequest('GET', '/workflow-library/v1/actions')?.operation.id).toBe(
		'listWorkflowLibraryActionsV1',
	);
	expect(findOperationByRequest('GET', '/das/v1/tasks/schedules')?.operation.id).toBe(
		'getSchedulesV1',
	);
});

test.each([
	['GET', '/no-such-service/v1'],
	['GET', '/accounts/v7/1'],
	['PUT', '/accounts/v1'],
	['GET', '/accounts/v1/1/2/3/4'],
	['GET', '/v2025/task-status/pending-tasks'],
	['POST', '/v3/mfa/token/send'],
	['GET', ''],
])('finds nothing for %s %s', (method, path) => {
	expect(findOperationByRequest(method, path)).toBeUndefined();
});

test('a removed legacy request is found in other versions', () => {
	expect(findOperationByRequest('GET', '/task-status/v1/pending-tasks')?.values).toEqual({
		id: 'pending-tasks',
	});
});

test('finds an operation by method and path in one text', () => {
	expect(findOperationByMethodAndPath('post /accounts/v1/{id}/disable')?.id).toBe(
		'disableAccountV1',
	);
	expect(findOperationByMethodAndPath('disable')).toBeUndefined();
});
