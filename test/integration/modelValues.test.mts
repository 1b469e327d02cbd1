import type { IDataObject, INodeType } from 'n8n-workflow';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { getOperationById } from '../../nodes/shared/catalogue/operations.ts';
import { buildOperationFields } from './fields.mts';
import { getFailure } from './fixture.mts';
import { useScript } from './scripted.mts';

const tenant = useScript();

/** A value that a language model defines. */
const MODEL = "={{ $fromAI('x', 'value', 'string') }}";
const locator = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });
const operation = (id: string, values: object, more: object = {}) =>
	({
		resource: 'apiOperation',
		apiOperation: locator(id),
		values: buildOperationFields(getOperationById(id)!, values),
		...more,
	}) as IDataObject;
const SOURCE = { 'body.name': 'A', 'body.connector': 'c', 'body.owner': '{"id":"o"}' };
const field = (name: string) => operation('createSourceV1', { ...SOURCE, [name]: MODEL });
const filter = (id: string, name: string, operator = 'eq') => {
	const filterRows = { filter: [{ field: name, operator, value: MODEL }] };
	return operation(id, {}, { limit: 1, filterRows });
};
const search = (more: object) =>
	({ operation: 'search', indices: ['identities'], limit: 1, ...more }) as IDataObject;
const condition = (more: object) =>
	search({
		conditions: { condition: [{ field: 'name', operator: 'equals', value: MODEL, ...more }] },
	});
const account = { resource: 'account', operation: 'getAccountV1', pathParameter1: locator(MODEL) };
const change = (more: object) =>
	operation(
		'patchRoleV1',
		{},
		{
			pathParameter1: locator('r'),
			changes: { change: [{ op: 'replace', path: locator('/name', 'path'), value: 'x', ...more }] },
		},
	);
const custom = (more: object) => ({ method: 'POST', path: '/unknown/v1', ...more }) as IDataObject;

/** Runs the node that has the parameters, with a value of the model. */
async function run(parameters: IDataObject, x: unknown) {
	tenant.sent.length = 0;
	tenant.answer(() => ({ body: [] }));
	const isSearch = ['search', 'getDocument', 'typeAhead', 'count'].includes(
		String(parameters.operation),
	);
	await tenant.run(parameters, {
		items: [{ json: { x } } as never],
		...(isSearch && { nodeType: new IscSearch() as INodeType }),
	});
	expect(tenant.sent).toHaveLength(1);
	return tenant.sent[0]!;
}

const FENCE = '```';
const fence = (json: string) => `${FENCE}json\n${json}\n${FENCE}\n`;

describe('sends the value that the model means', () => {
	test.each([
		['true', true],
		[' True ', true],
		['false', false],
		[true, true],
		[false, false],
	])('%j as a boolean', async (x, expected) => {
		expect(JSON.parse((await run(field('body.authoritative'), x)).body)).toMatchObject({
			authoritative: expected,
		});
		const { query } = await run(field('query.provisionAsCsv'), x);
		expect(query.provisionAsCsv).toBe(String(expected));
		const list = await run(filter('listAccountsV1', 'uncorrelated'), x);
		expect(list.query.filters).toBe(`uncorrelated eq ${expected}`);
		const changed = await run(change({ valueType: 'boolean', value: MODEL }), x);
		expect(JSON.parse(changed.body)).toMatchObject([{ value: expected }]);
	});

	test.each([5, '5', ' 5 '])('%j as a number', async (x) => {
		expect(JSON.parse((await run(field('body.deleteThreshold'), x)).body)).toMatchObject({
			deleteThreshold: 5,
		});
		expect((await run(search({ query: '*', limit: MODEL }), x)).query.limit).toBe('5');
	});

	test.each([[['a', 'b']], ['["a","b"]'], [' a, b '], [fence('["a",\n"b"]')]])(
		'%j as a list',
		async (x) => {
			const { body } = await run(field('body.features'), x);
			expect(JSON.parse(body)).toMatchObject({ features: ['a', 'b'] });
			const list = await run(filter('listAccountsV1', 'id', 'in'), x);
			expect(list.query.filters).toBe('id in ("a","b")');
			const found = await run(condition({ field: 'id', operator: 'in' }), x);
			expect(JSON.parse(found.body)).toMatchObject({ query: { query: 'id:("a" OR "b")' } });
			const indices = await run(search({ indices: MODEL, query: 'x' }), x);
			expect(JSON.parse(indices.body)).toMatchObject({ indices: ['a', 'b'] });
		},
	);

	test.each([
		[{ a: 1 }],
		['{"a":1}'],
		[fence('{"a":1}')],
		[`${FENCE}\n{"a":1}\n${FENCE}`],
		[`\n${FENCE}JSON\r\n{"a":1}\r\n${FENCE}`],
	])('%j as JSON', async (x) => {
		const { body } = await run(field('body.connectorAttributes'), x);
		expect(JSON.parse(body)).toMatchObject({ connectorAttributes: { a: 1 } });
		expect(JSON.parse((await run(custom({ body: MODEL }), x)).body)).toEqual({ a: 1 });
		const { query } = await run(custom({ specifyQuery: 'json', jsonQuery: MODEL }), x);
		expect(query).toEqual({ a: '1' });
		const whole = operation('searchCountV1', {}, { specifyValues: 'json', jsonBody: MODEL });
		expect(JSON.parse((await run(whole, x)).body)).toEqual({ a: 1 });
		const dsl = await run(search({ queryType: 'dsl', queryDsl: MODEL }), x);
		expect(JSON.parse(dsl.body)).toMatchObject({ queryDsl: { a: 1 } });
		const changed = await run(change({ valueType: 'json', value: MODEL }), x);
		expect(JSON.parse(changed.body)).toMatchObject([{ value: { a: 1 } }]);
	});

	test.each(['{"id":12345678901234567890}', fence('{"id":12345678901234567890}')])(
		'all digits of %j',
		async (x) => {
			expect((await run(custom({ body: MODEL }), x)).body.trim()).toBe(
				'{"id":12345678901234567890}',
			);
		},
	);

	test.each(['abc', ' abc', 'abc \n'])('%j as an ID', async (x) => {
		expect((await run(account, x)).path).toBe('/accounts/v1/abc');
		const document = { operation: 'getDocument', index: 'identities', documentId: MODEL };
		expect((await run(document, x)).path).toBe('/search/v1/identities/abc');
	});

	test('text of a description with its Markdown', async () => {
		const x = fence('{"a":1}');
		expect(JSON.parse((await run(field('body.description'), x)).body)).toMatchObject({
			description: x,
		});
	});
});

describe('rejects a value of another type before a request, and names the parameter', () => {
	const LIST = ['a', 'b'];
	test.each<[string, IDataObject, unknown[], RegExp]>([
		[
			'a boolean',
			field('body.authoritative'),
			['yes', 5, '5', LIST, {}, 'null'],
			/^'authoritative'/,
		],
		[
			'a boolean of the query',
			field('query.provisionAsCsv'),
			['yes', 5, null, ''],
			/'provisionAsCsv'/,
		],
		[
			'a number',
			field('body.deleteThreshold'),
			['five', true, [5], {}, 'null'],
			/^'deleteThreshold'/,
		],
		[
			'a list',
			field('body.features'),
			[{ a: 1 }, "['a', 'b']", fence("['a']"), fence('{"a":1}')],
			/^'features'/,
		],
		[
			'JSON',
			field('body.connectorAttributes'),
			['text', LIST, '["a"]', "{'a': 1}", fence('{a}'), 5],
			/^'connectorAttributes'/,
		],
		['text', field('body.description'), [LIST, { a: 1 }], /^'description'/],
		['an ID', account, [LIST, { a: 1 }, null, '', ' ', undefined, 'undefined'], /^'Account'/],
		[
			'a value of a filter',
			filter('listAccountsV1', 'name'),
			[LIST, { a: 1 }, null, '', undefined],
			/^'Filters'/,
		],
		[
			'the values of a filter',
			filter('listAccountsV1', 'id', 'in'),
			["['a', 'b']", fence('{"a":1}'), [], '[]', null],
			/^'Filters'/,
		],
		[
			'a date of a filter',
			filter('listAccountActivitiesV1', 'created', 'gt'),
			['yesterday', 5, true, LIST],
			/^'Filters'/,
		],
		['a condition', condition({}), [LIST, { a: 1 }, null, '', undefined], /^'Conditions'/],
		[
			'the values of a condition',
			condition({ operator: 'in' }),
			["['a', 'b']", fence('{"a":1}'), [{}], [], ''],
			/^'Conditions'/,
		],
		['a query', search({ query: MODEL }), [LIST, { a: 1 }, {}, null, '', undefined], /^'Query'/],
		['indices', search({ indices: MODEL, query: 'x' }), [{ a: 1 }, [{}], [], ''], /^'Indices'/],
		[
			'a query in DSL',
			search({ queryType: 'dsl', queryDsl: MODEL }),
			['text', LIST, {}, '{}', fence('{a}'), null],
			/^'Query \(DSL\)'/,
		],
		[
			'a sort field',
			search({ query: 'x', sort: { sorter: [{ field: MODEL }] } }),
			[LIST, { a: 1 }, ''],
			/^'Sort By'/,
		],
		[
			'a document',
			{ operation: 'getDocument', index: 'identities', documentId: MODEL },
			[LIST, { a: 1 }, ''],
			/^'Document ID'/,
		],
		[
			'the field of a change',
			change({ path: locator(MODEL, 'path') }),
			[LIST, { a: 1 }, null, ''],
			/^'Changes'/,
		],
		[
			'the value of a change',
			change({ value: MODEL }),
			[LIST, { a: 1 }, null, undefined],
			/^'Changes'/,
		],
		['a body', custom({ body: MODEL }), ['text', fence('{a}'), "{'a': 1}", null, ''], /^'Body'/],
		['a limit', search({ query: 'x', limit: MODEL }), ['many', true, [5], 0, null], /^'Limit'/],
		[
			'Return All',
			custom({ method: 'GET', path: '/accounts/v1', returnAll: MODEL }),
			['yes', 1, null],
			/^'Return All'/,
		],
	])('%s', async (_name, parameters, values, message) => {
		for (const x of values) {
			const failure = await getFailure(run(parameters, x));
			expect({ x, message: failure.message }).toEqual({
				x,
				message: expect.stringMatching(message),
			});
			expect(tenant.sent).toEqual([]);
		}
	});

	test('text that is not JSON as invalid JSON, not as a missing value', async () => {
		const parameters = search({ queryType: 'dsl', queryDsl: MODEL });
		const { message } = await getFailure(run(parameters, 'text'));
		expect(message).toMatch(/^'Query \(DSL\)' isn't valid JSON/);
	});
});
