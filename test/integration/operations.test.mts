import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import { buildOperationFields } from './fields.mts';
import { countRequests, getFailure, request, useTenant } from './fixture.mts';

const tenant = useTenant({ counts: { identities: 50, accounts: 600, workflows: 70 } });

const urls = () => tenant().counters.requests.map(({ method, url }) => `${method} ${url}`);
const chosen = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const values = (id: string, value: IDataObject) =>
	buildOperationFields(getOperationById(id)!, value);
const any = (name: string, more: IDataObject = {}) => ({
	resource: 'apiOperation',
	apiOperation: chosen(name, 'list'),
	...more,
});
const anAccount = () => tenant().data.accounts.at(3)!;
const firstBody = (items: INodeExecutionData[]) => items[0]!.json;

describe('an operation is called', () => {
	test('as an everyday one, the object chosen by its ID', async () => {
		const { items } = await request(tenant(), {
			resource: 'account',
			operation: 'getAccountV1',
			pathParameter1: chosen(anAccount().id),
		});
		expect(firstBody(items)).toMatchObject({ id: anAccount().id, name: anAccount().name });
	});

	test('by the address of its page', async () => {
		const url = `https://acme.identitynow.com/ui/a/admin/identities/${tenant().data.identities.at(2)!.id}/details`;
		const { items } = await request(tenant(), {
			resource: 'identity',
			operation: 'getIdentityV1',
			pathParameter1: chosen(url, 'url'),
		});
		expect(firstBody(items).id).toBe(tenant().data.identities.at(2)!.id);
	});

	test.each(['GET /accounts/v1/{id}', 'get /accounts/v1/{id}'])(
		'as one of all: %s',
		async (name) => {
			const { items } = await request(
				tenant(),
				any(name, { pathParameter1: chosen(anAccount().id) }),
			);
			expect(firstBody(items).id).toBe(anAccount().id);
		},
	);

	test.each(['getAccountV1', '={{ "getAccountV1" }}', '={{ "GET /accounts/v1/" + "{id}" }}'])(
		'named as %s, with the value for the path in the field for it',
		async (name) => {
			const { items } = await request(tenant(), {
				...any(''),
				apiOperation: chosen(name),
				pathParameter1: chosen(anAccount().id),
			});
			expect(firstBody(items).id).toBe(anAccount().id);
		},
	);

	test.each(['listAccountsV1', '={{ "listAccountsV1" }}'])(
		'a list named as %s, with filters, order and limit',
		async (name) => {
			const { items } = await request(tenant(), {
				...any(''),
				apiOperation: chosen(name),
				filterRows: {
					filter: [{ field: 'sourceId', operator: 'eq', value: anAccount().sourceId }],
				},
				sorterRows: { sorter: [{ field: 'name', descending: true }] },
				limit: 2,
			});
			expect(items).toHaveLength(2);
			const { filters, sorters, limit } = Object.fromEntries(
				new URL(urls().at(-1)!.slice('GET '.length), 'http://tenant').searchParams,
			);
			expect({ filters, sorters, limit }).toEqual({
				filters: `sourceId eq "${anAccount().sourceId}"`,
				sorters: '-name',
				limit: '2',
			});
		},
	);

	test('a change of an object named by its ID, with its body as JSON', async () => {
		const { id } = tenant().data.accessProfiles.at(0)!;
		await request(tenant(), {
			...any(''),
			apiOperation: chosen('patchAccessProfileV1'),
			pathParameter1: chosen(id),
			specifyValues: 'json',
			jsonBody: '[{"op":"replace","path":"/description","value":"By ID"}]',
		});
		expect(tenant().data.accessProfiles.at(0)).toMatchObject({ description: 'By ID' });
	});

	test('a change named by its ID, with its body as JSON', async () => {
		await request(tenant(), {
			...any(''),
			apiOperation: chosen('createTransformV1'),
			specifyValues: 'json',
			jsonBody: '{"name":"Lower","type":"lower","attributes":{}}',
		});
		expect([...tenant().data.transforms].at(-1)).toMatchObject({ name: 'Lower', type: 'lower' });
	});

	test.each([
		'listAccountsV1',
		'GET /accounts/v1',
		'get /accounts/v1',
		'={{ "GET /accounts/v1" }}',
		'={{ "get /accounts/v1" }}',
		'={{ "listAccountsV1" }}',
	])('a list named as %s is read to its end', async (name) => {
		const parameters = { ...any(''), apiOperation: chosen(name), returnAll: true };
		expect((await request(tenant(), parameters)).items).toHaveLength(600);
	});

	test.each([
		['an older version', 'GET /v3/accounts', 'GET /accounts/v1'],
		['an older version, from an expression', '={{ "GET /v3/accounts" }}', 'GET /accounts/v1'],
		['no version', 'GET /accounts', 'GET /accounts/v1'],
		['an older version with an ID', 'GET /v2025/accounts/{id}', 'GET /accounts/v1/{id}'],
		[
			'other placeholders',
			'POST /sources/v1/{id}/load-entitlements',
			'/{sourceId}/load-entitlements',
		],
		['a value in the path', 'GET /accounts/v1/2c91', 'GET /accounts/v1/{id}'],
		['an ID in lower case', 'listaccountsv1', 'listAccountsV1'],
		['a space too many', 'GET  /accounts/v1', 'GET /accounts/v1'],
		['a method in mixed case', 'Get /accounts/v1', 'GET /accounts/v1'],
	])('with %s it is said how to write the name', async (_what, name, right) => {
		const error = await getFailure(
			request(tenant(), { ...any(''), apiOperation: chosen(name), returnAll: true }),
		);
		expect(error.message).toMatch(/^'API Operation' is '.*', which doesn't match the form/);
		expect(error.description).toContain(right);
		expect(tenant().counters.total).toBe(0);
	});

	test('work named by the ID of what starts it is waited for', async () => {
		const { items } = await request(tenant(), {
			...any(''),
			apiOperation: chosen('disableAccountV1'),
			pathParameter1: chosen(anAccount().id),
			completion: 'wait',
			options: { pollInterval: 1 },
		});
		expect(items[0]!.json).toMatchObject({ completionStatus: 'SUCCESS' });
	});

	test.each([
		['v2025', '/v2025/accounts/'],
		['v3', '/v3/accounts/'],
		['beta', '/beta/accounts/'],
		[undefined, '/accounts/v1/'],
	])('in API version %s', async (apiVersion, path) => {
		await request(tenant(), {
			resource: 'account',
			operation: 'getAccountV1',
			pathParameter1: chosen(anAccount().id),
			options: apiVersion ? { apiVersion } : {},
		});
		expect(urls().at(-1)).toBe(`GET ${path}${anAccount().id}`);
	});

	test('with the experimental header where it is needed', async () => {
		const { items } = await request(tenant(), any('GET /source-apps/v1', { limit: 3 }));
		// Without the header, the simulator answers 400, as ISC does.
		expect(items).toHaveLength(3);
	});
});

describe('before a request is spent', () => {
	test.each<[string, IDataObject, RegExp]>([
		['no operation', any(''), /'API Operation' is required/],
		[
			'an unknown one',
			any('GET /nothing/v1'),
			/'API Operation' doesn't match any ISC operation: 'GET \/nothing\/v1'/,
		],
		[
			'no value for the path',
			{ resource: 'account', operation: 'getAccountV1' },
			/'Account' is required/,
		],
		[
			'no value for what is required',
			{
				resource: 'source',
				operation: 'createSourceV1',
				values: values('createSourceV1', { 'body.name': 'HR' }),
			},
			/owner|connector/i,
		],
	])('%s is refused', async (_what, parameters, message) => {
		expect((await getFailure(request(tenant(), parameters))).message).toMatch(message);
		expect(tenant().counters.total).toBe(0);
	});
});

describe('a list', () => {
	const list = { resource: 'account', operation: 'listAccountsV1', returnAll: true };
	const filter = (...rows: IDataObject[]) => ({ filterRows: { filter: rows } });

	test('is read to its end', async () => {
		const { items } = await request(tenant(), list);
		expect(items).toHaveLength(600);
		expect(countRequests(tenant(), 'GET /accounts/v1')).toBe(3);
	});

	test('that comes as a whole is whole', async () => {
		const { items } = await request(tenant(), {
			resource: 'workflow',
			operation: 'listWorkflowsV1',
		});
		expect(items).toHaveLength(70);
	});

	test('is filtered by rows, with quotes where they belong', async () => {
		const { name } = anAccount();
		const rows = [
			{ field: 'name', operator: 'eq', value: name },
			{ field: 'uncorrelated', operator: 'eq', value: 'false' },
		];
		const { items } = await request(tenant(), { ...list, ...filter(...rows) });
		expect(items.map(({ json }) => json.name)).toEqual([name]);
		expect(decodeURIComponent(urls().at(-1)!)).toContain(
			`filters=name eq "${name}" and uncorrelated eq false`,
		);
	});

	test('any of the rows may match', async () => {
		const names = [1, 2].map((index) => tenant().data.accounts.at(index)!.name);
		const rows = names.map((name) => ({ field: 'name', operator: 'eq', value: name }));
		const { items } = await request(tenant(), {
			...list,
			...filter(...rows),
			combineFilters: 'or',
		});
		expect(items.map(({ json }) => json.name).sort()).toEqual(names.sort());
	});

	test('a typed expression goes out as it is, and holds beside the rows', async () => {
		await request(tenant(), { ...list, options: { filterExpression: 'name sw "a"' } });
		expect(decodeURIComponent(urls().at(-1)!)).toContain('filters=name sw "a"');
		const { name } = anAccount();
		const row = { field: 'name', operator: 'eq', value: name };
		const { items } = await request(tenant(), {
			...list,
			...filter(row),
			options: { filterExpression: 'uncorrelated eq true' },
		});
		expect(items).toHaveLength(0);
	});

	test('what it cannot be filtered by is said', async () => {
		const row = { field: 'disabled', operator: 'eq', value: 'true' };
		const { message } = await getFailure(request(tenant(), { ...list, ...filter(row) }));
		expect(message).toMatch(/disabled/);
		expect(tenant().counters.total).toBe(0);
	});

	test('is sorted by rows', async () => {
		const sorterRows = { sorter: [{ field: 'name', descending: true }] };
		const { items } = await request(tenant(), { ...list, sorterRows });
		const names = items.map(({ json }) => String(json.name).toLowerCase());
		expect(names).toEqual([...names].sort().reverse());
	});
});

describe('a change', () => {
	const profile = () => tenant().data.accessProfiles.at(0)!;
	const change = (rows: IDataObject[]) => ({
		resource: 'accessProfile',
		operation: 'patchAccessProfileV1',
		pathParameter1: chosen(profile().id),
		changes: { change: rows },
	});

	test('is made from rows', async () => {
		await request(
			tenant(),
			change([
				{ op: 'replace', path: chosen('/description', 'path'), valueType: 'string', value: 'New' },
				{
					op: 'replace',
					path: chosen('/requestable', 'list'),
					valueType: 'boolean',
					value: 'false',
				},
			]),
		);
		expect(profile()).toMatchObject({ description: 'New', requestable: false });
	});

	test('without rows is refused', async () => {
		expect((await getFailure(request(tenant(), change([])))).message).toMatch(/change|Body/i);
		expect(tenant().counters.total).toBe(0);
	});

	test('can be written as JSON', async () => {
		await request(tenant(), {
			...change([]),
			specifyValues: 'json',
			jsonBody: '[{"op":"replace","path":"/description","value":"From JSON"}]',
		});
		expect(profile()).toMatchObject({ description: 'From JSON' });
	});
});

describe('values', () => {
	test('go where they belong: query and body', async () => {
		const name = 'From fields';
		const { items } = await request(tenant(), {
			resource: 'transform',
			operation: 'createTransformV1',
			values: values('createTransformV1', {
				'body.name': name,
				'body.type': 'upper',
				'body.attributes': {},
			}),
		});
		expect(firstBody(items)).toMatchObject({ name, type: 'upper' });
	});

	test('can be written as JSON', async () => {
		await request(
			tenant(),
			any('', {
				apiOperation: chosen('listAccountsV1'),
				specifyValues: 'json',
				jsonQuery: '{"detailLevel":"SLIM"}',
				limit: 2,
			}),
		);
		expect(urls().at(-1)).toContain('detailLevel=SLIM');
	});
});

describe('files', () => {
	test('are uploaded from a binary field', async () => {
		const source = [...tenant().data.sources].find(({ type }) => /Delimited/i.test(type))!;
		const csv = Buffer.from('id,name\n1,one\n').toString('base64');
		const items = [
			{ json: {}, binary: { data: { data: csv, mimeType: 'text/csv', fileName: 'a.csv' } } },
		];
		const { items: output } = await request(
			tenant(),
			{
				resource: 'source',
				operation: 'importAccountsV1',
				pathParameter1: chosen(source.id),
				values: values('importAccountsV1', { 'body.file': 'data' }),
			},
			{ items },
		);
		expect(firstBody(output)).toMatchObject({ success: true });
	});

	test('are downloaded as files without being asked for', async () => {
		const started = await request(tenant(), {
			resource: 'report',
			operation: 'startReportV1',
			values: values('startReportV1', { 'body.reportType': 'ACCOUNTS', 'body.arguments': {} }),
		});
		tenant().options.now = () => Date.now() + 60_000;
		const { items } = await request(tenant(), {
			resource: 'report',
			operation: 'getReportV1',
			pathParameter1: chosen(String(firstBody(started.items).id)),
			values: values('getReportV1', { 'query.fileFormat': 'csv' }),
		});
		tenant().options.now = Date.now;
		expect(items[0]!.binary?.data?.mimeType).toMatch(/csv/);
	});
});

describe('a request that is many (207)', () => {
	const remove = () => ({
		resource: 'apiOperation',
		apiOperation: chosen('POST /workgroups/v1/bulk-delete', 'list'),
		values: values('deleteWorkgroupsInBulkV1', {
			'body.ids': [tenant().data.workgroups.at(0)!.id, 'no-such-group'],
		}),
	});

	test('fails if a part fails, and says which', async () => {
		const { message } = await getFailure(request(tenant(), remove()));
		expect(message).toMatch(
			/1 of 2 parts failed\. The first: ISC returned 404 for 'no-such-group'/,
		);
	});

	test('with Continue, each part has its item', async () => {
		const { items } = await request(tenant(), remove(), { continueOnFail: true });
		expect(items).toHaveLength(2);
		expect(items[1]!.json.error).toMatch(/no-such-group/);
		expect(items[1]!.json.details).toMatchObject({ status: 404 });
	});
});

test('what a refused token lacks is said by name', async () => {
	const error = await getFailure(
		request(tenant(), { resource: 'source', operation: 'listSourcesV1' }, { client: 'narrowPat' }),
	);
	expect(error.description).toMatch(/requires one of .*idn:sources:read.*; this token has: /);
	expect(error.description).toMatch(/user levels .*ORG_ADMIN/);
});
