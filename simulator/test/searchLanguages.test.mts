import { closeSimulators, open } from './helpers.mts';
import { searcher } from './searchHelpers.mts';

afterAll(closeSimulators);

const same = async (dsl: object, query: string) => {
	const tenant = await open({ counts: { identities: 120, accounts: 240 } });
	const { search, find } = await searcher(tenant);
	const body = { indices: ['identities'], queryType: 'DSL', queryDsl: dsl };
	const hits = (await search(body, '?limit=10000')).body;
	const expected = await find(query);
	expect(hits.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
	return hits.length;
};

const active = { term: { 'attributes.cloudLifecycleState.exact': 'active' } };
const manager = { term: { isManager: true } };

test.each([
	[
		{ match: { 'attributes.cloudLifecycleState': 'Active' } },
		'attributes.cloudLifecycleState:active',
	],
	[
		{ match: { 'manager.name': { query: 'Hayley Lueilwitz', operator: 'and' } } },
		'manager.name:Hayley AND manager.name:Lueilwitz',
	],
	[active, 'attributes.cloudLifecycleState:active'],
	[{ term: { isManager: { value: true } } }, 'isManager:true'],
	[
		{ terms: { 'attributes.cloudLifecycleState': ['leave', 'prehire'] } },
		'attributes.cloudLifecycleState:(leave OR prehire)',
	],
	[
		{ range: { created: { gte: '2023-01-01', lt: '2024-01-01' } } },
		'created:[2023-01-01 TO 2024-01-01}',
	],
	[{ range: { accessCount: { gt: 3, lte: 7 } } }, 'accessCount:{3 TO 7]'],
	[{ exists: { field: 'manager' } }, '_exists_:manager'],
	[{ prefix: { name: 'a' } }, 'name:a*'],
	[{ wildcard: { name: { value: '?l*' } } }, 'name:?l*'],
	[{ query_string: { query: 'isManager:true' } }, 'isManager:true'],
	[
		{ bool: { must: [active, manager] } },
		'attributes.cloudLifecycleState:active AND isManager:true',
	],
	[
		{ bool: { filter: active, must_not: manager } },
		'attributes.cloudLifecycleState:active -isManager:true',
	],
	[
		{ bool: { should: [active, manager] } },
		'attributes.cloudLifecycleState:active OR isManager:true',
	],
	[{ bool: { must: active, should: manager } }, 'attributes.cloudLifecycleState:active'],
	[
		{ bool: { must: active, should: manager, minimum_should_match: 1 } },
		'attributes.cloudLifecycleState:active AND isManager:true',
	],
	[
		{ nested: { path: 'accounts', query: { term: { 'accounts.disabled': true } } } },
		'@accounts(disabled:true)',
	],
	[{ match_phrase: { 'manager.name': 'hayley lueilwitz' } }, 'manager.name:"hayley lueilwitz"'],
])('%j', async (dsl, query) => {
	const found = await same(dsl, query);
	expect(found).toBeGreaterThan(0);
	expect(found).toBeLessThan(120);
});

test('matches all documents or none', async () => {
	expect(await same({ match_all: {} }, '*')).toBe(120);
	expect(await same({ match_none: {} }, 'name:nobody')).toBe(0);
});

test.each([
	{ matching: { name: 'x' } },
	{ term: { a: 1, b: 2 } },
	{ term: 'x' },
	{ terms: { name: 'x' } },
	{ bool: { musts: [] } },
	{ range: { created: { from: 1 } } },
	{ match_all: {}, term: { a: 1 } },
	{},
])('%j is refused', async (queryDsl) => {
	const { refusal } = await searcher(await open());
	const answer = await refusal({ queryType: 'DSL', queryDsl });
	expect(answer.status).toBe(400);
	expect(answer.causes).toHaveLength(1);
});

test('matches a text query at the start of fields, or anywhere in them', async () => {
	const tenant = await open({ counts: { identities: 60 } });
	const { search } = await searcher(tenant);
	const all = [...tenant.data.identities].slice(0, 60);
	const found = async (textQuery: object) =>
		(
			await search({ indices: ['identities'], queryType: 'TEXT', textQuery }, '?limit=10000')
		).body.map(({ name }) => name);
	const names = (test: (name: string) => boolean) =>
		all.map(({ name }) => name).filter((name) => test(name.toLowerCase()));
	const fields = ['name', 'employeeNumber'];
	expect(await found({ terms: ['A'], fields })).toEqual(names((name) => name.startsWith('a')));
	expect(await found({ terms: ['l', 'a'], fields, contains: true })).toEqual(
		names((name) => name.includes('l') && name.includes('a')),
	);
	expect(await found({ terms: ['A', 'b'], fields, matchAny: true })).toEqual(
		names((name) => /^[ab]/.test(name)),
	);
	expect(await found({ terms: ['10000'], fields })).toHaveLength(10);
});

test('suggests values for a type-ahead query, the most frequent first', async () => {
	const tenant = await open({ counts: { identities: 300, accounts: 900, sources: 3 } });
	const { search } = await searcher(tenant);
	const offered = async (typeAheadQuery: object) =>
		(await search<string[]>({ indices: ['identities'], queryType: 'TYPEAHEAD', typeAheadQuery }))
			.body;
	const states = ['active', 'prehire', 'leave', 'inactive'];
	const frequency = (state: string) =>
		[...tenant.data.identities].filter((one) => one.attributes.cloudLifecycleState === state)
			.length;
	const field = 'attributes.cloudLifecycleState';
	const all = await Promise.all(
		states.map((query) => offered({ query: query.slice(0, 2), field })),
	);
	expect(all).toEqual(states.map((state) => [state]));
	const department = { field: 'attributes.department', query: 'o', maxExpansions: 1000 };
	const byValue = await offered({ ...department, sortByValue: true, sort: 'asc' });
	expect(byValue).toEqual([...byValue].sort());
	const byCount = await offered(department);
	expect(new Set(byCount)).toEqual(new Set(byValue));
	expect(await offered({ ...department, size: 1 })).toEqual(byCount.slice(0, 1));
	expect(frequency('active')).toBeGreaterThan(frequency('leave'));
	const name = { field: 'source.name', nestedType: 'accounts', query: 'active dir' };
	expect(await offered(name)).toEqual(['Active Directory']);
	const letters = { field: 'name', query: 'a', sortByValue: true, sort: 'asc' };
	const few = await offered({ ...letters, maxExpansions: 1 });
	const many = await offered({ ...letters, maxExpansions: 1000 });
	expect(few.length).toBeGreaterThan(0);
	expect(few.length).toBeLessThan(many.length);
	for (const wrong of [
		{ ...letters, maxExpansions: 0 },
		{ ...letters, sort: 'up' },
		{ query: 'a' },
	]) {
		const answer = await search({ queryType: 'TYPEAHEAD', typeAheadQuery: wrong });
		expect(answer.status).toBe(400);
	}
});

test.each([
	[{ manager: { type: 'EXISTS' } }, '_exists_:manager'],
	[{ manager: { type: 'EXISTS', exclude: true } }, 'NOT _exists_:manager'],
	[{ accessCount: { type: 'RANGE', range: { lower: { value: '5' } } } }, 'accessCount:>5'],
	[
		{
			created: {
				type: 'RANGE',
				range: { lower: { value: '2023-01-01', inclusive: true }, upper: { value: '2024-01-01' } },
			},
		},
		'created:[2023-01-01 TO 2024-01-01}',
	],
	[{ isManager: { type: 'TERMS', terms: ['true'] } }, 'isManager:true'],
	[
		{
			'attributes.cloudLifecycleState': {
				type: 'TERMS',
				terms: ['active', 'leave'],
				exclude: true,
			},
			isManager: { type: 'TERMS', terms: ['false'] },
		},
		'isManager:false AND attributes.cloudLifecycleState:(inactive OR prehire)',
	],
])('filters %j', async (filters, query) => {
	const { find } = await searcher(await open({ counts: { identities: 200 } }));
	const expected = await find(query);
	expect(expected.length).toBeGreaterThan(0);
	expect(await find('*', { filters })).toEqual(expected);
});
