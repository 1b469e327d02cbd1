import { findOperationByRequest } from '../../../../nodes/shared/catalogue/findOperation.ts';
import { getOperationById, listOperations } from '../../../../nodes/shared/catalogue/operations.ts';
import {
	LEGACY_API_VERSIONS,
	type LegacyApiVersion,
} from '../../../../nodes/shared/catalogue/legacyVersions.ts';
import {
	isExperimentalInVersion,
	isRemoved,
	toLegacyPath,
	getLegacyVersions,
} from '../../../../nodes/shared/catalogue/legacyVersions.ts';

const get = (id: string) => getOperationById(id)!;

test.each([
	['getAccountV1', 'v2026', '/v2026/accounts/{id}'],
	['getAccountV1', 'beta', '/beta/accounts/{id}'],
	['listOwnersOfResourceV1', 'v2025', '/v2025/das/owners/resources/{resourceId}'],
	['listProvisioningPoliciesV1', 'v3', '/v3/sources/{sourceId}/provisioning-policies'],
	['listProvisioningPoliciesV2', 'v3', undefined],
	['getAccessRequestConfigV2', 'v2026', '/v2026/access-request-config'],
	['getAccessRequestConfigV1', 'v2026', undefined],
	['listControlsV1', 'v2026', undefined],
	['listRoleMiningSessionsV1', 'v3', undefined],
])('%s in %s: %s', (id, version, path) => {
	const operation = getOperationById(id);
	expect(operation && toLegacyPath(operation, version as LegacyApiVersion)).toBe(path);
});

test.each([
	['v2026', 859],
	['v2025', 810],
	['v2024', 714],
	['v3', 351],
	['beta', 543],
])('%s has %i of the operations', (version, number) => {
	const having = listOperations().filter((one) =>
		getLegacyVersions(one).includes(version as LegacyApiVersion),
	);
	expect(having).toHaveLength(number);
});

test('each legacy path is found as its operation', () => {
	for (const operation of listOperations()) {
		for (const version of LEGACY_API_VERSIONS) {
			const path = toLegacyPath(operation, version);
			if (path)
				expect(findOperationByRequest(operation.method, path)?.operation.id).toBe(operation.id);
		}
	}
});

test('the experimental header differs between versions', () => {
	expect(isExperimentalInVersion(get('listMachineAccountsV1'), 'v2026')).toBe(true);
	expect(isExperimentalInVersion(get('listMachineAccountsV1'), 'v2025')).toBe(false);
	expect(isExperimentalInVersion(get('getAccountV1'), 'v2025')).toBe(false);
});

test.each([
	['POST', '/beta/mfa/okta/poll', 'beta', true],
	['POST', '/v2025/mfa/okta/poll', 'v2025', false],
	['GET', '/v2024/task-status/pending-tasks', 'v2024', true],
	['GET', '/beta/certifications/1/tasks/2', 'beta', true],
	['GET', '/beta/certifications/1', 'beta', false],
])('%s %s has no successor: %s %s', (method, path, version, gone) => {
	expect(isRemoved(method, path, version)).toBe(gone);
});
