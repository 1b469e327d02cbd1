import { buildOutputSchemas } from '../../scripts/outputSchemas/buildOutputSchemas.mts';
import { fetchOnce } from '../../tools/n8n/fetchOnce.mts';
import { useStage } from './support/fixture.mts';
import { chain, isc, getItems, start } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 30, accounts: 60 } });

const chosen = (value: string) => ({ __rl: true, mode: 'list', value });

/** What the editor asks n8n for while the node is filled in. */
async function ask<T>(
	kind: 'options' | 'resource-locator-results' | 'resource-mapper-fields',
	methodName: string,
	currentNodeParameters: Record<string, unknown>,
	more: Record<string, unknown> = {},
): Promise<T> {
	const id = await stage.credential();
	return await stage.editor.session.request<T>('POST', `/dynamic-node-parameters/${kind}`, {
		path: 'parameters.x',
		nodeTypeAndVersion: { name: 'n8n-nodes-sailpoint-isc.isc', version: 1 },
		methodName,
		currentNodeParameters,
		credentials: { iscOAuth2Api: { id, name: 'e2e' } },
		...more,
	});
}

describe('operations in a real n8n', () => {
	it('disables the accounts of a filtered list', async () => {
		const { tenant, credential, run } = stage;
		const { sourceName, sourceId } = tenant.data.accounts.at(0)!;
		const id = await credential();
		const list = isc(id, {
			resource: 'account',
			operation: 'listAccountsV1',
			filterRows: { filter: [{ field: 'sourceId', operator: 'eq', value: sourceId }] },
			limit: 3,
		});
		const disable = isc(id, {
			resource: 'account',
			operation: 'disableAccountV1',
			pathParameter1: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		});
		const execution = await run(
			chain(start, { ...list, name: 'List' }, { ...disable, name: 'Disable' }),
		);
		expect(execution.status).toBe('success');
		const accounts = getItems(execution, 'List').map(({ json }) => json);
		expect(accounts.map((account) => account.sourceName)).toEqual([
			sourceName,
			sourceName,
			sourceName,
		]);
		expect(getItems(execution, 'Disable')).toHaveLength(3);
		for (const { id: account } of accounts) {
			expect(tenant.data.accounts.get(String(account))?.disabled).toBe(true);
		}
	});

	it('runs one of all operations with its fields', async () => {
		const { tenant, credential, run } = stage;
		const execution = await run(
			chain(
				start,
				isc(await credential(), {
					resource: 'apiOperation',
					apiOperation: chosen('POST /transforms/v1'),
					specifyValues: 'fields',
					values: {
						mappingMode: 'defineBelow',
						value: { 'body.name': 'Upper', 'body.type': 'upper', 'body.attributes': '{}' },
						schema: [
							{ id: 'body.name', displayName: 'Name', type: 'string', required: true },
							{ id: 'body.type', displayName: 'Type', type: 'string', required: true },
							{ id: 'body.attributes', displayName: 'Attributes', type: 'object', required: true },
						],
					},
				}),
			),
		);
		expect(execution.error?.message).toBeUndefined();
		expect([...tenant.data.transforms].at(-1)).toMatchObject({ name: 'Upper', type: 'upper' });
	});

	it.each(['listSourcesV1', '={{ "listSourcesV1" }}', '={{ "GET /sources/v1" }}'])(
		'calls one named as %s',
		async (value) => {
			const execution = await stage.run(
				chain(
					start,
					isc(await stage.credential(), {
						resource: 'apiOperation',
						apiOperation: { __rl: true, mode: 'id', value },
						limit: 2,
					}),
				),
			);
			expect(execution.error?.message).toBeUndefined();
			expect(getItems(execution, 'ISC')).toHaveLength(2);
		},
	);

	it('updates a role with objects that were chosen from lists', async () => {
		const { tenant, credential, run } = stage;
		const role = tenant.data.roles.at(0)!;
		const owner = [...tenant.data.identities].find(({ id }) => id !== role.owner.id)!;
		const profiles = [tenant.data.accessProfiles.at(0)!, tenant.data.accessProfiles.at(1)!];
		const execution = await run(
			chain(
				start,
				isc(await credential(), {
					resource: 'role',
					operation: 'patchRoleV1',
					pathParameter1: chosen(role.id),
					references: {
						ownerReference: chosen(owner.id),
						accessProfilesReference: {
							row: profiles.map(({ id }) => ({ reference: chosen(id) })),
						},
					},
				}),
			),
		);
		expect(execution.error?.message).toBeUndefined();
		const after = tenant.data.roles.at(0)!;
		expect(after.owner.id).toBe(owner.id);
		expect(after.accessProfiles.map(({ id }) => id)).toEqual(profiles.map(({ id }) => id));
	});

	it('lists operations, path parameters, and fields', async () => {
		const { tenant } = stage;
		const search = await ask<{ results: Array<{ value: string }> }>(
			'resource-locator-results',
			'searchOperations',
			{ resource: 'apiOperation', apiOperation: chosen('') },
			{ filter: 'disable account' },
		);
		expect(search.results[0]?.value).toBe('POST /accounts/v1/{id}/disable');

		const parameters = { resource: 'source', operation: 'getSourceV1', pathParameter1: chosen('') };
		const sources = await ask<{ results: Array<{ value: string }> }>(
			'resource-locator-results',
			'searchPathParameter1',
			parameters,
		);
		expect(sources.results.map(({ value }) => value)).toEqual(
			[...tenant.data.sources].map(({ id }) => id),
		);

		const { fields } = await ask<{ fields: Array<{ id: string }> }>(
			'resource-mapper-fields',
			'getOperationFields',
			{ resource: 'source', operation: 'createSourceV1' },
		);
		expect(fields.map(({ id }) => id)).toContain('body.description');
	});

	it('shows the fields of an action before its first run: n8n serves each schema', async () => {
		const { url } = stage.editor.session;
		const schemas = buildOutputSchemas();
		expect(schemas.size).toBeGreaterThan(130);
		for (const [file, schema] of schemas) {
			// As the editor builds the address: the type of the node, its version, resource, and operation.
			const [folder = '', , , ...names] = file.split('/');
			const type = `n8n-nodes-sailpoint-isc.${folder.replace('Isc', 'isc')}`;
			const response = await fetchOnce(`${url}/schemas/${type}/1.0.0/${names.join('/')}`);
			expect([file, response.status]).toEqual([file, 200]);
			expect(await response.json()).toEqual(schema);
		}
	});
});
