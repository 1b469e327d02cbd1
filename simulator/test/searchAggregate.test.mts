import { closeSimulators, open } from './helpers.mts';
import { searcher } from './searchHelpers.mts';
import type { Hit } from './searchHelpers.mts';

afterAll(closeSimulators);

const indices = ['identities'];

/** How often each value occurs, as buckets are listed. */
function tally(values: unknown[]) {
	const counts = new Map<unknown, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts]
		.map(([key, doc_count]) => ({ key, doc_count }))
		.sort((a, b) => b.doc_count - a.doc_count || (String(a.key) < String(b.key) ? -1 : 1));
}

async function opened() {
	const tenant = await open({ counts: { identities: 200, accounts: 400 } });
	const all = await searcher(tenant);
	return { tenant, ...all, hits: await all.find('*') };
}
const getState = (hit: Hit) => (hit.attributes as Record<string, unknown>).cloudLifecycleState;

test('computes terms with metrics, and the number of other documents', async () => {
	const { aggregate, hits } = await opened();
	const states = tally(hits.map(getState));
	const { body } = await aggregate({
		indices,
		query: { query: '*' },
		aggregationsDsl: {
			States: {
				terms: { field: 'attributes.cloudLifecycleState.exact', size: 2 },
				aggs: {
					mean: { avg: { field: 'accountCount' } },
					most: { max: { field: 'accountCount' } },
				},
			},
		},
	});
	const mean = (state: unknown) => {
		const counts = hits
			.filter((hit) => getState(hit) === state)
			.map(({ accountCount }) => accountCount as number);
		return counts.reduce((a, b) => a + b) / counts.length;
	};
	expect(body).toEqual({
		aggregations: {
			States: {
				doc_count_error_upper_bound: 0,
				sum_other_doc_count: (states[2]?.doc_count ?? 0) + (states[3]?.doc_count ?? 0),
				buckets: states.slice(0, 2).map((bucket) => ({
					...bucket,
					mean: { value: expect.closeTo(mean(bucket.key), 8) },
					most: { value: 2 },
				})),
			},
		},
		hits: [],
	});
});

test('counts the documents of the query, and returns hits up to the limit', async () => {
	const { post, hits } = await opened();
	const answer = await post<{ aggregations: { n: { value: number } }; hits: Hit[] }>(
		'/search/v1/aggregate?limit=3&count=true',
		{
			indices,
			query: { query: 'isManager:true' },
			aggregationsDsl: { n: { cardinality: { field: 'id' } } },
		},
	);
	const managers = hits.filter(({ isManager }) => isManager);
	expect(answer.body.aggregations.n.value).toBe(managers.length);
	expect(answer.body.hits).toEqual(managers.slice(0, 3));
	expect(answer.headers.get('x-total-count')).toBe(String(managers.length));
});

test('computes nested aggregations, filters and histograms', async () => {
	const { aggregate, hits } = await opened();
	const access = hits.flatMap((hit) => hit.access as Hit[]);
	const roles = access.filter(({ type }) => type === 'ROLE');
	const { body } = await aggregate({
		indices,
		aggregationsDsl: {
			access: {
				nested: { path: 'access' },
				aggs: {
					roles: {
						filter: { term: { 'access.type': 'ROLE' } },
						aggs: { names: { terms: { field: 'access.name.exact', size: 1000 } } },
					},
				},
			},
			years: { date_histogram: { field: 'created', calendar_interval: 'year' } },
			chief: { missing: { field: 'manager.id' } },
		},
	});
	const { aggregations } = body as unknown as {
		aggregations: Record<string, Record<string, unknown>>;
	};
	expect(aggregations.access).toEqual({
		doc_count: access.length,
		roles: {
			doc_count: roles.length,
			names: expect.objectContaining({ buckets: tally(roles.map(({ name }) => name)) }),
		},
	});
	const years = tally(
		hits.map(({ created }) => `${String(created).slice(0, 4)}-01-01T00:00:00.000Z`),
	);
	expect(aggregations.years?.buckets).toEqual(
		years
			.map(({ key, doc_count }) => ({
				key_as_string: key,
				key: Date.parse(String(key)),
				doc_count,
			}))
			.sort((a, b) => a.key - b.key),
	);
	expect(aggregations.chief).toEqual({ doc_count: 1 });
});

test("computes the same for SailPoint's form", async () => {
	const { aggregate, hits } = await opened();
	const run = async (aggregations: object) =>
		(await aggregate({ indices, aggregationType: 'SAILPOINT', aggregations })).body
			.aggregations as unknown as Record<string, Record<string, unknown>>;
	const bucket = { name: 'States', type: 'TERMS', field: 'attributes.cloudLifecycleState' };
	const states = tally(hits.map(getState));
	expect((await run({ bucket })).States?.buckets).toEqual(states);
	const often = states.filter(({ doc_count }) => doc_count >= (states[1]?.doc_count ?? 0));
	const cut = { ...bucket, minDocCount: states[1]?.doc_count };
	expect((await run({ bucket: cut })).States?.buckets).toEqual(often);
	const counts = hits.map(({ accessCount }) => accessCount as number).sort((a, b) => a - b);
	const sum = counts.reduce((a, b) => a + b);
	const metric = async (type: string | undefined) =>
		(await run({ metric: { name: 'm', type, field: 'accessCount' } })).m;
	expect(await metric('COUNT')).toEqual({ value: 200 });
	expect(await metric(undefined)).toEqual({ value: new Set(counts).size });
	expect(await metric('SUM')).toEqual({ value: sum });
	expect(await metric('AVG')).toEqual({ value: sum / 200 });
	expect(await metric('MIN')).toEqual({ value: counts[0] });
	expect(await metric('MAX')).toEqual({ value: counts.at(-1) });
	const middle = ((counts[99] as number) + (counts[100] as number)) / 2;
	expect(await metric('MEDIAN')).toEqual({ values: { '50.0': middle } });
	const roles = hits.flatMap((hit) => hit.access as Hit[]).filter(({ type }) => type === 'ROLE');
	const filter = { name: 'Roles', type: 'TERM', field: 'access.type', value: 'ROLE' };
	const names = { name: 'Names', field: '@access.name', size: 1000 };
	const nested = await run({ nested: { name: 'Access', type: 'access' }, filter, bucket: names });
	expect(nested).toEqual({
		Access: {
			doc_count: expect.any(Number),
			Roles: {
				doc_count: roles.length,
				Names: expect.objectContaining({ buckets: tally(roles.map(({ name }) => name)) }),
			},
		},
	});
});

test("returns CSV with a row for each bucket, only for SailPoint's form", async () => {
	const { post, send, hits } = await opened();
	const csv = async (body: object) =>
		send<string>('POST', '/search/v1/aggregate', {
			json: { indices, ...body },
			headers: { accept: 'text/csv' },
		});
	const bucket = { name: 'State, of life', field: 'attributes.cloudLifecycleState' };
	const sailPoint = { aggregationType: 'SAILPOINT', aggregations: { bucket } };
	const answer = await csv(sailPoint);
	expect(answer.headers.get('content-type')).toContain('text/csv');
	const rows = tally(hits.map(getState)).map(({ key, doc_count }) => `${key},${doc_count}`);
	expect(answer.text).toBe(['"State, of life",Count', ...rows, ''].join('\r\n'));
	const subAggregation = { bucket: { name: 'Manager', field: 'isManager' } };
	const two = await csv({ ...sailPoint, aggregations: { bucket, subAggregation } });
	const lines = two.text.trim().split('\r\n');
	expect(lines[0]).toBe('"State, of life",Manager,Count');
	const managers = hits.filter((hit) => hit.isManager && getState(hit) === 'active').length;
	expect(lines).toContain(`active,true,${managers}`);
	const metric = await csv({
		aggregationType: 'SAILPOINT',
		aggregations: { metric: { name: 'How many', field: 'id' } },
	});
	expect(metric.text).toBe('How many\r\n200\r\n');
	const dsl = await csv({ aggregationsDsl: { n: { value_count: { field: 'id' } } } });
	expect(dsl.headers.get('content-type')).toContain('json');
	const json = await post('/search/v1/aggregate', { indices, ...sailPoint });
	expect(json.headers.get('content-type')).toContain('json');
});

test.each([
	{},
	{ aggregationType: 'SQL' },
	{ aggregationsDsl: { a: { words: { field: 'id' } } } },
	{ aggregationsDsl: { a: { terms: {} } } },
	{ aggregationsDsl: { a: { terms: { field: 'id', size: 0 } } } },
	{ aggregationsDsl: { a: { avg: { field: 'id' }, sum: { field: 'id' } } } },
	{ aggregationsDsl: { a: { date_histogram: { field: 'created', calendar_interval: 'aeon' } } } },
	{ aggregationType: 'SAILPOINT' },
	{ aggregationType: 'SAILPOINT', aggregations: {} },
	{ aggregationType: 'SAILPOINT', aggregations: { bucket: { name: 'x' } } },
	{ aggregationType: 'SAILPOINT', aggregations: { nested: { name: 'x' } } },
	{
		aggregationType: 'SAILPOINT',
		aggregations: { metric: { name: 'x', field: 'id', type: 'MODE' } },
	},
	{ aggregationType: 'SAILPOINT', aggregations: { filter: { name: 'x', field: 'id' } } },
])('%j is refused', async (body) => {
	const { aggregate } = await searcher(await open());
	expect((await aggregate({ indices, ...body })).status).toBe(400);
});
