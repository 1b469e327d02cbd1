import type { IDataObject, INodeType } from 'n8n-workflow';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { createCredential, getFailure, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';

const tenant = useTenant({ counts: { identities: 10, accounts: 20 }, logBodies: true });
const asked = () => tenant().counters.requests.filter(({ url }) => !url.startsWith('/oauth'));
const body = () => asked()[0]!.body as IDataObject;

const json = {
	empty: '',
	none: null,
	blank: '  ',
	object: {},
	list: [],
	text: 'undefined',
	objectText: '[object Object]',
	n: 1,
	id: 'a1',
	index: 'roles, events',
};

const run = async (parameters: IDataObject) =>
	await runNode(createCredential(tenant()), {
		nodeType: new IscSearch() as INodeType,
		parameters: { operation: 'search', ...parameters },
		items: [{ json }],
	});

const condition = (row: IDataObject) => ({ conditions: { condition: [row] } });
const filter = (row: IDataObject) => ({ filters: { filter: [{ field: 'created', ...row }] } });
const saved = (value: string) => ({ __rl: true, mode: 'id', value });
const text = (more: IDataObject) => ({
	queryType: 'text',
	textTerms: 'a',
	textFields: 'name',
	...more,
});
const aggregate = (more: IDataObject) => ({ operation: 'aggregate', groupBy: 'name', ...more });
const typeAhead = (more: IDataObject) => ({ operation: 'typeAhead', prefix: 'a', ...more });

describe.each(['missing', 'none', 'empty', 'blank', 'text', 'objectText', 'list'])(
	'what %s gives',
	(name) => {
		const piece = `{{ $json.${name} }}`;
		test.each<[string, IDataObject, string]>([
			['a query', { query: `=${piece}` }, 'Query'],
			['a value in a query', { query: `=name:"${piece}"` }, 'Query'],
			['a value in a list of a query', { query: `=id:("${piece}" OR "b")` }, 'Query'],
			['a value beside a wildcard', { query: `=name:${piece}*` }, 'Query'],
			['a bound in a query', { query: `=created:[${piece} TO *]` }, 'Query'],
			['a condition', condition({ field: 'name', value: `=${piece}` }), 'Conditions'],
			['the field of one', condition({ field: `=${piece}`, value: 'a' }), 'Conditions'],
			[
				'the operator of one',
				condition({ field: 'name', operator: `=${piece}`, value: 'a' }),
				'Conditions',
			],
			['the joining of conditions', { combineConditions: `=${piece}` }, 'Combine Conditions'],
			['values of a filter', filter({ terms: `=${piece}` }), 'Filters'],
			[
				'the lower bound of a filter',
				filter({ type: 'range', from: `=${piece}`, to: '2026' }),
				'Filters',
			],
			[
				'the upper bound of a filter',
				filter({ type: 'range', from: '2026', to: `=${piece}` }),
				'Filters',
			],
			[
				'the field of a filter',
				{ filters: { filter: [{ field: `=${piece}`, terms: 'a' }] } },
				'Filters',
			],
			['what a filter does', filter({ terms: 'a', mode: `=${piece}` }), 'Filters'],
			['words', text({ textTerms: `=${piece}` }), 'Words'],
			['one of several words', text({ textTerms: `={{ ["a", $json.${name}] }}` }), 'Words'],
			['fields of words', text({ textFields: `=${piece}` }), 'Fields to Search'],
			['a query as JSON', { queryType: 'dsl', queryDsl: `=${piece}` }, 'Query (DSL)'],
			[
				'a value in a query as JSON',
				{ queryType: 'dsl', queryDsl: `={"prefix": {"name": "${piece}"}}` },
				'Query (DSL)',
			],
			[
				'a value in a query that is made',
				{ queryType: 'dsl', queryDsl: `={{ { terms: { id: $json.${name} } } }}` },
				'Query (DSL)',
			],
			['a saved search', { queryType: 'saved', savedSearch: saved(`=${piece}`) }, 'Saved Search'],
			['indices', { indices: `=${piece}` }, 'Indices'],
			['an index', { operation: 'getDocument', index: `=${piece}`, documentId: 'a' }, 'Index'],
			['a document', { operation: 'getDocument', documentId: `=${piece}` }, 'Document ID'],
			['the start of a value', typeAhead({ prefix: `=${piece}` }), 'Starts With'],
			['the field of one', typeAhead({ typeAheadField: `=${piece}` }), 'Field to Search'],
			['the list of one', typeAhead({ options: { nestedType: `=${piece}` } }), 'Options'],
			['an order', { sort: { sorter: [{ field: `=${piece}` }] } }, 'Sort By'],
			['nested matches', { options: { innerHitType: `=${piece}` } }, 'Options'],
			[
				'the query of nested matches',
				{ options: { innerHitType: 'access', innerHitQuery: `=${piece}` } },
				'Options',
			],
			[
				'a value in the query of nested matches',
				{ options: { innerHitType: 'access', innerHitQuery: `=id:"${piece}"` } },
				'Options',
			],
			['fields of a query', { query: 'a', options: { queryFields: `=${piece}` } }, 'Options'],
			['the time zone', { query: 'a', options: { timeZone: `=${piece}` } }, 'Options'],
			['groups', aggregate({ groupBy: `=${piece}` }), 'Group By'],
			[
				'groups beside a calculation',
				aggregate({ groupBy: `=${piece}`, metric: 'MAX', metricField: 'a' }),
				'Group By',
			],
			[
				'what is calculated',
				aggregate({ metric: 'MAX', metricField: `=${piece}` }),
				'Field to Calculate',
			],
			['the calculation', aggregate({ metric: `=${piece}` }), 'Calculate'],
			[
				'an aggregation as JSON',
				aggregate({ aggregationType: 'dsl', aggregationDsl: `=${piece}` }),
				'Aggregation (DSL)',
			],
			['a limit', { limit: `=${piece}` }, 'Limit'],
			['whether all are wanted', { returnAll: `=${piece}` }, 'Return All'],
		])('%s is refused before a request', async (_what, parameters, label) => {
			const { message } = await getFailure(run(parameters));
			expect(message).toMatch(
				new RegExp(`^'${label.replace(/[()]/g, '\\$&')}' has no value(: | for )`),
			);
			expect(asked()).toEqual([]);
		});
	},
);

test.each<[string, IDataObject, IDataObject]>([
	['nothing is typed', {}, { query: { query: '*' }, indices: ['identities'] }],
	['a query is typed empty', { query: '', indices: [] }, { query: { query: '*' } }],
	[
		'a suffix is empty',
		{ query: '=name:a{{ $json.n > 1 ? " OR name:b" : "" }}' },
		{ query: { query: 'name:a' } },
	],
	[
		'the end of a value is empty',
		{ query: '=name:a{{ $json.empty }}*' },
		{ query: { query: 'name:a*' } },
	],
	['a value is given', { query: '=id:"{{ $json.id }}"' }, { query: { query: 'id:"a1"' } }],
	['indices come as text', { indices: '={{ $json.index }}' }, { indices: ['roles', 'events'] }],
	[
		'a bound is typed empty',
		filter({ type: 'range', from: '={{ $json.n }}', to: '' }),
		{ filters: { created: { type: 'RANGE', range: { lower: { value: '1', inclusive: true } } } } },
	],
	[
		'an operator takes no value',
		condition({ field: 'name', operator: '={{ "exists" }}', value: '={{ $json.missing }}' }),
		{ query: { query: '_exists_:name' } },
	],
	[
		'clauses are left out',
		{
			queryType: 'dsl',
			queryDsl: '={{ { bool: { must: [{ term: { id: $json.id } }], must_not: [] } } }}',
		},
		{ queryDsl: { bool: { must: [{ term: { id: 'a1' } }], must_not: [] } } },
	],
])('a correct query is sent if %s', async (_what, parameters, sent) => {
	await run(parameters).catch(() => {});
	expect(body()).toMatchObject(sent);
});
