import { SearchApi, Configuration, Paginator } from 'sailpoint-api-client';
import { defaultClients } from '../src/server.mts';
import { closeSimulators, open } from './helpers.mts';
import { searcher } from './searchHelpers.mts';
import type { Hit } from './searchHelpers.mts';

afterAll(closeSimulators);

const events = { indices: ['events'], query: { query: '*' } };

test.each([
	['', 250],
	['?limit=0', 0],
	['?limit=10000', 2000],
	['?limit=50&offset=1990', 10],
	['?offset=2000', 0],
	['?limit=20000', 2000],
])('search/v1%s has %d rows', async (query, rows) => {
	const { search } = await searcher(await open());
	expect((await search(events, query)).body).toHaveLength(rows);
});

test('uses the configured default limit', async () => {
	const { search } = await searcher(await open({ searchDefaultLimit: 10_000 }));
	expect((await search(events)).body).toHaveLength(2000);
});

test('handles a limit above the maximum as configured', async () => {
	const { search } = await searcher(await open({ limitAboveMax: 'error' }));
	expect((await search(events, '?limit=10000')).status).toBe(200);
	expect((await search(events, '?limit=10001')).status).toBe(400);
});

test('returns the total on request; count always returns it, without a body', async () => {
	const { search, post } = await searcher(await open());
	expect((await search(events)).headers.get('x-total-count')).toBeNull();
	expect((await search(events, '?count=true&limit=1')).headers.get('x-total-count')).toBe('2000');
	const counted = await post('/search/v1/count', events);
	expect(counted.status).toBe(204);
	expect(counted.text).toBe('');
	expect(counted.headers.get('x-total-count')).toBe('2000');
});

test.each([
	['?offset=9990&limit=10', 200],
	['?offset=9990&limit=11', 400],
	['?offset=9800', 400],
	['?offset=10100&limit=1', 400],
])('the window of 10,000: %s', async (query, status) => {
	const { search, refusal } = await searcher(await open({ counts: { events: 10_200 } }));
	const answer = await search(events, query);
	expect(answer.status).toBe(status);
	if (status === 400) {
		expect(await refusal(events, query)).toMatchObject({
			detailCode: '400.1 Bad request content',
			messages: [{ text: expect.stringContaining('semantically invalid') }],
		});
	}
});

test.each([
	[{ sort: ['id'], searchAfter: ['a', 'b'] }, ''],
	[{ sort: ['created', 'id'], searchAfter: ['a'] }, ''],
	[{ searchAfter: ['a'] }, ''],
	[{ sort: ['created'], searchAfter: ['yesterday'] }, ''],
	[{ sort: ['id'], searchAfter: ['a'] }, '?offset=1'],
	[{ sort: ['id'], searchAfter: 'a' }, ''],
	[{ sort: ['colour'] }, ''],
	[{ sort: 'id' }, ''],
	[{ indices: ['people'] }, ''],
	[{ queryType: 'SQL' }, ''],
	[{ query: undefined }, ''],
	[{ filters: { id: { type: 'NEAR' } } }, ''],
])('%j%s is refused', async (part, query) => {
	const { refusal } = await searcher(await open());
	const answer = await refusal({ ...events, ...part }, query);
	expect(answer.status).toBe(400);
	expect(answer.detailCode).toBe('400.1 Bad request content');
	expect(answer.causes).toHaveLength(1);
});

test.each([
	[['id'], (hit: Hit) => [hit.id]],
	[['-created', 'id'], (hit: Hit) => [hit.created, hit.id]],
	[['target.name', 'id'], (hit: Hit) => [(hit.target as { name: string }).name, hit.id]],
	[['-ipAddress', '-id'], (hit: Hit) => [hit.ipAddress, hit.id]],
])('sorted by %j, pages after the last row leave nothing out', async (sort, valuesOf) => {
	const tenant = await open({ counts: { events: 1234 } });
	const { search } = await searcher(tenant);
	const ids: string[] = [];
	let searchAfter: unknown[] | undefined;
	for (;;) {
		const { body } = await search({ ...events, sort, searchAfter }, '?limit=100');
		ids.push(...body.map(({ id }) => id));
		if (body.length < 100) break;
		searchAfter = valuesOf(body.at(-1) as Hit);
	}
	expect(ids).toHaveLength(1234);
	expect(new Set(ids)).toEqual(new Set([...tenant.data.events].map(({ id }) => id)));
});

test('sorts missing values last in both directions', async () => {
	const tenant = await open({ counts: { identities: 30 } });
	const { find } = await searcher(tenant);
	const [chief] = await find('NOT _exists_:manager');
	for (const sort of [['manager.name'], ['-manager.name']]) {
		const hits = await find('*', { sort });
		expect(hits.at(-1)?.id).toBe(chief?.id);
		const names = hits.slice(0, -1).map(({ manager }) => (manager as Hit).name.toLowerCase());
		const sorted = [...names].sort();
		expect(names).toEqual(sort[0] === 'manager.name' ? sorted : sorted.reverse());
	}
});

test('sorts a nested field by its first value in the direction', async () => {
	const tenant = await open({ counts: { identities: 12, accounts: 40 } });
	const { find } = await searcher(tenant);
	const hits = await find('*', { sort: ['-accounts.name', 'id'] });
	const greatest = hits.map(({ accounts }) =>
		(accounts as Hit[])
			.map(({ name }) => name)
			.sort()
			.at(-1),
	);
	expect(greatest).toEqual([...greatest].sort().reverse());
});

test('reads only the records of a late page', async () => {
	const tenant = await open({ counts: { events: 20_000 } });
	const { search } = await searcher(tenant);
	const read = jest.spyOn(tenant.data.events, 'at');
	const after = tenant.data.events.idAt(17_999);
	for (const query of ['*', 'status:FAILED']) {
		const body = { ...events, query: { query }, sort: ['id'], searchAfter: [after] };
		await search(body, '?limit=100');
		read.mockClear();
		const page = await search(body, '?limit=100');
		expect(page.body).toHaveLength(100);
		expect((page.body[0] as Hit).id > after).toBe(true);
		expect(read.mock.calls.length).toBeLessThan(130);
	}
	// In the order of the ids not even the first page reads others.
	read.mockClear();
	await search({ ...events, sort: ['-created', 'id'] }, '?limit=100');
	expect(read.mock.calls.length).toBeLessThan(130);
});

const from = '2025-06-25T12:00:00Z';
test.each([
	[{ query: { query: `created:>=${from.replaceAll(':', '\\:')} AND status:*` } }],
	[{ query: { query: `+created:{${from} TO *] -status:NONE` } }],
	[
		{
			query: { query: '*' },
			filters: { created: { type: 'RANGE', range: { lower: { value: from } } } },
		},
	],
	[
		{
			queryType: 'DSL',
			queryDsl: {
				bool: { must: { match_all: {} }, filter: [{ range: { created: { gte: from } } }] },
			},
		},
	],
])('whoever asks for what is new does not have the old read: %j', async (body) => {
	const tenant = await open({ counts: { events: 20_000 } });
	const { search } = await searcher(tenant);
	const expected = [...tenant.data.events].filter(
		({ created }) => Date.parse(created) >= Date.parse(from),
	);
	expect(expected.length).toBeGreaterThan(50);
	const read = jest.spyOn(tenant.data.events, 'at');
	const hits = (await search({ ...events, sort: ['created', 'id'], ...body }, '?limit=10000')).body;
	expect(hits.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
	expect(read.mock.calls.length).toBeLessThan(3 * expected.length + 50);
	// The other half of an alternative may be old.
	const either = { query: { query: `created:[${from} TO *] OR status:FAILED` } };
	const more = (await search({ ...events, ...either }, '?limit=1&count=true')).headers;
	expect(Number(more.get('x-total-count'))).toBeGreaterThan(2 * expected.length);
});

test('leaves out sort fields that the result excludes', async () => {
	const { search } = await searcher(await open());
	const cut = async (queryResultFilter: object) =>
		(await search({ ...events, sort: ['created'], queryResultFilter }, '?limit=1')).body[0];
	expect(await cut({ includes: ['name'] })).toEqual({
		name: expect.any(String),
		_type: 'event',
		_version: 'v2',
	});
	expect(await cut({ includes: ['attributes.source*', 'actor'] })).toEqual({
		attributes: { sourceName: expect.any(String), sourceId: expect.any(String) },
		actor: { name: expect.any(String) },
		_type: 'event',
		_version: 'v2',
	});
	const slim = await cut({ excludes: ['attributes', 'actor.name'] });
	expect(slim).not.toHaveProperty('attributes');
	expect(slim).toMatchObject({ actor: {}, target: { name: expect.any(String) } });
});

test('leaves out nested lists', async () => {
	const { find } = await searcher(await open({ counts: { identities: 5 } }));
	const [whole] = await find('*');
	const [flat] = await find('*', { includeNested: false });
	const { accounts, access, apps, owns, ...rest } = whole as Hit;
	expect([accounts, access, apps, owns].every(Array.isArray)).toBe(true);
	expect(flat).toEqual(rest);
});

test('lets the official client read past 10,000 documents', async () => {
	jest.spyOn(console, 'log').mockImplementation(() => undefined);
	const tenant = await open({ counts: { events: 10_600 } });
	const api = new SearchApi(
		new Configuration({
			baseurl: tenant.url,
			clientId: defaultClients.pat.id,
			clientSecret: defaultClients.pat.secret,
			tokenUrl: `${tenant.url}/oauth/token`,
		}),
	);
	const search = { indices: ['events' as const], query: { query: '*' }, sort: ['-created'] };
	const { data } = await Paginator.paginateSearchApi(api, search, 1000, 20_000);
	const expected = [...tenant.data.events].map(({ id }) => id).reverse();
	expect(data.map((one) => (one as Hit).id)).toEqual(expected);
	expect(tenant.counters.pages.filter(({ route }) => route === 'POST /search/v1')).toHaveLength(11);
});
