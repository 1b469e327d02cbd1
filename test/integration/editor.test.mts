import type { IDataObject } from 'n8n-workflow';

import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import { editorFor } from './editor.mts';
import { countRequests, createCredential, getFailure, useTenant } from './fixture.mts';

const tenant = useTenant({ counts: { identities: 120, accounts: 300 } });

const editor = (parameters: IDataObject) => editorFor(createCredential(tenant()), parameters);
const anyOperation = (value: string, more: IDataObject = {}) =>
	editor({ resource: 'apiOperation', apiOperation: { __rl: true, mode: 'list', value }, ...more });
const names = (list: Array<{ name: string | number }>) => list.map(({ name }) => String(name));

describe('the search for operations', () => {
	test('finds by words, and tells what each calls', async () => {
		const { results } = await anyOperation('').search('searchOperations', 'disable account');
		expect(results[0]).toMatchObject({
			name: 'Accounts: Disable account · POST /accounts/v1/{id}/disable',
			value: 'POST /accounts/v1/{id}/disable',
			description: expect.stringContaining('POST /accounts/v1/{id}/disable'),
		});
	});

	test('goes through all 917, page by page', async () => {
		const found: string[] = [];
		let token: string | undefined;
		do {
			const page = await anyOperation('').search('searchOperations', '', token);
			found.push(...page.results.map(({ value }) => String(value)));
			token = page.paginationToken;
		} while (token);
		expect(found).toHaveLength(917);
		expect(new Set(found).size).toBe(917);
	});

	test('is narrowed by the service', async () => {
		const { results } = await anyOperation('', { service: 'Accounts' }).search('searchOperations');
		expect(results.length).toBeGreaterThan(10);
		expect(names(results).every((name) => name.startsWith('Accounts: '))).toBe(true);
		expect(names(await anyOperation('').options('getServices')).slice(0, 2)).toEqual([
			'All Services',
			'Access Model Metadata',
		]);
	});

	test('marks what is experimental or deprecated', async () => {
		const { results } = await anyOperation('').search('searchOperations', 'source apps');
		expect(names(results).some((name) => name.includes('(experimental) · '))).toBe(true);
	});

	test('asks ISC for nothing', () => expect(tenant().counters.total).toBe(0));
});

describe('the list of values for the path', () => {
	const account = { resource: 'account', operation: 'getAccountV1' };

	test('comes by name, page by page', async () => {
		const first = await editor(account).search('searchPathParameter1');
		expect(first.results).toHaveLength(50);
		const second = await editor(account).search('searchPathParameter1', '', first.paginationToken);
		const ids = [...first.results, ...second.results].map(({ value }) => value);
		expect(ids).toEqual([...tenant().data.accounts].slice(0, 100).map(({ id }) => id));
		const { name, sourceName } = tenant().data.accounts.at(0)!;
		expect(first.results[0]!.name).toContain(`${name} (${sourceName}, `);
	});

	test('is searched by ISC where it can', async () => {
		const { name, id } = tenant().data.sources.at(1)!;
		const { results } = await editor({ resource: 'source', operation: 'getSourceV1' }).search(
			'searchPathParameter1',
			name.slice(0, 4),
		);
		expect(results).toContainEqual({
			name: expect.stringContaining(`${name} (`) as string,
			value: id,
		});
		expect(tenant().counters.requests.at(-1)!.url).toContain('filters=');
	});

	test('is searched here where ISC cannot', async () => {
		const name = String(tenant().data.workflows.at(2)!.name);
		const workflow = { resource: 'workflow', operation: 'getWorkflowV1' };
		const { results } = await editor(workflow).search('searchPathParameter1', name.toUpperCase());
		expect(names(results)).toEqual([expect.stringContaining(name)]);
		expect(results.length).toBeLessThan(tenant().data.workflows.size);
	});

	test('works for an operation chosen from all', async () => {
		const { results } = await anyOperation('GET /roles/v1/{id}').search('searchPathParameter1');
		expect(results).toHaveLength(50);
		expect(countRequests(tenant(), 'GET /roles/v1')).toBe(1);
	});

	test('says so where nothing lists them', async () => {
		const { message, description } = await getFailure(
			anyOperation('GET /icons/v1/{objectType}/{objectId}').search('searchPathParameter1'),
		);
		expect(`${message} ${description}`).toMatch(/Nothing lists|not.*operation|By ID/);
	});

	test('says what is wrong with the credential', async () => {
		const store = createCredential(tenant(), 'pat', { clientSecret: 'wrong' });
		const { message } = await getFailure(editorFor(store, account).search('searchPathParameter1'));
		expect(message).toMatch(/^Couldn't get a token: /);
	});
});

describe('the fields for values', () => {
	const fieldsOf = async (id: string) => {
		const { method, path } = getOperationById(id)!;
		return await anyOperation(`${method} ${path}`).fields();
	};

	test('have the types of the operation, required ones first', async () => {
		const fields = await fieldsOf('createSourceV1');
		expect(fields.slice(0, 3).every(({ required }) => required)).toBe(true);
		const byId = Object.fromEntries(fields.map((field) => [field.id, field]));
		expect(byId['body.name']).toMatchObject({
			displayName: 'Name',
			type: 'string',
			required: true,
		});
		expect(byId['body.deleteThreshold']).toMatchObject({ type: 'number', required: false });
		expect(byId['body.owner']).toMatchObject({ type: 'object' });
	});

	test('take lists of plain values as text, with commas between', async () => {
		const fields = await fieldsOf('createAccessRequestV1');
		const typeOf = (name: string) => fields.find(({ id }) => id === `body.${name}`)!.type;
		expect(typeOf('requestedFor')).toBe('string');
		expect(typeOf('requestedItems')).toBe('array');
	});

	test('offer the values of an enum', async () => {
		const field = (await fieldsOf('createAccessRequestV1')).find(
			({ id }) => id === 'body.requestType',
		);
		expect(field?.type).toBe('options');
		expect(field?.options?.map(({ value }) => value)).toEqual([
			'GRANT_ACCESS',
			'REVOKE_ACCESS',
			'MODIFY_ACCESS',
		]);
	});

	test('start with a sample where nested values must be there', async () => {
		const owner = (await fieldsOf('createSourceV1')).find(({ id }) => id === 'body.owner');
		expect(JSON.parse(String(owner?.defaultValue))).toHaveProperty('id');
	});

	test('name the binary field of a file', async () => {
		const file = (await fieldsOf('importAccountsV1')).find(({ id }) => id === 'body.file');
		expect(file).toMatchObject({ displayName: 'File (Input Binary Field)', defaultValue: 'data' });
	});

	test('leave those of the path to fields of their own', async () => {
		const ids = async (value: string) => (await anyOperation(value).fields()).map(({ id }) => id);
		expect(await ids('GET /accounts/v1/{id}')).not.toContain('path.id');
		expect(await ids('getAccountV1')).not.toContain('path.id');
	});

	test('leave changes to their rows', async () => {
		const ids = (await fieldsOf('patchRoleV1')).map(({ id }) => id);
		expect(ids.filter((id) => id.startsWith('body'))).toEqual([]);
	});
});

describe('lists of fields', () => {
	const list = (more: IDataObject = {}) =>
		editor({ resource: 'account', operation: 'listAccountsV1', ...more });
	const rows = (...filter: IDataObject[]) => ({ filterRows: { filter } });

	test('filters: what the list can be filtered by, and how', async () => {
		expect(names(await list().options('getFilterFields'))).toContain('Native Identity');
		const path = 'parameters.filterRows.filter[0].operator';
		const more = rows({ field: 'name', operator: 'eq', value: '' });
		const operators = await list(more).options('getFilterOperators', path);
		expect(operators.map(({ value }) => value)).toEqual(expect.arrayContaining(['eq', 'in', 'sw']));
		expect(operators.map(({ value }) => value)).not.toContain('co');
	});

	test('the preview shows the filter, with the filter expression, or what is wrong', async () => {
		const good = rows({ field: 'name', operator: 'sw', value: 'A & <b>' });
		expect(await list(good).filterPreview()).toBe(
			'Resulting filter: name sw &quot;A &amp; &lt;b&gt;&quot;',
		);
		const both = { ...good, options: { filterExpression: 'id pr' } };
		expect(await list(both).filterPreview()).toMatch(/: \(id pr\) and name sw/);
		expect(await list().filterPreview()).toBe('Resulting filter: none');
		const bad = rows({ field: 'name', operator: 'gt', value: 'x' });
		expect(await list(bad).filterPreview()).toMatch(/gt.*\. Use one of: eq, /);
	});

	test.each(['filterRows.filter[0].value', 'combineFilters', 'options.filterExpression'])(
		'the preview says that an expression has no data yet: %s',
		async (path) => {
			const parameters = {
				resource: 'account',
				operation: 'listAccountsV1',
				...rows({ field: 'name', operator: 'sw', value: 'A' }),
			};
			const shown = editorFor(createCredential(tenant()), parameters, [path]).filterPreview();
			expect(await shown).toMatch(/^Expressions are resolved when the workflow runs\./);
		},
	);

	test('sorters', async () => {
		const fields = (await list().options('getSortFields')).map(({ value }) => value);
		expect(fields).toEqual(getOperationById('listAccountsV1')!.sorters);
	});

	test('fields of an object that is changed', async () => {
		const { id } = tenant().data.accessProfiles.at(0)!;
		const { results } = await editor({
			resource: 'accessProfile',
			operation: 'patchAccessProfileV1',
			pathParameter1: { __rl: true, mode: 'id', value: id },
		}).search('searchPatchFields', 'desc');
		expect(results).toEqual([{ name: 'Description', value: '/description' }]);
	});

	test('offers the end of a list, where adding leaves the list as it is', async () => {
		const { results } = await editorFor(createCredential(tenant()), {
			resource: 'accessProfile',
			operation: 'patchAccessProfileV1',
			pathParameter1: { __rl: true, mode: 'id', value: tenant().data.accessProfiles.at(0)!.id },
		}).search('searchPatchFields', 'entitlements');
		expect(results).toEqual([
			{ name: 'Entitlements', value: '/entitlements' },
			{ name: 'Entitlements: Add to the End', value: '/entitlements/-' },
		]);
	});
});
