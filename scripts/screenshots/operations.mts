import { CREDENTIAL_NAME } from '../../demo/importExamples.mts';
import type { Workflow } from '../../tools/n8n/types.mts';
import type { SimulatorData } from '../../simulator/src/data/data.mts';
import { chain, isc, pathParameters, query, start } from '../../test/e2e/support/workflows.mts';

const locator = (value: string, cachedResultName = '') => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});

/** Nodes with operations of each kind, to take pictures of. */
export function operationsWorkflow(credentialId: string, data: SimulatorData): Workflow {
	const profile = data.accessProfiles.at(0)!;
	const account = data.accounts.at(0)!;
	const role = data.roles.at(0)!;
	const owner = data.identities.at(0)!;
	const node = (name: string, parameters: Record<string, unknown>) => ({
		...isc(credentialId, parameters),
		name,
		credentials: { iscOAuth2Api: { id: credentialId, name: CREDENTIAL_NAME } },
	});
	return {
		...chain(
			start,
			node('List', {
				resource: 'account',
				operation: 'listAccountsV1',
				filterRows: {
					filter: [
						{ field: 'name', operator: 'sw', value: 'a' },
						{ field: 'uncorrelated', operator: 'eq', value: 'false' },
					],
				},
				sorterRows: { sorter: [{ field: 'name', descending: true }] },
			}),
			node('Custom', {
				path: '/roles/v1/{id}/assigned-identities',
				...pathParameters({ id: role.id }),
				...query({ filters: 'name sw "A"' }),
				returnAll: true,
			}),
			node('Any', { resource: 'apiOperation', apiOperation: locator('') }),
			node('Create', { resource: 'source', operation: 'createSourceV1' }),
			node('Change', {
				resource: 'accessProfile',
				operation: 'patchAccessProfileV1',
				pathParameter1: locator(profile.id, profile.name),
				changes: {
					change: [
						{
							op: 'replace',
							path: locator('/description', 'Description'),
							valueType: 'string',
							value: 'For everyone in Finance',
						},
					],
				},
				references: { ownerReference: locator(owner.id, owner.name) },
			}),
			node('Disable', {
				resource: 'account',
				operation: 'disableAccountV1',
				pathParameter1: locator(account.id, account.name),
				completion: 'wait',
				options: { maxWait: 30 },
			}),
			{
				...node('Search', {
					conditions: {
						condition: [
							{ field: 'attributes.location', operator: 'equals', value: 'BE-Brussels' },
							{ field: '@access.type', operator: 'in', value: 'ROLE, ACCESS_PROFILE' },
						],
					},
					sort: { sorter: [{ field: 'name' }] },
					returnAll: true,
				}),
				type: 'n8n-nodes-sailpoint-isc.iscSearch',
			},
			node('Accounts', { resource: 'account', operation: 'listAccountsV1' }),
			{
				name: 'Edit Fields',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: {
					assignments: { assignments: [{ id: '1', name: 'owner', value: '', type: 'string' }] },
				},
			},
		),
		name: 'Operations',
	};
}
