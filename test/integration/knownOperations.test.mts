import type { IDataObject } from 'n8n-workflow';

import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import { buildOperationFields } from './fields.mts';
import { getFailure } from './fixture.mts';
import { buildPage, startIsc } from './isc.mts';

let isc: Awaited<ReturnType<typeof startIsc>>;
beforeAll(async () => {
	isc = await startIsc();
});
beforeEach(() => isc.replying(() => ({ body: {} })));
afterAll(async () => await isc.close());

const rl = (value: string, mode = 'id') => ({ __rl: true, mode, value }) as IDataObject;
const get = (path: string, more: IDataObject = {}) => ({ method: 'GET', path, ...more });
const post = (path: string, more: IDataObject = {}) => ({
	method: 'POST',
	path,
	body: '{}',
	...more,
});
const any = (name: string, more: IDataObject = {}) => ({
	resource: 'apiOperation',
	apiOperation: rl(name, 'list'),
	...more,
});
const TYPE = { pathParameters: { parameter: [{ name: 'type', value: 'ROLE' }] } };

describe('a list is read to its end', () => {
	test.each<[string, IDataObject]>([
		['a path that ends in a placeholder', get('/tagged-objects/v1/{type}', TYPE)],
		['in a number', get('/das/v1/owners/applications/17')],
		['in an ID', get('/das/v1/owners/resources/2c9180857182305e0171993735622948')],
		['in a word that stands for one', get('/certifications/v1/1/access-summaries/ROLE')],
		['a list of beta that has marks today', get('/beta/entitlements')],
		['one that comes as a whole today', get('/v3/workflows')],
		['a POST', post('/roles/v1/filter')],
		['a POST of an older version', post('/v2025/roles/filter')],
		['a POST as an operation', any('POST /roles/v1/filter')],
		['an operation in V2025', any('GET /entitlements/v1', { options: { apiVersion: 'v2025' } })],
		[
			'an operation in beta',
			any('GET /reassignment-configurations/v1', { options: { apiVersion: 'beta' } }),
		],
	])('%s', async (_what, parameters) => {
		isc.replying((request) => ({ body: buildPage(request, 600, 50) }));
		const { items, hints } = await isc.run({ ...parameters, returnAll: true });
		expect(items).toHaveLength(600);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(600);
		expect(hints.filter(({ message }) => message.includes("doesn't paginate"))).toEqual([]);
	});

	test.each<[string, IDataObject]>([
		['of all', any('GET /workflows/v1', { options: { apiVersion: 'v3' } })],
		[
			'an everyday one',
			{ resource: 'workflow', operation: 'listWorkflowsV1', options: { apiVersion: 'beta' } },
		],
	])('and without Return All where today it comes as a whole: %s', async (_what, parameters) => {
		isc.replying((request) => ({ body: buildPage(request, 600, 50) }));
		expect((await isc.run(parameters)).items).toHaveLength(600);
	});

	test.each<[string, IDataObject]>([
		['a path that ends in a number', get('/das/v1/owners/applications/17', { limit: 5 })],
		['a POST', post('/roles/v1/filter', { limit: 5 })],
		['a POST as an operation', any('POST /roles/v1/filter', { limit: 5 })],
	])('or to Limit: %s', async (_what, parameters) => {
		isc.replying((request) => ({ body: buildPage(request, 600, 50) }));
		expect((await isc.run(parameters)).items).toHaveLength(5);
	});

	const accounts = (more: IDataObject) =>
		any('GET /user-apps/v1/{id}/available-accounts', { pathParameter1: rl('a'), ...more });

	test('one with a limit alone is asked for as many as are wanted', async () => {
		isc.replying((request) => ({ body: buildPage(request, 600, 10) }));
		expect((await isc.run(accounts({ limit: 120 }))).items).toHaveLength(120);
		expect(isc.received.map(({ query }) => query.limit)).toEqual(['120']);
	});

	test('one with a limit alone that goes no further fails', async () => {
		isc.replying(({ query: { limit = '' } }) => ({ body: buildPage({ query: { limit } }, 600) }));
		const run = isc.run(accounts({ returnAll: true }));
		await expect(run).rejects.toThrow('records of an earlier page again');
	});

	test('and so is the limit of a POST that is made once', async () => {
		const name = 'POST /form-definitions/v1/{formDefinitionID}/data-source';
		const operation = getOperationById('showPreviewDataSourceV1')!;
		const values = buildOperationFields(operation, { 'query.limit': '120' });
		await isc.run(any(name, { pathParameter1: rl('f'), values }));
		expect(isc.received.map(({ query }) => query.limit)).toEqual(['120']);
	});

	test('an object at an ID is asked for once, without a limit', async () => {
		await isc.run(get('/accounts/v1/2c9180857182305e0171993735622948', { returnAll: true }));
		expect(isc.received.map(({ url }) => url)).toEqual([
			'/accounts/v1/2c9180857182305e0171993735622948',
		]);
	});

	test('a POST that changes something is made once', async () => {
		isc.replying((request) => ({ body: buildPage(request, 600, 250) }));
		await isc.run(
			post('/source-apps/v1/1/access-profiles/bulk-remove', { body: '["a"]', returnAll: true }),
		);
		expect(isc.received).toHaveLength(1);
	});
});

test('a search is not read on by its query, where ISC takes no position', async () => {
	const options = { pagination: 'searchAfter' };
	const error = await getFailure(isc.run(post('/search/v1', { returnAll: true, options })));
	expect(error.message).toBe("'Pagination' is 'Search After', which works for GET requests only");
	expect(error.description).toContain('SailPoint ISC Search');
	expect(isc.received).toEqual([]);
});

describe('a custom request knows its operation', () => {
	test('parts that failed are failures', async () => {
		isc.replying(() => ({
			status: 207,
			body: [
				{ id: 'g1', status: 204 },
				{ id: 'g2', status: 409, description: 'in use' },
			],
		}));
		const run = isc.run(post('/workgroups/v1/bulk-delete', { body: '{"ids": ["g1", "g2"]}' }));
		expect((await getFailure(run)).message).toMatch(/1 of 2 parts failed.*g2/);
	});

	test('a file is a file', async () => {
		isc.replying(() => ({ body: { a: 1 } }));
		const { items } = await isc.run(get('/reports/v1/1?fileFormat=csv'));
		expect(items[0]!.binary?.data).toBeDefined();
		const asked = await isc.run(
			get('/reports/v1/1?fileFormat=csv', { options: { responseFormat: 'items' } }),
		);
		expect(asked.items[0]!.json).toEqual({ a: 1 });
	});

	test('the list of an object is found', async () => {
		isc.replying(() => ({ body: { items: [{ id: '1' }, { id: '2' }], count: 2 } }));
		const { items } = await isc.run(get('/campaign-filters/v1'));
		expect(items.map(({ json }) => json.id)).toEqual(['1', '2']);
	});

	test('experimental ones have their header, by the version that is called', async () => {
		for (const path of ['/source-apps/v1', '/v2025/source-apps', '/accounts/v1']) {
			await isc.run(get(path));
		}
		const headers = isc.received.map((one) => one.headers['x-sailpoint-experimental']);
		expect(headers).toEqual(['true', 'true', undefined]);
	});

	test('a JSON Patch has the content type of the operation', async () => {
		const body = '[{"op":"remove","path":"/description"}]';
		for (const path of ['/form-definitions/v1/f', '/v2025/form-definitions/f', '/roles/v1/r']) {
			await isc.run({ method: 'PATCH', path, bodyType: 'jsonPatch', body });
		}
		expect(isc.received.map(({ headers }) => headers['content-type'])).toEqual([
			'application/json',
			'application/json',
			'application/json-patch+json',
		]);
	});

	test.each([
		['/search/v1', 5],
		['/v3/search', 5],
		['/access-requests/v1', 1],
		['/saved-searches/v1/1/execute', 1],
	])('after a 503, POST %s is sent %i times', async (path, times) => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		isc.replying(() => ({ status: 503, body: {} }));
		await getFailure(isc.run(post(path)));
		expect(isc.received).toHaveLength(times);
		jest.restoreAllMocks();
	});
});

describe('what was typed is sent', () => {
	const account =
		'{ "attributes": {"employeeNumber": 12345678901234567890, "share": 1e400, "same": 1.0} }';
	test.each<[string, IDataObject]>([
		['a body', { method: 'POST', path: '/accounts/v1', body: account }],
		[
			'a body of an operation',
			{
				resource: 'apiOperation',
				apiOperation: rl('POST /accounts/v1', 'list'),
				specifyValues: 'json',
				jsonBody: account.replace('}', ', "sourceId": "s"}'),
			},
		],
		[
			'a patch',
			{
				method: 'PATCH',
				path: '/accounts/v1/1',
				body: '[{"op":"add","path":"/a","value":12345678901234567890}]',
			},
		],
	])('%s, digit by digit', async (_what, parameters) => {
		await isc.run(parameters);
		expect(isc.received[0]!.body).toBe(parameters.body ?? parameters.jsonBody);
	});

	test('a single change becomes a list, and keeps its digits or is refused', async () => {
		const body = '{"op":"add","path":"/a","value":12345678901234567890}';
		const { message } = await getFailure(
			isc.run({ method: 'PATCH', path: '/accounts/v1/1', body }),
		);
		expect(message).toMatch(/'Body' contains the number 12345678901234567890/);
		expect(isc.received).toEqual([]);
	});

	test('a plus in the query of a path', async () => {
		const filter = 'created gt 2026-01-01T00:00:00+02:00';
		await isc.run(get(`/accounts/v1?filters=${filter}`, { limit: 1 }));
		expect(isc.received[0]!.query.filters).toBe(filter);
	});

	test.each([
		['number', '9007199254740993'],
		['number', '={{ 9007199254740993 }}'],
		['json', '{"uid": 9007199254740993}'],
	])('a change of type %s with too many digits is refused', async (valueType, value) => {
		const change = [{ op: 'replace', path: rl('/attributes/uid', 'path'), valueType, value }];
		const parameters = {
			resource: 'account',
			operation: 'updateAccountV1',
			pathParameter1: rl('x'),
		};
		const { message } = await getFailure(isc.run({ ...parameters, changes: { change } }));
		expect(message).toMatch(/^'Changes'.*9007199254740/);
		expect(isc.received).toEqual([]);
	});

	test('text is text, without quotes of JSON', async () => {
		const [field] = buildOperationFields(getOperationById('completeWorkItemV1')!, {})
			.schema as IDataObject[];
		expect(field!.defaultValue).toBeNull();
		const values = buildOperationFields(getOperationById('completeWorkItemV1')!, { body: 'done' });
		await isc.run(any('POST /work-items/v1/{id}', { pathParameter1: rl('w'), values }));
		expect(isc.received[0]!.body).toBe('"done"');
	});
});

describe('what the documents do not know is sent, and said', () => {
	test('a choice', async () => {
		const values = buildOperationFields(getOperationById('listAccountsV1')!, {
			'query.detailLevel': 'HUGE',
		});
		isc.replying(() => ({ body: [] }));
		const { hints } = await isc.run(any('GET /accounts/v1', { values }));
		expect(isc.received[0]!.query.detailLevel).toBe('HUGE');
		expect(hints.map(({ message }) => message).join()).toMatch(
			/'detailLevel' has an undocumented value: 'HUGE'/,
		);
	});

	test('Remove of a list entry that an earlier Remove has moved', async () => {
		const remove = async (...paths: string[]) => {
			const { hints } = await isc.run({
				resource: 'accessProfile',
				operation: 'patchAccessProfileV1',
				pathParameter1: rl('p'),
				changes: { change: paths.map((path) => ({ op: 'remove', path: rl(path, 'path') })) },
			});
			return hints.map(({ message }) => message).join();
		};
		expect(await remove('/entitlements/1', '/name', '/entitlements/3')).toMatch(
			/Remove at \/entitlements\/1 moves later entries up.*Remove at \/entitlements\/3/,
		);
		expect(await remove('/entitlements/3', '/entitlements/1')).toBe('');
		expect(await remove('/entitlements/1', '/entitlements/1')).toBe('');
		expect(await remove('/entitlements/1', '/other/2')).toBe('');
	});

	test('Add with a list in place of another', async () => {
		const change = (path: string) => ({
			changes: {
				change: [{ op: 'add', path: rl(path, 'path'), valueType: 'json', value: '[{"id":"e"}]' }],
			},
		});
		const profile = {
			resource: 'accessProfile',
			operation: 'patchAccessProfileV1',
			pathParameter1: rl('p'),
		};
		const { hints } = await isc.run({ ...profile, ...change('/entitlements') });
		expect(hints.map(({ message }) => message).join()).toMatch(
			/\/entitlements replaces the existing list/,
		);
		expect((await isc.run({ ...profile, ...change('/entitlements/-') })).hints).toEqual([]);
	});

	test('a form that was exported is imported', async () => {
		const body = [{ version: 1, self: { id: 'f', type: 'FORM_DEFINITION' }, object: { id: 'f' } }];
		const jsonBody = JSON.stringify(body);
		await isc.run(any('POST /form-definitions/v1/import', { specifyValues: 'json', jsonBody }));
		expect(JSON.parse(isc.received[0]!.body)).toEqual(body);
	});

	test('null for a form is a message', async () => {
		const name = 'POST /sources/v1/{id}/load-accounts';
		const more = { pathParameter1: rl('s'), specifyValues: 'json', jsonBody: 'null' };
		expect((await getFailure(isc.run(any(name, more)))).message).toMatch(
			/^'Body' must be a JSON object/,
		);
	});
});
