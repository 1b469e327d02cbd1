import { parse } from 'csv-parse/sync';
import type { IDataObject, INodeType } from 'n8n-workflow';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { readText } from './binaryStore.mts';
import type { ClientName } from './fixture.mts';
import { countRequests, createCredential, getFailure, useTenant } from './fixture.mts';
import { runNode, type RunOptions } from './n8n.mts';

const IDENTITIES = 40;
const EVENTS = 10_450;
const tenant = useTenant({
	counts: { identities: IDENTITIES, accounts: 120, events: EVENTS },
	rateLimit: { enabled: false },
	logBodies: true,
});

type Options = RunOptions & { client?: ClientName };

const search = async (parameters: IDataObject, { client, ...options }: Options = {}) =>
	await runNode(createCredential(tenant(), client), {
		...options,
		nodeType: new IscSearch() as INodeType,
		parameters: { operation: 'search', ...parameters },
	});

const documents = async (parameters: IDataObject, options?: Options) =>
	(await search(parameters, options)).items.map(({ json }) => json);

/** The bodies of the searches that the tenant saw. */
const bodies = () =>
	tenant()
		.counters.requests.filter(({ url }) => url.startsWith('/search'))
		.map(({ body }) => body as IDataObject);

const everything = { returnAll: true };
const of = (field: string, operator: string, value?: string) => ({
	conditions: { condition: [{ field, operator, value }] },
});
const sorted = (...fields: string[]) => ({
	sort: {
		sorter: fields.map((field) => ({
			field: field.replace('-', ''),
			descending: field.startsWith('-'),
		})),
	},
});
const names = (found: IDataObject[]) => found.map(({ name }) => name);

describe('search results', () => {
	test('contain all identities by default', async () => {
		const found = await documents(everything);
		expect(found).toHaveLength(IDENTITIES);
		expect(new Set(found.map(({ id }) => id)).size).toBe(IDENTITIES);
	});

	test('are limited to 50 unless Return All is on', async () => {
		expect(await documents({ indices: ['events'] })).toHaveLength(50);
		expect(await documents({ indices: ['events'], limit: 7 })).toHaveLength(7);
	});

	test('come from several indices, or from all', async () => {
		const types = async (indices: string[]) => [
			...new Set((await documents({ ...everything, indices, limit: 50 })).map((one) => one._type)),
		];
		expect((await types(['identities', 'roles'])).sort()).toEqual(['identity', 'role']);
		expect((await types([])).length).toBeGreaterThan(3);
	});

	test('match a condition with a hyphen and a space', async () => {
		const { id, attributes } = tenant().data.identities.at(3)!;
		const value = 'BE-Brussels "North" \\ 2';
		tenant().data.identities.update(id, { attributes: { ...attributes, location: value } });
		const found = await documents({ ...everything, ...of('attributes.location', 'equals', value) });
		expect(found).toEqual([expect.objectContaining({ id })]);
	});

	test('match both conditions and query', async () => {
		const { name } = tenant().data.identities.at(5)!;
		const both = { ...of('name', 'equals', name), query: `name:"${name}" OR name:*` };
		expect(names(await documents({ ...everything, ...both }))).toEqual([name]);
		expect(
			names(await documents({ ...everything, ...of('name', 'equals', name), query: 'NOT name:*' })),
		).toEqual([]);
	});

	test('match DSL, text, and filters', async () => {
		const { name } = tenant().data.identities.at(7)!;
		const dsl = { queryType: 'dsl', queryDsl: JSON.stringify({ term: { 'name.exact': name } }) };
		expect(names(await documents(dsl))).toEqual([name]);
		const text = { queryType: 'text', textTerms: String(name), textFields: 'name' };
		expect(names(await documents(text))).toContain(name);
		const filters = { filter: [{ field: 'name.exact', type: 'terms', terms: [name] }] };
		expect(names(await documents({ ...everything, filters }))).toEqual([name]);
		const others = { filter: [{ ...filters.filter[0], mode: 'exclude' }] };
		expect(await documents({ ...everything, filters: others })).toHaveLength(IDENTITIES - 1);
	});

	test('match words anywhere, or any word, only with the options', async () => {
		const text = (more: IDataObject) => ({
			...everything,
			queryType: 'text',
			textTerms: 'zzz, a',
			textFields: 'name',
			...more,
		});
		await documents(text({ options: { matchAny: true, contains: true } }));
		await documents(text({}));
		expect(bodies().map(({ textQuery }) => textQuery)).toEqual([
			{ terms: ['zzz', 'a'], fields: ['name'], matchAny: true, contains: true },
			{ terms: ['zzz', 'a'], fields: ['name'], matchAny: false, contains: false },
		]);
	});

	test('use indices and order of a saved search, and the filters of the node', async () => {
		const saved = tenant().data.savedSearches.at(0)!;
		const locator = { __rl: true, mode: 'id', value: saved.id };
		const found = await documents({ ...everything, queryType: 'saved', savedSearch: locator });
		expect(found.length).toBeGreaterThan(0);
		expect(bodies().at(-1)).toMatchObject({
			indices: saved.indices,
			query: { query: saved.query },
		});
		const filters = { filter: [{ field: 'id', type: 'terms', terms: [found[0]!.id] }] };
		const one = { ...everything, queryType: 'saved', savedSearch: locator, filters };
		expect(await documents(one)).toEqual([found[0]]);
	});

	test('a saved search without a query fails', async () => {
		const { id } = tenant().data.savedSearches.at(0)!;
		tenant().data.savedSearches.update(id, { query: '' } as never);
		const error = await getFailure(documents({ queryType: 'saved', savedSearch: id }));
		expect(error.message).toMatch(/The saved search has no query/);
		expect(bodies()).toEqual([]);
	});

	test('a filter of the node never takes the place of one of the saved search', async () => {
		const { id } = tenant().data.savedSearches.at(0)!;
		const kept = { created: { type: 'EXISTS' } };
		tenant().data.savedSearches.update(id, { filters: kept } as never);
		const filter = (field: string) => ({ filters: { filter: [{ field, type: 'exists' }] } });
		const saved = { queryType: 'saved', savedSearch: id };
		await documents({ ...saved, ...filter('name') });
		expect(bodies().at(-1)!.filters).toEqual({ ...kept, name: { type: 'EXISTS' } });
		tenant().counters.reset();
		const error = await getFailure(documents({ ...saved, ...filter('created') }));
		expect(error.message).toMatch(
			/^'Filters' contain 'created', but the saved search already filters/,
		);
		expect(bodies()).toEqual([]);
	});

	test.each([false, true])(
		'cannot be sorted within a list (descending: %s)',
		async (descending) => {
			const sort = { sorter: [{ field: 'access.name', descending }] };
			const error = await getFailure(documents({ ...everything, sort, options: { pageSize: 7 } }));
			expect(error.message).toMatch(
				/^'Sort By' can't be used for pagination: 'access.name' contains several values/,
			);
		},
	);

	test('can be entries of a nested list', async () => {
		const options = { innerHitType: 'accounts', innerHitQuery: 'source.name:*' };
		const found = await documents({ limit: 5, options });
		expect(found).toHaveLength(5);
		expect(found[0]).toHaveProperty('source');
	});
});

test.each<[IDataObject, IDataObject, IDataObject]>([
	[
		{},
		{ queryFields: 'firstName, email', timeZone: 'America/Chicago' },
		{ query: { query: '*', fields: 'firstName,email', timeZone: 'America/Chicago' } },
	],
	[
		{ operation: 'aggregate', groupBy: 'attributes.department' },
		{ groupSize: 7, minDocCount: 2 },
		{ aggregations: { bucket: { size: 7, minDocCount: 2 } } },
	],
	[
		{ operation: 'typeAhead', prefix: 'a' },
		{ includeNested: false, excludeFields: 'attributes', fields: 'id' },
		{ includeNested: false, queryResultFilter: { includes: ['id'], excludes: ['attributes'] } },
	],
])('%j with the options %j sends %j', async (parameters, options, asked) => {
	await documents({ ...parameters, options });
	expect(bodies()[0]).toMatchObject(asked);
});

describe('more than 10,000 results', () => {
	const events = { ...everything, indices: ['events'] };

	test('return each document once, in order', async () => {
		const found = await documents({ ...events, ...sorted('-created') });
		expect(found).toHaveLength(EVENTS);
		expect(new Set(found.map(({ id }) => id)).size).toBe(EVENTS);
		const created = found.map((one) => String(one.created));
		expect(created).toEqual([...created].sort().reverse());
	});

	test.each<[string, IDataObject]>([
		['items', {}],
		['lines', { output: 'jsonl' }],
	])(
		'short documents are asked for by the thousands once their length is seen: %s',
		async (_what, options) => {
			await documents({ ...events, options });
			const [first, ...others] = tenant().counters.pages.map(({ limit }) => limit!);
			expect(first).toBe(250);
			expect(others).toHaveLength(2);
			expect(Math.min(...others)).toBeGreaterThan(5_000);
		},
	);

	test('use smaller pages for long documents', async () => {
		const details = 'x'.repeat(5_000);
		for (let i = 0; i < 3_000; i++) {
			tenant().data.events.update(tenant().data.events.idAt(i), { details });
		}
		expect(await documents(events)).toHaveLength(EVENTS);
		const [first, second] = tenant().counters.pages.map(({ limit }) => limit!);
		expect(first).toBe(250);
		expect(second).toBeLessThan(1000);
	});

	test('fail by offset, with a hint', async () => {
		const error = await getFailure(documents({ ...events, options: { pagination: 'offset' } }));
		expect(error.message).toMatch(/^ISC returned 400/);
		expect(error.description).toContain("'Search After'");
	});

	test('work by offset within the limit', async () => {
		const options = { pagination: 'offset', pageSize: 500 };
		const found = await documents({ indices: ['events'], limit: 2000, options });
		expect(new Set(found.map(({ id }) => id)).size).toBe(2000);
		expect(
			tenant()
				.counters.offsets('POST /search/v1')
				.sort((a, b) => a - b),
		).toEqual([0, 500, 1000, 1500]);
	});

	test('use the page size of the option', async () => {
		await documents({ indices: ['events'], limit: 300, options: { pageSize: 100 } });
		expect(tenant().counters.pages.map(({ limit }) => limit)).toEqual([100, 100, 100]);
	});
});

describe('order', () => {
	/** Every third identity has no department, as in real tenants. */
	beforeEach(() => {
		for (let i = 0; i < IDENTITIES; i++) {
			const { id, attributes } = tenant().data.identities.at(i)!;
			const department = i % 3 === 0 ? null : `D${i % 2}`;
			const city = i % 4 === 0 ? null : `C${i % 5}`;
			tenant().data.identities.update(id, { attributes: { ...attributes, department, city } });
		}
	});
	const paged = { ...everything, options: { pageSize: 4 } };

	test.each([
		[['attributes.department']],
		[['-attributes.department']],
		[['attributes.department', 'attributes.city']],
		[['-attributes.department', 'attributes.city', '-name']],
		[['attributes.department', '-attributes.city', 'id']],
		[['attributes.city', 'attributes.department']],
		[['-id']],
	])('by %j is the same in pages as in one request', async (fields) => {
		const whole = await documents({ ...everything, ...sorted(...fields) });
		const inPages = await documents({ ...paged, ...sorted(...fields) });
		expect(inPages.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
		expect(new Set(inPages.map(({ id }) => id)).size).toBe(IDENTITIES);
	});

	test('by a field without values uses the next field', async () => {
		const found = await documents({ ...paged, ...sorted('attributes.nowhere', 'name') });
		const all = await documents({ ...everything, ...sorted('name') });
		expect(names(found)).toEqual(names(all));
	});

	test.each([['name.exact'], ['-name.exact']])(
		'by %s returns each document once',
		async (field) => {
			const found = await documents({
				...everything,
				...sorted(field),
				options: { pageSize: 4, fields: 'id' },
			});
			expect(found).toHaveLength(IDENTITIES);
			expect(new Set(found.map(({ id }) => id)).size).toBe(IDENTITIES);
		},
	);

	test('fields of the order are requested, but not returned', async () => {
		const found = await documents({
			...paged,
			...sorted('-attributes.department'),
			options: { pageSize: 4, fields: 'name' },
		});
		expect(found).toHaveLength(IDENTITIES);
		expect(found[0]).toEqual({ name: expect.any(String) as string });
		expect(bodies()[0]!.queryResultFilter).toEqual({
			includes: ['name', 'attributes.department', 'id'],
		});
	});

	test('excluded fields can be used for the order', async () => {
		const found = await documents({
			...paged,
			...sorted('name'),
			options: { pageSize: 4, excludeFields: 'name, accounts' },
		});
		expect(found).toHaveLength(IDENTITIES);
		expect(found[0]).not.toHaveProperty('name');
		expect(found[0]).not.toHaveProperty('accounts');
		expect(bodies()[0]!.queryResultFilter).toEqual({ excludes: ['accounts'] });
	});

	test('parts of an excluded field are requested for the order', async () => {
		const found = await documents({
			...paged,
			...sorted('attributes.department'),
			options: { pageSize: 4, excludeFields: 'attributes' },
		});
		expect(new Set(found.map(({ id }) => id)).size).toBe(IDENTITIES);
		expect(found[0]).not.toHaveProperty('attributes');
	});

	test.each<[IDataObject, string[]]>([
		[{ fields: 'name' }, ['name']],
		[{ excludeFields: 'created', fields: 'id, created' }, ['id']],
	])('%j with the order of a saved search', async (more, fields) => {
		const saved = tenant().data.savedSearches.at(0)!;
		tenant().data.savedSearches.update(saved.id, {
			query: '*',
			indices: ['identities'],
			sort: ['-created'],
			filters: null,
		});
		const found = await documents({
			...everything,
			queryType: 'saved',
			savedSearch: saved.id,
			options: { pageSize: 4, ...more },
		});
		expect(found).toHaveLength(IDENTITIES);
		expect(Object.keys(found[0]!)).toEqual(fields);
		expect(bodies().at(-1)!.sort).toEqual(['-created', 'id']);
	});

	test('without nested lists', async () => {
		const [nested] = await documents({ limit: 1 });
		const [plain] = await documents({ limit: 1, options: { includeNested: false } });
		expect(nested).toHaveProperty('accounts');
		expect(plain).not.toHaveProperty('accounts');
	});
});

describe('other operations', () => {
	test('count returns one item', async () => {
		expect(await documents({ operation: 'count', indices: ['events'] })).toEqual([
			{ count: EVENTS },
		]);
		const { name } = tenant().data.identities.at(2)!;
		expect(await documents({ operation: 'count', ...of('name', 'equals', name) })).toEqual([
			{ count: 1 },
		]);
	});

	test('Get Document returns a document by its ID', async () => {
		const { id, name } = tenant().data.identities.at(2)!;
		const parameters = { operation: 'getDocument', index: 'identities', documentId: id };
		expect(await documents(parameters)).toEqual([expect.objectContaining({ id, name })]);
	});

	test('type-ahead, with all its settings', async () => {
		await documents({
			operation: 'typeAhead',
			prefix: 'a',
			typeAheadField: 'source.name',
			options: { nestedType: 'accounts', maxExpansions: 20, size: 5, typeAheadSort: 'valueAsc' },
		});
		expect(bodies()[0]).toMatchObject({
			indices: ['identities'],
			queryType: 'TYPEAHEAD',
			typeAheadQuery: {
				query: 'a',
				field: 'source.name',
				nestedType: 'accounts',
				maxExpansions: 20,
				size: 5,
				sort: 'asc',
				sortByValue: true,
			},
		});
	});

	test('aggregate returns groups as rows', async () => {
		const rows = await documents({
			operation: 'aggregate',
			groupBy: 'attributes.department',
			options: { groupSize: 3 },
		});
		expect(rows.length).toBeLessThanOrEqual(3);
		expect(rows[0]).toEqual({
			'attributes.department': expect.any(String) as string,
			count: expect.any(Number) as number,
		});
	});

	test('aggregate returns nested groups with a metric', async () => {
		const rows = await documents({
			operation: 'aggregate',
			groupBy: '@accounts.source.name',
			metric: 'UNIQUE_COUNT',
			metricField: '@accounts.id',
		});
		expect(rows.length).toBeGreaterThan(1);
		for (const row of rows) expect(row['unique_count of accounts.id']).toBe(row.count);
		const parameters = { operation: 'aggregate', groupBy: 'attributes.department, inactive' };
		const nested = await documents(parameters);
		expect(nested[0]).toEqual({
			'attributes.department': expect.any(String) as string,
			inactive: expect.anything() as unknown,
			count: expect.any(Number) as number,
		});
	});

	test('aggregate returns one value, the raw response, and DSL results', async () => {
		const count = { operation: 'aggregate', metric: 'COUNT', metricField: 'id' };
		expect(await documents(count)).toEqual([{ 'count of id': IDENTITIES }]);
		const [raw] = await documents({ ...count, options: { aggregationResult: 'raw' } });
		expect(raw).toMatchObject({ aggregations: { 'count of id': { value: IDENTITIES } } });
		const dsl = {
			operation: 'aggregate',
			aggregationType: 'dsl',
			aggregationDsl: '{"ids":{"value_count":{"field":"id"}}}',
		};
		expect(await documents(dsl)).toEqual([{ ids: IDENTITIES }]);
	});

	test.each([
		['csv', 'text/csv'],
		['jsonl', 'application/x-ndjson'],
	])('%s writes the result to a file', async (output, mimeType) => {
		const { items } = await search({ ...everything, options: { output, fields: 'name' } });
		expect(items).toHaveLength(1);
		expect(items[0]!.json).toMatchObject({ records: IDENTITIES, fileName: `identities.${output}` });
		expect(items[0]!.binary!.data).toMatchObject({ mimeType });
		const grouped = {
			operation: 'aggregate',
			groupBy: 'attributes.department',
			options: { output },
		};
		expect((await search(grouped)).items[0]!.binary).toBeDefined();
	});
});

describe('Fields', () => {
	const FIELDS = 'name,accounts.source.name,accounts.id,accounts[0].name';
	/** Identities with what is kept of each of their accounts. */
	async function wanted() {
		const all = await documents({ ...everything, sort: sorted('name').sort });
		return all.map(({ name, accounts }) => ({ name, accounts: accounts as IDataObject[] }));
	}
	const account = ({ id, source }: IDataObject) => ({
		source: { name: (source as IDataObject).name },
		id,
	});

	test('inside lists keep the position of each account', async () => {
		const identities = await wanted();
		expect(identities.some(({ accounts }) => accounts.length > 1)).toBe(true);
		const { items, hints } = await search({
			...everything,
			...sorted('name'),
			options: { fields: 'name,accounts.source.name,accounts.id' },
		});
		expect(items.map(({ json }) => json)).toEqual(
			identities.map(({ name, accounts }) => ({ name, accounts: accounts.map(account) })),
		);
		expect(hints).toEqual([]);
	});

	test('inside lists are JSON in a CSV cell', async () => {
		const identities = await wanted();
		const { items } = await search({
			...everything,
			...sorted('name'),
			options: { output: 'csv', fields: FIELDS, byteOrderMark: true },
		});
		const text = await readText(items[0]!.binary!.data!);
		const [header, ...rows] = parse(text, { bom: true }) as unknown as string[][];
		expect(text.startsWith('\uFEFF')).toBe(true);
		expect(header).toEqual(FIELDS.split(','));
		expect(rows).toEqual(
			identities.map(({ name, accounts }) => [
				name,
				JSON.stringify(accounts.map(({ source }) => (source as IDataObject).name)),
				JSON.stringify(accounts.map(({ id }) => id)),
				accounts[0]?.name ?? '',
			]),
		);
	});

	test('that no document has cause a notice', async () => {
		const { items, hints } = await search({ limit: 2, options: { fields: 'idd, nam' } });
		expect(items.map(({ json }) => json)).toEqual([{}, {}]);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^No record has the fields 'idd', 'nam'\./),
		]);
	});
});

describe('invalid parameters fail before a request', () => {
	test.each<[string, IDataObject]>([
		["'Conditions' have no field in row 1", of('', 'equals', 'x')],
		["'Conditions' in row 1: no value for 'name'", of('name', 'equals', '')],
		["'Query (DSL)' isn't valid JSON", { queryType: 'dsl', queryDsl: '{' }],
		["'Words' is required", { queryType: 'text', textTerms: '', textFields: 'name' }],
		["'Saved Search' is required", { queryType: 'saved' }],
		["'Sort By' has no field in row 1", sorted('')],
		["'Limit' must be a whole number of at least 1", { limit: 0 }],
		["'Page Size' must be a whole number from 1 to 10000, not '0'", { options: { pageSize: 0 } }],
		["'Fields' contains 'attributes.*'", { options: { fields: 'id, attributes.*' } }],
		["'Page Size' must be a whole number from 1 to 10000", { options: { pageSize: 10_001 } }],
		["'Filters' have no field in row 1", { filters: { filter: [{ field: '' }] } }],
		["'Group By' is empty, and no calculation is selected", { operation: 'aggregate' }],
		["'Field to Calculate' is required", { operation: 'aggregate', metric: 'SUM' }],
		["'Calculate' has an unsupported value: 'total'", { operation: 'aggregate', metric: 'total' }],
		["'Pagination' has an unsupported value: 'pages'", { options: { pagination: 'pages' } }],
		["'Output' has an unsupported value: 'xlsx'", { options: { output: 'xlsx' } }],
		["'Return All' must be true or false, not 'yes'", { returnAll: 'yes' }],
		["'Document ID' is required", { operation: 'getDocument', index: 'roles', documentId: ' ' }],
		[
			"'Max Suggestions' must be a whole number",
			{ operation: 'typeAhead', prefix: 'a', options: { size: 'x' } },
		],
		["'Starts With' is required", { operation: 'typeAhead', prefix: '' }],
	])('%s', async (message, parameters) => {
		const error = await getFailure(search(parameters));
		expect(error.message).toContain(message);
		expect(error.description).toBeTruthy();
		expect(tenant().counters.requests).toHaveLength(0);
	});

	test('a rejected query has a hint', async () => {
		const error = await getFailure(search({ query: 'name:(' }));
		expect(error.description).toMatch(/double quotes/);
	});

	test('a search is retried after a server error', async () => {
		tenant().faults.add({ path: '/search/v1', times: 1, status: 503 });
		expect(await documents({ limit: 3 })).toHaveLength(3);
		expect(countRequests(tenant(), 'POST /search/v1')).toBe(2);
	});
});
