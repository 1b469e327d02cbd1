import { getOperationById, storedOperations } from '../../nodes/shared/catalogue/operations.ts';
import details from '../../nodes/shared/catalogue/lookupDetails.json';
import { editorFor } from './editor.mts';
import { useScript, type Sent } from './scripted.mts';

const { answer, sent, store } = useScript();
const search = async (parameters: object, text?: string, token?: string) =>
	await editorFor(store(), parameters as never).search('searchPathParameter1', text, token);

const workItem = { resource: 'workItem', operation: 'getWorkItemV1' };

/** A list of so many records, page by page. */
const list =
	(total: number) =>
	({ query }: Sent) => {
		const from = Number(query.offset ?? 0);
		const count = Math.max(0, Math.min(Number(query.limit ?? 250), total - from));
		const body = Array.from({ length: count }, (_, index) => ({
			id: `w${from + index}`,
			name: `Item ${from + index}.`,
			requesterDisplayName: 'Ann',
		}));
		return { body };
	};

describe('a text that the list itself cannot search', () => {
	test.each([
		['Item 3.', 1],
		['ITEM 120.', 1],
		['item 599.', 3],
	])('%s is found wherever it is', async (text, requests) => {
		answer(list(600));
		const { results } = await search(workItem, text);
		expect(results).toEqual([
			{
				name: expect.stringMatching(new RegExp(`^${text} `, 'i')) as string,
				value: expect.any(String) as string,
			},
		]);
		expect(sent.length).toBeLessThanOrEqual(3);
		expect(sent.length).toBeGreaterThanOrEqual(requests);
	});

	test('is looked for no further than enough records match', async () => {
		answer(list(5_000));
		const { results } = await search(workItem, 'Item');
		expect(results.length).toBeGreaterThanOrEqual(50);
		expect(sent).toHaveLength(1);
	});

	test('is looked for to the end, and nothing is found that is not there', async () => {
		answer(list(600));
		expect((await search(workItem, 'nothing')).results).toEqual([]);
		expect(sent).toHaveLength(3);
	});

	test('is looked for in a limited number of requests, which is said', async () => {
		answer(list(100_000));
		const { results } = await search(workItem, 'nothing');
		expect(sent).toHaveLength(10);
		expect(results).toEqual([
			{ name: expect.stringMatching(/first 2,500 records.*'By ID'/) as string, value: '' },
		]);
	});

	test('is looked for once in a list that ignores the place', async () => {
		answer(() => list(250)({ method: 'GET', path: '', body: '', query: { limit: '250' } }));
		const { results } = await search(workItem, 'Item 3.');
		expect(results.filter(({ value }) => value !== '')).toHaveLength(1);
		expect(sent.length).toBeLessThanOrEqual(10);
	});

	test('finds what stands beside the name, and IDs', async () => {
		answer(() => ({
			body: [
				{ id: 'w1', name: 'Same', requesterDisplayName: 'Ann' },
				{ id: 'w2', name: 'Same', requesterDisplayName: 'Bob' },
			],
		}));
		expect((await search(workItem, 'bob')).results).toMatchObject([{ value: 'w2' }]);
		expect((await search(workItem, 'W1')).results).toMatchObject([{ value: 'w1' }]);
	});
});

test('what the list itself does not find is looked for in its labels', async () => {
	const identity = { id: 'x', name: 'Adam Bo', emailAddress: 'adam@example.org' };
	answer(({ query }) => ({ body: query.filters ? [] : [identity, { id: 'y', name: 'Cy' }] }));
	const source = { resource: 'identity', operation: 'getIdentityV1' };
	expect((await search(source, 'adam@')).results).toMatchObject([{ value: 'x' }]);
	expect(sent.length).toBeLessThanOrEqual(2);
	sent.length = 0;
	answer(() => ({ body: [identity] }));
	await search({ resource: 'source', operation: 'getSourceV1' }, 'Ad');
	expect(sent.map(({ query }) => query.filters !== undefined)).toEqual([true]);
});

test.each<[object, object, string]>([
	[
		{ resource: 'account', operation: 'disableAccountV1' },
		{ id: 'x', name: 'adam', sourceName: 'HR', identity: { name: 'Adam Bo' }, created: null },
		'adam (HR, Adam Bo)',
	],
	[
		{ resource: 'identity', operation: 'getIdentityV1' },
		{ id: 'x', name: 'Adam Bo', emailAddress: 'adam@example.org' },
		'Adam Bo (adam@example.org)',
	],
	[
		{
			resource: 'apiOperation',
			apiOperation: {
				__rl: true,
				mode: 'list',
				value: 'POST /access-request-approvals/v1/{approvalId}/approve',
			},
		},
		{
			id: 'x',
			name: 'Role A',
			requestedFor: { name: 'Adam' },
			requestType: 'GRANT_ACCESS',
			created: '2026-01-05T08:09:10.123Z',
		},
		'Role A (Adam, GRANT_ACCESS, 2026-01-05 08:09)',
	],
	[
		{
			resource: 'apiOperation',
			apiOperation: { __rl: true, mode: 'list', value: 'GET /task-status/v1/{id}' },
		},
		{
			id: 'x',
			uniqueName: 'Aggregate HR',
			type: 'QUARTZ',
			launcher: 'System',
			created: '2026-01-05T08:09:10Z',
		},
		'Aggregate HR, System, QUARTZ, 2026-01-05 08:09 (x)',
	],
	[
		{
			resource: 'apiOperation',
			apiOperation: { __rl: true, mode: 'list', value: 'GET /task-status/v1/{id}' },
		},
		{ id: 'x' },
		'x',
	],
])('%j shows %j as %s', async (parameters, record, label) => {
	answer(() => ({ body: [record] }));
	expect((await search(parameters)).results).toEqual([{ name: label, value: 'x' }]);
});

describe('lifecycle states', () => {
	const setState = {
		resource: 'identity',
		operation: 'setLifecycleStateV1',
		pathParameter1: { __rl: true, mode: 'id', value: 'i1' },
	};
	const searchStates = async (text?: string) =>
		await editorFor(store(), setState as never).search('searchGetLifecycleStatesV1' as never, text);

	test('are those of the identity profile of the selected identity', async () => {
		answer(({ path }) => ({
			body: path.startsWith('/search/')
				? { id: 'i1', identityProfile: { id: 'p1', name: 'Employees' } }
				: [
						{ id: 's1', name: 'Active' },
						{ id: 's2', name: 'Inactive' },
					],
		}));
		expect((await searchStates()).results).toEqual([
			{ name: 'Active', value: 's1' },
			{ name: 'Inactive', value: 's2' },
		]);
		expect((await searchStates('inac')).results).toEqual([{ name: 'Inactive', value: 's2' }]);
		expect(sent.map(({ path }) => path)).toEqual([
			'/search/v1/identities/i1',
			'/identity-profiles/v1/p1/lifecycle-states',
			'/search/v1/identities/i1',
			'/identity-profiles/v1/p1/lifecycle-states',
		]);
	});

	test('are not listed for an identity without an identity profile', async () => {
		answer(() => ({ body: { id: 'i1', identityProfile: null } }));
		await expect(searchStates()).rejects.toThrow("No list is available for 'Lifecycle State'");
		expect(sent.map(({ path }) => path)).toEqual(['/search/v1/identities/i1']);
	});
});

test('a manager is chosen by name and sent by account name', async () => {
	const identity = { id: 'i1', name: 'Jane Doe', alias: 'jane.doe', emailAddress: 'jane@x.org' };
	answer(() => ({ body: [identity] }));
	const create = { resource: 'nonEmployeeRecord', operation: 'createNonEmployeeRecordV1' };
	const { results } = await editorFor(store(), create as never).search(
		'searchListIdentitiesV1' as never,
	);
	expect(results).toEqual([{ name: 'Jane Doe (jane@x.org)', value: 'jane.doe' }]);
});

test('details are of lists that pickers use', () => {
	const lists = new Set(
		storedOperations.flatMap(({ id }) =>
			getOperationById(id)!.parameters.flatMap(({ lookup: picker }) => picker?.list ?? []),
		),
	);
	const known = Object.keys(details);
	expect(known.filter((id) => !lists.has(id))).toEqual([]);
	// A few lists have nothing but an ID.
	expect(known.length).toBeGreaterThan(lists.size * 0.8);
});
