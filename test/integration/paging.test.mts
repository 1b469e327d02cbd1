import { countRequests, getFailure, request, useTenant } from './fixture.mts';

const tenant = useTenant();

const ids = (items: Array<{ json: object }>) =>
	items.map(({ json }) => (json as { id: string }).id);
const offsets = () => tenant().counters.pages.map(({ offset }) => offset);
const limits = () => tenant().counters.pages.map(({ limit }) => limit);

test('returns every record once and in order with Return All', async () => {
	const { items } = await request(tenant(), {
		method: 'GET',
		path: '/accounts/v1',
		returnAll: true,
		query: { parameter: [{ name: 'sorters', value: 'id' }] },
	});
	expect(items).toHaveLength(1000);
	expect(new Set(ids(items)).size).toBe(1000);
	expect(ids(items)).toEqual([...ids(items)].sort());
	expect(offsets()).toEqual([0, 250, 500, 750, 1000]);
});

test.each([
	{ limit: 1, asked: [1] },
	{ limit: 50, asked: [50] },
	{ limit: 260, asked: [250, 10] },
])('requests $asked for Limit $limit', async ({ limit, asked }) => {
	const { items } = await request(tenant(), { method: 'GET', path: '/accounts/v1', limit });
	expect(items).toHaveLength(limit);
	expect(limits()).toEqual(asked);
});

test('requests pages of Page Size', async () => {
	const parameters = { method: 'GET', path: '/identities/v1', returnAll: true };
	const { items } = await request(tenant(), { ...parameters, options: { pageSize: 100 } });
	expect(items).toHaveLength(500);
	expect(limits().every((limit) => limit === 100)).toBe(true);
});

test('lowers Page Size to the largest page of the list', async () => {
	const parameters = { method: 'GET', path: '/roles/v1', returnAll: true };
	const { items } = await request(tenant(), { ...parameters, options: { pageSize: 200 } });
	expect(items).toHaveLength(60);
	expect(limits()).toEqual([50, 50]);
});

test('keeps a filter unchanged through encoding', async () => {
	const name = 'filters';
	const { items } = await request(tenant(), {
		method: 'GET',
		path: '/sources/v1',
		query: { parameter: [{ name, value: 'name eq "R&D #1 50% \\"x\\""' }] },
	});
	expect(items).toHaveLength(0);
	const all = await request(tenant(), { method: 'GET', path: '/sources/v1' });
	const { name: wanted } = all.items[2]!.json;
	const found = await request(tenant(), {
		method: 'GET',
		path: '/sources/v1',
		query: { parameter: [{ name, value: `name eq "${String(wanted)}"` }] },
	});
	expect(ids(found.items)).toEqual([all.items[2]!.json.id]);
});

test.each(['/roles/v1', '/v3/roles', '/v2025/roles'])(
	'%s, which gives 50 at a time, is read to the end',
	async (path) => {
		const { items } = await request(tenant(), { method: 'GET', path, returnAll: true });
		expect(new Set(ids(items)).size).toBe(60);
		expect(limits()).toEqual([50, 50]);
	},
);

test.each([
	{ pageSize: 250, limit: 2000 },
	{ pageSize: 200, limit: 1100 },
])('a list that refuses an offset past its end has ended: $pageSize', async (paging) => {
	tenant().options.pastEnd = 'error';
	const { items } = await request(tenant(), {
		method: 'GET',
		path: '/accounts/v1',
		limit: paging.limit,
		options: { pageSize: paging.pageSize },
	});
	tenant().options.pastEnd = 'empty';
	expect(new Set(ids(items)).size).toBe(1000);
});

test('requests the total once, with the first page', async () => {
	await request(tenant(), {
		method: 'GET',
		path: '/accounts/v1',
		returnAll: true,
		options: { pageSize: 240 },
	});
	const pages = tenant().counters.requests.filter(({ url }) => url.startsWith('/accounts'));
	expect(pages.map(({ url }) => url.includes('count=true'))).toEqual([
		true,
		false,
		false,
		false,
		false,
	]);
});

describe('a stable order', () => {
	const sorters = () =>
		tenant()
			.counters.requests.filter(({ url }) => !url.startsWith('/oauth'))
			.map(({ url }) => new URL(url, 'http://tenant').searchParams.get('sorters'));
	const list = { method: 'GET', path: '/accounts/v1' };

	test('is added to lists of several pages that can be sorted by ID', async () => {
		await request(tenant(), { ...list, limit: 260 });
		expect(sorters()).toEqual(['id', 'id']);
	});

	test.each<[string, object]>([
		['where one page is enough', { limit: 250 }],
		['to a list that is not known to take it', { path: '/sources/v1/some/list', returnAll: true }],
	])('is not added %s', async (_what, more) => {
		await request(tenant(), { ...list, ...more }).catch(() => {});
		expect(new Set(sorters())).toEqual(new Set([null]));
	});

	test("doesn't replace the user's order", async () => {
		const query = { parameter: [{ name: 'sorters', value: '-name' }] };
		await request(tenant(), { ...list, query, returnAll: true });
		expect(new Set(sorters())).toEqual(new Set(['-name']));
	});

	test('is dropped if ISC rejects it', async () => {
		tenant().faults.add({ path: '/accounts/v1', query: 'sorters=id', status: 400 });
		const { items } = await request(tenant(), { ...list, returnAll: true });
		expect(new Set(ids(items)).size).toBe(1000);
		const [first, ...others] = sorters();
		expect(first).toBe('id');
		expect(new Set(others)).toEqual(new Set([null]));
	});
});

test('throws with the offset when a page fails for another reason', async () => {
	tenant().faults.add({ path: '/accounts/v1', query: 'offset=500', status: 400 });
	const { message } = await getFailure(
		request(tenant(), { method: 'GET', path: '/accounts/v1', returnAll: true }),
	);
	expect(message).toMatch(/^ISC returned 400: .* \(reading records from offset 500\)$/);
});

test('requests a list without pagination once', async () => {
	const { items } = await request(tenant(), {
		method: 'GET',
		path: '/workflows/v1',
		returnAll: true,
	});
	expect(items).toHaveLength(8);
	expect(countRequests(tenant(), 'GET /workflows/v1')).toBe(1);
});

test('returns a list once that ignores pagination, with a notice', async () => {
	const options = { pageSize: 8, pagination: 'offset' };
	const parameters = { method: 'GET', path: '/workflows/v1', returnAll: true, options };
	const { items, hints } = await request(tenant(), parameters);
	expect(items).toHaveLength(8);
	expect(hints.map(({ message }) => message)).toEqual([
		expect.stringMatching(
			/doesn't paginate by offset\. If there are more records, choose another 'Pagination' under Options\.$/,
		),
	]);
});

test('unwraps lists that are documented as wrapped', async () => {
	const parameters = { method: 'GET', path: '/campaign-filters/v1' };
	const { items } = await request(tenant(), { ...parameters, returnAll: true });
	expect(items).toHaveLength(6);
	expect(items[0]!.json).toHaveProperty('name');
	const options = { responseFormat: 'full' };
	const wrapped = await request(tenant(), { ...parameters, options });
	expect(wrapped.items[0]!.json.body).toHaveProperty('count', 6);
});

test('extracts the records from List Field', async () => {
	const body = { page: { results: [{ id: 1 }, { id: 2 }] } };
	tenant().faults.add({ path: '/workflows/v1', status: 200, body });
	const parameters = { method: 'GET', path: '/workflows/v1' };
	expect((await request(tenant(), parameters)).items).toHaveLength(1);
	const options = { listField: 'page.results' };
	const { items } = await request(tenant(), { ...parameters, options });
	expect(items.map(({ json }) => json)).toEqual([{ id: 1 }, { id: 2 }]);
});

describe('Pagination', () => {
	const list = { method: 'GET', path: '/entitlements/v1', returnAll: true };
	const searchAfters = () =>
		tenant().counters.requests.filter(({ url }) => url.includes('searchAfter=')).length;

	test('continues entitlements after the last record', async () => {
		const { items } = await request(tenant(), list);
		expect(new Set(ids(items)).size).toBe(300);
		expect(ids(items)).toEqual([...ids(items)].sort());
		expect(searchAfters()).toBe(1);
	});

	test('uses offsets if the user chooses them', async () => {
		const { items } = await request(tenant(), { ...list, options: { pagination: 'offset' } });
		expect(new Set(ids(items)).size).toBe(300);
		expect(searchAfters()).toBe(0);
	});

	test("keeps the user's order", async () => {
		const query = { parameter: [{ name: 'sorters', value: '-name' }] };
		const { items } = await request(tenant(), { ...list, query, options: { pageSize: 40 } });
		const names = items.map(({ json }) => String(json.name));
		expect(new Set(ids(items)).size).toBe(300);
		expect(names).toEqual([...names].sort().reverse());
	});

	test('requests only the first page with None', async () => {
		const { items } = await request(tenant(), { ...list, options: { pagination: 'none' } });
		expect(items).toHaveLength(250);
		expect(countRequests(tenant(), 'GET /entitlements/v1')).toBe(1);
	});
});

test("names the fields of the response if List Field isn't a list", async () => {
	const options = { listField: 'results' };
	const { message, description } = await getFailure(
		request(tenant(), { method: 'GET', path: '/campaign-filters/v1', options }),
	);
	expect(message).toBe("'List Field' is 'results', but this field of the response isn't a list");
	expect(description).toMatch(/items, count|count, items/);
});

test("doesn't paginate a single object", async () => {
	const { items } = await request(tenant(), { method: 'GET', path: '/accounts/v1', limit: 1 });
	await request(tenant(), { method: 'GET', path: `/accounts/v1/${ids(items)[0]}` });
	await request(tenant(), {
		method: 'GET',
		path: '/accounts/v1/{id}',
		pathParameters: { parameter: [{ name: 'id', value: ids(items)[0]! }] },
	});
	const urls = tenant().counters.requests.map(({ url }) => url);
	expect(urls.filter((url) => url.startsWith('/accounts/v1/'))).toEqual(
		Array(2).fill(`/accounts/v1/${ids(items)[0]}`),
	);
});

describe('limit and offset in the query', () => {
	const query = (values: Record<string, string>) => ({
		query: { parameter: Object.entries(values).map(([name, value]) => ({ name, value })) },
	});
	const list = { method: 'GET', path: '/accounts/v1' };

	test('requests the one page that a limit in the query describes', async () => {
		const own = query({ limit: '7', offset: '3' });
		expect((await request(tenant(), { ...list, ...own })).items).toHaveLength(7);
		expect(tenant().counters.pages).toMatchObject([{ limit: 7, offset: 3 }]);
	});

	test('uses limit as page size and offset as start with Return All', async () => {
		const own = query({ limit: '200', offset: '500' });
		const { items } = await request(tenant(), { ...list, ...own, returnAll: true });
		expect(new Set(ids(items)).size).toBe(500);
		expect(offsets()).toEqual([500, 700, 900]);
	});

	test("rejects an offset that isn't a number, before a request", async () => {
		const own = query({ offset: 'two' });
		const { message } = await getFailure(request(tenant(), { ...list, ...own }));
		expect(message).toBe("'offset' must be a whole number of at least 0, not 'two'");
		expect(tenant().counters.total).toBe(0);
	});
});

test('returns more records than a call stack holds', async () => {
	const body = Array.from({ length: 200_000 }, (_, value) => value);
	tenant().faults.add({ path: '/workflows/v1', status: 200, body });
	const { items } = await request(tenant(), {
		method: 'GET',
		path: '/workflows/v1',
		returnAll: true,
	});
	expect(items).toHaveLength(200_000);
});
