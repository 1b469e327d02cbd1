import type { IDataObject } from 'n8n-workflow';

import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import { buildOperationFields } from './fields.mts';
import { getFailure } from './fixture.mts';
import { useScript } from './scripted.mts';

const tenant = useScript();

const locator = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });
const rows = (...pairs: Array<[name: string, value: unknown]>) => ({
	parameter: pairs.map(([name, value]) => ({ name, value })),
});

const custom = (more: object): IDataObject => ({ method: 'GET', path: '/unheard-of/v1', ...more });
const post = (more: object) => custom({ method: 'POST', ...more });
const patch = (body: string) => custom({ method: 'PATCH', bodyType: 'jsonPatch', body });
const form = (value: string) =>
	post({ bodyType: 'formData', formData: { part: [{ kind: 'text', name: 'a', value }] } });
const known = (id: string, more: object, values: object = {}): IDataObject => ({
	resource: 'apiOperation',
	apiOperation: locator(id),
	values: buildOperationFields(getOperationById(id)!, values),
	...more,
});
const change = (row: IDataObject) =>
	known('patchRoleV1', {
		pathParameter1: locator('r'),
		changes: {
			change: [{ op: 'add', value: 'x', ...row, path: locator(row.path ?? '/name', 'path') }],
		},
	});

const SOURCE = { 'body.name': 'A', 'body.connector': 'delimited' };
const DATE = new Date(Date.UTC(2030, 0, 31));
const item = {
	json: { object: { a: 1 }, list: ['a', 'b'], date: DATE, invalid: new Date(NaN) },
	binary: { data: { data: 'e30=', mimeType: 'application/json', fileName: 'a.json' } },
};
const run = async (parameters: IDataObject) =>
	await tenant.run(parameters, { items: [item as never] });

async function expectRefusal(parameters: IDataObject, message: RegExp) {
	tenant.answer(() => ({ body: [] }));
	expect((await getFailure(run(parameters))).message).toMatch(message);
	expect(tenant.sent).toEqual([]);
}

describe('a value that is not used, or used once where it is given twice', () => {
	test.each<[string, IDataObject, RegExp]>([
		[
			'a path parameter without a placeholder',
			custom({
				method: 'DELETE',
				path: '/u/v1/{id}',
				pathParameters: rows(['id', 1], ['type', 2]),
			}),
			/^'Path Parameters' contains 'type', but the path has no \{type\}/,
		],
		[
			'a path parameter whose placeholder is in the query',
			custom({
				path: '/u/v1?filters=id eq "{id}"',
				pathParameters: rows(['id', 1]),
			}),
			/^'Path Parameters' contains 'id'/,
		],
		[
			'a path parameter that is given twice',
			custom({ path: '/u/v1/{id}', pathParameters: rows(['id', 1], ['{id}', 2]) }),
			/^'Path Parameters' contains 'id' twice/,
		],
		[
			'a path parameter of an operation whose path has fewer',
			known('listAccountsV1', { pathParameter1: locator('a') }),
			/^'Path Parameter 1' is set, but the path of '.*' has no placeholder: \/accounts\/v1/,
		],
		[
			'a second path parameter of an operation whose path has one',
			known('deleteAccountV1', { pathParameter1: locator('a'), pathParameter2: locator('b') }),
			/^'Path Parameter 2' is set, but the path of '.*' has only 1: /,
		],
		[
			'a filter in the path and in a row',
			custom({ path: '/accounts/v1?filters=id eq "a"', query: rows(['filters', 'name eq "b"']) }),
			/^'filters' is set more than once/,
		],
		[
			'a list of filters',
			custom({
				specifyQuery: 'json',
				jsonQuery: '{"filters": ["id eq \\"a\\"", "id eq \\"b\\""]}',
			}),
			/^'filters' is set more than once/,
		],
		[
			'a list of filters of an operation',
			known('listAccountsV1', { specifyValues: 'json', jsonQuery: '{"filters": ["a", "b"]}' }),
			/^'filters' is set more than once/,
		],
		[
			'two limits',
			custom({ path: '/accounts/v1?limit=5', query: rows(['limit', '7']) }),
			/^'limit' is set more than once/,
		],
		[
			'a value with a comma in a comma-separated list',
			known('listRolesV1', {
				specifyValues: 'json',
				jsonQuery: '{"for-segment-ids": ["a,b", "c"]}',
			}),
			/^'for-segment-ids' contains a value with a comma: 'a,b'/,
		],
	])('%s is refused', async (_what, parameters, message) => {
		await expectRefusal(parameters, message);
	});
});

const DELETE = 'deleteAccountV1';
const REMOVE = { changes: { change: [{ op: 'remove', path: locator('/a', 'path') }] } };
const TRANSFORM = '{"name": "a", "type": "upper", "attributes": {}}';
const json = (jsonBody: string) => ({ specifyValues: 'json', jsonBody });
const fields = (value: object) => ({ values: { mappingMode: 'defineBelow', value } });

/** The editor hides what an operation can't use only if the operation is chosen from the list. */
const ENTRIES: Array<[name: string, toValue: (id: string) => string]> = [
	['its ID', (id) => id],
	['an expression', (id) => `={{ "${id}" }}`],
];

describe.each(ENTRIES)('a value that an operation by %s cannot use', (_name, toValue) => {
	test.each<[string, string, object, RegExp]>([
		[
			'filter rows',
			'getAccountDeletionRequestsV1',
			{ filterRows: { filter: [{ field: 'id', operator: 'eq', value: 'a' }] } },
			/^'Filters' aren't supported/,
		],
		[
			'sorter rows',
			'getAccountDeletionRequestsV1',
			{ sorterRows: { sorter: [{ field: 'id' }] } },
			/^'Sort By' contains a field that this operation can't sort by: 'id'/,
		],
		['a JSON body', DELETE, json('{"ids": ["x"]}'), /^'Body' is set/],
		['fields of a body', DELETE, fields({ 'body.ids': 'x' }), /^'Body' is set/],
		['a whole body', DELETE, fields({ body: '{}' }), /^'Body' is set/],
		['changes without a body', DELETE, REMOVE, /^'Changes' is set, but '.*' doesn't accept/],
		[
			'changes beside fields',
			'updateTransformV1',
			{ ...fields({ 'body.name': 'a', 'body.type': 'upper', 'body.attributes': '{}' }), ...REMOVE },
			/^'Changes' is set/,
		],
		[
			'fields beside changes',
			'patchRoleV1',
			{ ...fields({ 'body.name': 'a' }), ...REMOVE },
			/^'name' is set under 'Values', but this operation accepts changes only/,
		],
		[
			'a wait for a job',
			'updateTransformV1',
			{ ...json(TRANSFORM), completion: 'wait' },
			/^'Completion' is 'Wait for Completion', but/,
		],
		[
			'a field whose name lacks its location',
			'listRolesV1',
			fields({ 'for-segment-ids': 'a' }),
			/^'Values' contains an unknown field: 'for-segment-ids'/,
		],
	])('%s is refused', async (_what, id, more, message) => {
		const needsId = !id.startsWith('list') && !id.startsWith('get');
		await expectRefusal(
			{
				resource: 'apiOperation',
				apiOperation: locator(toValue(id)),
				...(needsId && { pathParameter1: locator('a') }),
				...more,
			} as IDataObject,
			message,
		);
	});
});

describe('a list or an object where text is sent', () => {
	test.each<[string, IDataObject, RegExp]>([
		['a raw body', post({ bodyType: 'raw', body: '={{ $json.object }}' }), /^'Body'/],
		['a raw body of a list', post({ bodyType: 'raw', body: '={{ $json.list }}' }), /^'Body'/],
		['a part of a form', form('={{ $json.object }}'), /^'Form Data'.* for 'a'/],
		['a list in a form', form('={{ $json.list }}'), /^'Form Data'.* for 'a'/],
		[
			'a filter expression',
			known('listAccountsV1', { options: { filterExpression: '={{ $json.object }}' } }),
			/^'Filter Expression'/,
		],
		['a header', custom({ headers: rows(['x-a', '={{ $json.object }}']) }), /^'Headers'.*'x-a'/],
	])('%s is refused', async (_what, parameters, message) => {
		await expectRefusal(parameters, message);
	});

	test('a date is sent as ISO 8601 text', async () => {
		tenant.answer(() => ({ body: {} }));
		await run(post({ bodyType: 'raw', body: '={{ $json.date }}' }));
		await run(form('={{ $json.date }}'));
		const [raw, part] = tenant.sent;
		expect(raw!.body).toBe('2030-01-31T00:00:00.000Z');
		expect(part!.body).toContain('\r\n\r\n2030-01-31T00:00:00.000Z\r\n');
	});

	test('a date is no object', async () => {
		const body = (value: string) => known('createSourceV1', {}, { ...SOURCE, 'body.owner': value });
		await expectRefusal(body('={{ $json.date }}'), /^'owner' must be a JSON object/);
		const whole = { specifyValues: 'json', jsonBody: '={{ $json.date }}' };
		await expectRefusal(
			known('submitAccountSelectionV1', { ...whole, pathParameter1: locator('w') }),
			/^'Body' must be a JSON object/,
		);
	});
});

describe('what JSON would turn into null', () => {
	test.each<[string, IDataObject]>([
		['NaN', post({ body: '={{ { a: { b: [$json.missing * 2] } } }}' })],
		['infinity', post({ body: '={{ { a: 1 / 0 } }}' })],
		['an invalid date', post({ body: '={{ { a: $json.invalid } }}' })],
		['NaN in a change', patch('={{ [{ op: "replace", path: "/a", value: $json.missing * 2 }] }}')],
		['NaN in a row', change({ valueType: 'json', value: '={{ { a: $json.missing * 2 } }}' })],
		[
			'NaN in a field',
			known('createSourceV1', {}, { ...SOURCE, 'body.owner': '={{ { id: NaN / 2 } }}' }),
		],
	])('%s is refused', async (_what, parameters) => {
		await expectRefusal(parameters, /invalid calculation|invalid date/);
	});

	test.each(['={{ 1 / 0 }}', '={{ [1 / 0] }}'])(
		'infinity as text is refused: %s',
		async (value) => {
			await expectRefusal(custom({ query: rows(['a', value]) }), /^'a'/);
			await expectRefusal(
				known('getAccountV1', { pathParameter1: locator(value) }),
				/^'Path Parameter 1'/,
			);
			const path = { path: '/u/v1/{id}', pathParameters: rows(['id', value]) };
			await expectRefusal(custom(path), /^'Path Parameters'/);
		},
	);
});

describe('a JSON Pointer that lacks a part', () => {
	const MISSING = ['/attributes/undefined', '/attributes/null/city', '/list/NaN', '/a//b', '/a/'];
	test.each(MISSING)('%s is refused, as JSON and as a row', async (path) => {
		await expectRefusal(patch(`={{ [{ op: "remove", path: "${path}" }] }}`), /'path'/);
		await expectRefusal(patch(`[{ "op": "copy", "path": "/a", "from": "${path}" }]`), /'from'/);
		await expectRefusal(change({ path }), /'Field'/);
		await expectRefusal(change({ op: 'move', from: path }), /'From Field'/);
	});

	test('names that contain such a word are sent', async () => {
		tenant.answer(() => ({ body: {} }));
		await run(change({ path: '/attributes/nullable~1undefined' }));
		expect(tenant.sent).toHaveLength(1);
	});
});

test.each(['={{ true }}', '={{ [5] }}', '={{ $json.date }}'])(
	'a limit that is no number is refused: %s',
	async (limit) => {
		await expectRefusal(known('listAccountsV1', { limit }), /^'Limit' must be a whole number/);
		const options = { pageSize: limit };
		await expectRefusal(custom({ path: '/accounts/v1', options }), /^'Page Size' must be/);
	},
);

test('digits that a form would lose are refused', async () => {
	await expectRefusal(
		known('importSpConfigV1', {
			specifyValues: 'json',
			jsonBody: '{"data": "data", "options": {"id": 12345678901234567890}}',
		}),
		/^'Body' contains the number 12345678901234567890/,
	);
});
