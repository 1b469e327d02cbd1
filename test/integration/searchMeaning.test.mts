/*
 * Conditions mean what their operators say. The judge is not the query that the node builds but plain comparison of
 * texts: the simulator splits text into words as Elasticsearch does, keeps it whole under `.exact`, and knows no
 * `.exact` of IDs and dates.
 */
import type { IDataObject, INodeType } from 'n8n-workflow';

import { IscSearch } from '../../nodes/IscSearch/IscSearch.node.ts';
import { createCredential, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';

const tenant = useTenant({
	counts: { identities: 40, accounts: 120, events: 60 },
	rateLimit: { enabled: false },
	logBodies: true,
});

const search = async (parameters: IDataObject) =>
	await runNode(createCredential(tenant()), {
		nodeType: new IscSearch() as INodeType,
		parameters: { operation: 'search', returnAll: true, ...parameters },
	});
const documents = async (parameters: IDataObject) =>
	(await search(parameters)).items.map(({ json }) => json);
const bodies = () =>
	tenant()
		.counters.requests.filter(({ url }) => url.startsWith('/search'))
		.map(({ body }) => body as IDataObject);
const conditions = (...rows: Array<[field: string, operator: string, value?: unknown]>) => ({
	conditions: {
		condition: rows.map(([field, operator, value]) => ({ field, operator, value })),
	},
});

const VALUES = [
	'Zurich',
	'zurich',
	'Zurich Airport',
	'In Zurich',
	'New York',
	'New York City',
	'BE-Brussels',
	'-dash',
	'a:b/c',
	'<5 & more',
	'(a) [b] {c}',
	'"q" \\ back',
	'x*y?',
	'+plus',
	'CN=Readers,OU=Groups,DC=acme',
	'https://acme.example/a?b=c',
	'jane.doe@acme.example',
	'AND',
	'OR NOT',
	'2026-01-31',
	'2026-01-31T00:00:00.000Z',
	'007',
	'true',
	'Müller-Lüdenscheidt',
	'two  spaces',
	'now',
	'now or never',
	'2026-01',
	'2026-01 plan',
	'2026-01-31 plan',
	'2026-01-31T00:00:00.000Z plan',
	'007 plan',
	'true plan',
];

describe.each([
	['equals', (value: string, wanted: string) => value === wanted],
	['notEquals', (value: string, wanted: string) => value !== wanted],
	['startsWith', (value: string, wanted: string) => value.startsWith(wanted)],
	['contains', (value: string, wanted: string) => value.includes(wanted)],
	['in', (value: string, wanted: string) => value === wanted || value === 'In Zurich'],
])('%s', (operator, compare) => {
	beforeEach(() => {
		VALUES.forEach((location, index) => {
			const one = tenant().data.identities.at(index)!;
			const attributes = { ...one.attributes, location };
			tenant().data.identities.update(one.id, { attributes } as never);
		});
	});
	const parts = (value: string) => [...new Set([value, value.slice(0, -1), value.slice(1)])];

	test.each(VALUES)('%j', async (value) => {
		const wanted = operator === 'startsWith' || operator === 'contains' ? parts(value) : [value];
		for (const text of wanted.filter((one) => one.trim() === one && one !== '')) {
			const operand = operator === 'in' ? JSON.stringify([text, 'In Zurich']) : text;
			const found = await documents(conditions(['attributes.location', operator, operand]));
			const locations = found
				.map(({ attributes }) => String((attributes as IDataObject).location))
				.filter((location) => VALUES.includes(location));
			expect(locations.sort()).toEqual(VALUES.filter((one) => compare(one, text)).sort());
		}
	});
});

describe.each(['name', 'description'])('the whole %s of a role', (field) => {
	const texts = VALUES.filter((value) => /^(now|2026|007|true)/.test(value)).concat(
		'7',
		'1.5',
		'1.5 x',
	);
	beforeEach(() => {
		for (const text of texts) {
			const first = tenant().data.roles.at(0)!;
			tenant().data.roles.add({ ...first, id: undefined, [field]: text } as never);
		}
	});

	test.each(texts)('equals %j', async (value) => {
		const wanted = { indices: ['roles'], ...conditions([field, 'equals', value]) };
		expect((await documents(wanted)).map((role) => role[field])).toEqual([value]);
	});

	test.each(texts)('is not %j', async (value) => {
		const wanted = { indices: ['roles'], ...conditions([field, 'notEquals', value]) };
		const found = (await documents(wanted)).map((role) => role[field]);
		expect(texts.filter((text) => !found.includes(text))).toEqual([value]);
	});
});

test('Contains Words ignores only case', async () => {
	const one = tenant().data.identities.at(1)!;
	const attributes = { ...one.attributes, location: 'In New York City' };
	tenant().data.identities.update(one.id, { attributes } as never);
	const by = async (value: string) =>
		(await documents(conditions(['attributes.location', 'hasWords', value]))).map(({ id }) => id);
	expect(await by('new york')).toContain(one.id);
	expect(await by('york new')).not.toContain(one.id);
});

test.each([
	['an ID', 'id'],
	['an ID of another object', 'source.id'],
])('%s is found without .exact', async (_case, field) => {
	const [sample] = await documents({ limit: 1, returnAll: false });
	const value = field === 'id' ? sample!.id : (sample!.source as IDataObject).id;
	const found = await documents(conditions([field, 'equals', value]));
	expect(found.map(({ id }) => id)).toContain(sample!.id);
});

describe('days', () => {
	const at = (created: string) =>
		tenant().data.events.add({ created, action: 'LATE', name: created } as never);
	const late = (...rows: Parameters<typeof conditions>) => ({
		indices: ['events'],
		query: 'action:LATE',
		...conditions(...rows),
	});
	const names = async (parameters: IDataObject) =>
		(await documents(parameters)).map(({ created }) => created);

	beforeEach(() => {
		for (const created of ['2026-01-31T03:00:00.000Z', '2026-01-31T23:59:59.000Z']) at(created);
		for (const created of ['2026-01-30T23:59:59.000Z', '2026-02-01T03:00:00.000Z']) at(created);
	});

	test.each<[string, Parameters<typeof conditions>, number]>([
		['Equals', [['created', 'equals', '2026-01-31']], 2],
		[
			'From and To',
			[
				['created', 'from', '2026-01-31'],
				['created', 'to', '2026-01-31'],
			],
			2,
		],
		['To', [['created', 'to', '2026-01-31']], 3],
		['After', [['created', 'after', '2026-01-31']], 1],
		['Before', [['created', 'before', '2026-01-31']], 1],
	])('%s matches the whole day', async (_case, rows, count) => {
		expect(await names(late(...rows))).toHaveLength(count);
	});

	test('a filter matches the whole day', async () => {
		const filter = [{ field: 'created', type: 'range', from: '2026-01-31', to: '2026-01-31' }];
		const wanted = { indices: ['events'], query: 'action:LATE', filters: { filter } };
		expect(await names(wanted)).toHaveLength(2);
	});

	test('Time Zone moves the bounds of a day', async () => {
		const options = { timeZone: 'America/Chicago' };
		const day: Parameters<typeof conditions> = [['created', 'equals', '2026-01-31']];
		// 03:00 UTC of 1 February is still 31 January in Chicago; 03:00 UTC of 31 January isn't.
		expect((await names({ ...late(...day), options })).sort()).toEqual([
			'2026-01-31T23:59:59.000Z',
			'2026-02-01T03:00:00.000Z',
		]);
	});

	test('a date from an expression is an exact time', async () => {
		const rows: Parameters<typeof conditions> = [
			['created', 'from', '={{ new Date("2026-01-31T23:00:00Z") }}'],
		];
		expect(await names(late(...rows))).toHaveLength(2);
	});
});

test('conditions on one nested list match one entry of it', async () => {
	const all = await documents({});
	const accountsOf = ({ accounts }: IDataObject) => (accounts ?? []) as IDataObject[];
	const sources = all.flatMap(accountsOf).map(({ source }) => String((source as IDataObject).name));
	for (const source of new Set(sources)) {
		const rows = conditions(
			['@accounts.source.name', 'equals', source],
			['@accounts.disabled', 'equals', 'true'],
		);
		const isIt = (account: IDataObject) =>
			(account.source as IDataObject).name === source && account.disabled === true;
		const expected = all.filter((one) => accountsOf(one).some(isIt)).map(({ id }) => id);
		expect((await documents(rows)).map(({ id }) => id).sort()).toEqual(expected.sort());
	}
});

test('Offset uses a sort order, which can be set', async () => {
	const options = { pagination: 'offset', pageSize: 15 };
	expect(await documents({ options })).toHaveLength(40);
	expect(bodies().map(({ sort }) => sort)).toEqual(Array(bodies().length).fill(['id']));
	tenant().counters.reset();
	await documents({ options, sort: { sorter: [{ field: 'name', descending: true }] } });
	expect(bodies().every(({ sort }) => String(sort) === '-name,id')).toBe(true);
	tenant().counters.reset();
	await documents({ options: { innerHitType: 'access' } });
	expect(bodies()[0]!.sort).toBeUndefined();
});

test('a saved search keeps its order', async () => {
	const saved = tenant().data.savedSearches.at(0)!;
	const orderBy = { identity: ['-name'] };
	const change = { indices: ['identities'], query: '*', sort: ['name'], orderBy };
	tenant().data.savedSearches.update(saved.id, change as never);
	const savedSearch = { __rl: true, mode: 'id', value: saved.id };
	await documents({ queryType: 'saved', savedSearch });
	expect(bodies().at(-1)!.sort).toEqual(['-name', 'id']);
	await documents({ queryType: 'saved', savedSearch, sort: { sorter: [{ field: 'created' }] } });
	expect(bodies().at(-1)!.sort).toEqual(['created', 'id']);
});

test('groups beyond Max Groups cause a notice', async () => {
	const group = {
		operation: 'aggregate',
		aggregationType: 'fields',
		groupBy: 'name',
		metric: 'none',
	};
	const { items, hints } = await search({ ...group, options: { groupSize: 5 } });
	expect(items).toHaveLength(5);
	expect(hints.map(({ message }) => message)).toEqual([
		expect.stringContaining("'name' has more groups than requested: 35 documents"),
	]);
	expect((await search({ ...group, options: { groupSize: 100 } })).hints).toEqual([]);
});

describe('documents that were recorded in tenants', () => {
	test('are returned unchanged: no name or errors, text for a boolean, null for a list', async () => {
		const [activity] = await documents({
			indices: ['accountactivities'],
			limit: 1,
			returnAll: false,
		});
		expect(activity).not.toHaveProperty('errors');
		expect(activity).toHaveProperty('origin', null);
		const [entitlement] = await documents({
			indices: ['entitlements'],
			limit: 1,
			returnAll: false,
		});
		expect(entitlement).toMatchObject({ containsDataAccess: 'false', tags: null });
	});

	test('match the official documents', async () => {
		tenant().options.searchDocuments = 'documented';
		const [activity] = await documents({
			indices: ['accountactivities'],
			limit: 1,
			returnAll: false,
		});
		tenant().options.searchDocuments = 'recorded';
		expect(activity).toHaveProperty('errors');
	});

	test('an error without causes shows the response', async () => {
		const options = { pagination: 'offset', pageSize: 10_000 };
		tenant().faults.add({
			path: '/search/v1',
			status: 400,
			body: {
				detailCode: '400.1 Bad request content',
				messages: [{ locale: 'en-US', text: 'The content is semantically invalid.' }],
			},
		});
		await expect(documents({ options })).rejects.toThrow('The content is semantically invalid.');
	});
});
