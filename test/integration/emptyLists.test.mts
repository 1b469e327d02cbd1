import { getFailure } from './fixture.mts';
import { buildPage, startIsc } from './isc.mts';

let isc: Awaited<ReturnType<typeof startIsc>>;
beforeAll(async () => {
	isc = await startIsc();
});
afterAll(async () => await isc.close());

const list = { method: 'GET', path: '/accounts/v1', returnAll: true };
const unknown = { method: 'GET', path: '/things/v1', returnAll: true };

describe.each<[string, { status?: number; body?: unknown }]>([
	['null', { body: null }],
	['204', { status: 204 }],
])('%s in place of a list', (_what, empty) => {
	test.each([
		['a documented list', { ...list, returnAll: false }],
		['a documented list with Return All', list],
		['any list with Return All', unknown],
	])('is an empty list: %s', async (_kind, parameters) => {
		isc.replying(() => empty);
		const { items } = await isc.run(parameters);
		expect(items).toEqual([]);
	});

	test.each(['csv', 'jsonl'])('is an empty list in a %s file', async (output) => {
		isc.replying(() => empty);
		const { items } = await isc.run({ ...list, options: { output } });
		expect(items[0]!.json).toMatchObject({ records: 0 });
	});

	test.each([list, unknown])('after the last record ends the list: $path', async (parameters) => {
		isc.replying((one) => {
			const page = buildPage(one, 500);
			return page.length > 0 ? { body: page } : empty;
		});
		const { items } = await isc.run(parameters);
		expect(items).toHaveLength(500);
	});

	test('may be another response without Return All', async () => {
		isc.replying(() => empty);
		const { items } = await isc.run({ ...unknown, returnAll: false });
		expect(items).toHaveLength(1);
	});
});

test('null in the list field is an empty list', async () => {
	isc.replying(() => ({ body: { items: null, count: 0 } }));
	const { items } = await isc.run({ ...unknown, options: { listField: 'items' } });
	expect(items).toEqual([]);
});

test.each<[string, object]>([
	['nothing', {}],
	['text', { body: 'maintenance' }],
])('%s in place of a documented list fails', async (_what, response) => {
	isc.replying(() => response);
	const { message } = await getFailure(isc.run(list));
	expect(message).toBe('ISC returned no list (reading records from the start)');
	isc.replying((one) => (one.query.offset === '250' ? response : { body: buildPage(one, 500) }));
	const later = await getFailure(isc.run(list));
	expect(later.message).toBe('ISC returned no list (reading records from offset 250)');
});

test('a number as cursor continues the list', async () => {
	isc.replying(({ query }) => ({
		body: query.next ? { items: [{ id: '2' }], next: null } : { items: [{ id: '1' }], next: 2 },
	}));
	const { items } = await isc.run({
		...unknown,
		options: { pagination: 'next', listField: 'items' },
	});
	expect(items.map(({ json }) => json.id)).toEqual(['1', '2']);
});
