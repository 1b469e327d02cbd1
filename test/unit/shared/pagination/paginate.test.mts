import fc from '../../../fastCheck.mts';
import { extractList } from '../../../../nodes/shared/pagination/page.ts';
import { createListServer, readAll, createRecords } from './listServer.mts';
import { buildSampleResponse, buildSampleRequest } from '../api/samples.mts';

const list = buildSampleRequest();
const getWindows = (queries: Array<Record<string, unknown>>) =>
	queries.map(({ limit, offset }) => [limit, offset]);

describe('reading all records', () => {
	test.each([
		['none', 0, [[250, 0]]],
		['a short page', 7, [[250, 0]]],
		[
			'a short page behind a full one',
			300,
			[
				[250, 0],
				[250, 250],
			],
		],
		[
			'full pages only: totals are believed upwards only',
			500,
			[
				[250, 0],
				[250, 250],
				[250, 500],
			],
		],
	])('works with %s', async (_what, size, expected) => {
		const { send, queries } = createListServer({ size });
		const { records, notices } = await readAll(send, list);
		expect(records).toEqual(createRecords(size));
		expect(getWindows(queries)).toEqual(expected);
		expect(notices).toEqual([]);
	});

	test('uses a known maximum page size of 50', async () => {
		const { send, queries } = createListServer({ size: 120, cap: 50 });
		const { records } = await readAll(send, list, { pageSize: 50 });
		expect(records).toEqual(createRecords(120));
		expect(getWindows(queries)).toEqual([
			[50, 0],
			[50, 50],
			[50, 100],
		]);
	});

	test.each([15, 50, 100])('adapts to an unknown maximum page size of %i', async (cap) => {
		const { send, queries } = createListServer({ size: cap * 2 + 1, cap });
		const { records } = await readAll(send, list);
		expect(records).toEqual(createRecords(cap * 2 + 1));
		expect(getWindows(queries)).toEqual([
			[250, 0],
			[cap, cap],
			[cap, cap * 2],
		]);
	});

	test('uses the requested page size', async () => {
		const { send, queries } = createListServer({ size: 25 });
		const { records } = await readAll(send, list, { pageSize: 10 });
		expect(records).toEqual(createRecords(25));
		expect(getWindows(queries)).toEqual([
			[10, 0],
			[10, 10],
			[10, 20],
		]);
	});

	test('starts at an offset', async () => {
		const { send, queries } = createListServer({ size: 300 });
		const { records } = await readAll(send, list, { start: 20 });
		expect(records).toEqual(createRecords(300).slice(20));
		expect(getWindows(queries)).toEqual([
			[250, 20],
			[250, 270],
		]);
	});

	test('reads a list in a field of the response', async () => {
		const { send } = createListServer({ size: 300, wrappedIn: 'items' });
		const { records } = await readAll(send, list, { listField: 'items' });
		expect(records).toEqual(createRecords(300));
	});
});

describe('reading up to a limit', () => {
	test.each([
		['smaller than a page', 10, [[10, 0]]],
		['of a page', 250, [[250, 0]]],
		[
			'across pages',
			260,
			[
				[250, 0],
				[10, 250],
			],
		],
		[
			'of all records',
			600,
			[
				[250, 0],
				[250, 250],
				[100, 500],
			],
		],
		[
			'past the end',
			1000,
			[
				[250, 0],
				[250, 250],
				[250, 500],
			],
		],
	])('works with %s', async (_what, limit, expected) => {
		const { send, queries } = createListServer({ size: 600 });
		const { records } = await readAll(send, list, { limit });
		expect(records).toEqual(createRecords(Math.min(limit, 600)));
		expect(getWindows(queries)).toEqual(expected);
	});

	test('works with a maximum page size below the limit', async () => {
		const { send, queries } = createListServer({ size: 500, cap: 50 });
		const { records } = await readAll(send, list, { limit: 70 });
		expect(records).toEqual(createRecords(70));
		expect(getWindows(queries)).toEqual([
			[70, 0],
			[20, 50],
		]);
	});
});

test('sends all other parts of the request with each page', async () => {
	const { send, queries } = createListServer({ size: 300 });
	await readAll(
		send,
		buildSampleRequest({ query: { filters: 'name sw "A"', sorters: 'id', limit: 7 } }),
	);
	expect(queries).toEqual([
		{ filters: 'name sw "A"', sorters: 'id', limit: 250, offset: 0, count: true },
		{ filters: 'name sw "A"', sorters: 'id', limit: 250, offset: 250 },
	]);
});

test("doesn't change the request", async () => {
	const frozen = Object.freeze({ ...list, query: Object.freeze({ sorters: 'id' }) });
	await expect(readAll(createListServer({ size: 300 }).send, frozen)).resolves.toBeDefined();
});

describe('a list without pagination', () => {
	test('ends with a repeated page if the total confirms it', async () => {
		const { send, queries } = createListServer({ size: 250, ignores: ['offset'] });
		const { records, notices } = await readAll(send, list);
		expect(records).toEqual(createRecords(250));
		expect(queries).toHaveLength(2);
		expect(notices).toEqual([]);
	});

	test('is checked with a smaller limit if a page is repeated without a total', async () => {
		const ignores = ['limit', 'offset'] as const;
		const { send, queries } = createListServer({ size: 250, counts: false, ignores: [...ignores] });
		const { records, notices } = await readAll(send, list);
		expect(records).toEqual(createRecords(250));
		expect(queries.map(({ limit }) => limit)).toEqual([250, 250, 249]);
		expect(notices).toEqual([
			expect.stringMatching(/^GET \/accounts\/v1 returned the same 250 records/),
		]);
	});

	test('returns a short repeated page once, with a notice', async () => {
		const ignores = ['limit', 'offset'] as const;
		const list100 = { size: 100, cap: 100, counts: false, ignores: [...ignores] };
		const { send, queries } = createListServer(list100);
		const { records, notices } = await readAll(send, list);
		expect(records).toEqual(createRecords(100));
		expect(queries).toHaveLength(2);
		expect(notices).toEqual([
			expect.stringMatching(/returned the same 100 records.* If there are more records/),
		]);
	});

	test('throws for endless short pages', async () => {
		let queries = 0;
		// Rows without an ID can't be recognized as repeated.
		const send = async () => buildSampleResponse({ body: [{ now: queries++ }] });
		await expect(readAll(send, list)).rejects.toThrow(/of an earlier page again/);
		expect(queries).toBeLessThan(1_100);
	});

	test('returns more records than requested once, after another request', async () => {
		const { send, queries } = createListServer({
			size: 400,
			cap: 400,
			ignores: ['limit', 'offset'],
		});
		const { records, notices } = await readAll(send, list);
		expect(records).toEqual(createRecords(400));
		expect(queries).toHaveLength(2);
		expect(notices).toEqual([]);
	});

	test('is cut to the limit if it returns more records', async () => {
		const { send, queries } = createListServer({
			size: 400,
			cap: 400,
			ignores: ['limit', 'offset'],
		});
		const { records } = await readAll(send, list, { limit: 5 });
		expect(records).toEqual(createRecords(5));
		expect(queries).toHaveLength(1);
	});

	test.each<[string, unknown]>([
		['an object', { id: 1 }],
		['nothing', undefined],
		['text', 'a,b'],
	])('yields the response if it contains %s instead of a list', async (_what, body) => {
		const { records, responses } = await readAll(async () => buildSampleResponse({ body }), list);
		expect(records).toEqual([]);
		expect(responses).toEqual([buildSampleResponse({ body })]);
	});
});

test.each<[string, unknown, string | undefined, unknown]>([
	['the answer itself', [1], undefined, [1]],
	['the answer itself, for an empty field name', [1], '', [1]],
	['a field', { items: [1] }, 'items', [1]],
	['a field within a field', { page: { items: [1] } }, 'page.items', [1]],
	['a missing field', { items: [1] }, 'results', undefined],
	["a field that isn't a list", { items: { 0: 1 } }, 'items', undefined],
	['no body', undefined, 'items', undefined],
	['text', 'text', undefined, undefined],
])('extracts the list in %s', (_what, body, listField, expected) => {
	expect(extractList(buildSampleResponse({ body }), listField)).toEqual(expected);
});

describe('for any list, page size, limit, and concurrency', () => {
	const PAST_END = 'Specified offset is invalid.';
	const count = (max: number) => fc.integer({ min: 1, max });
	const input = fc.record({
		size: fc.integer({ min: 0, max: 900 }),
		cap: fc.constantFrom(15, 50, 100, 250),
		pageSize: count(400),
		limit: fc.oneof(count(1000), fc.constant(Infinity)),
		start: fc.integer({ min: 0, max: 40 }),
		width: fc.integer({ min: 1, max: 20 }),
		counts: fc.boolean(),
		pastEnd: fc.constantFrom(undefined, [400, PAST_END], [404, PAST_END]) as fc.Arbitrary<
			[number, string]
		>,
	});

	test('returns the requested records once, in order, with few requests', async () => {
		await fc.assert(
			fc.asyncProperty(input, async ({ pageSize, limit, start, width, ...server }) => {
				// Lists reject an offset past the end only on later pages. The first offset is the user's.
				fc.pre(start === 0 || start < server.size);
				const { send, queries } = createListServer(server);
				const options = { pageSize, limit, start, getConcurrency: () => width };
				const { records } = await readAll(send, list, options);
				expect(records).toEqual(createRecords(server.size).slice(start, start + limit));
				const smallest = Math.min(pageSize, server.cap);
				// The end can require an empty or rejected page and a count, and an unknown page size another page.
				// Without a total, few pages are requested ahead.
				const needed = Math.ceil(Math.min(limit, server.size) / smallest);
				expect(queries.length).toBeLessThanOrEqual(needed + (server.pastEnd ? 6 : 5));
				for (const { limit: size } of queries) {
					expect(Number(size)).toBeLessThanOrEqual(pageSize);
				}
			}),
		);
	});
});

describe('a list by offset in which records move to the front while it is read', () => {
	/** Reads a list that changes after its first page. */
	async function readChanging(change: (rows: Array<{ id: number }>) => void, countsLater: boolean) {
		const rows = Array.from({ length: 380 }, (_, id) => ({ id }));
		let requests = 0;
		const send = async ({ query }: { query: Record<string, unknown> }) => {
			if (++requests === 2) change(rows);
			const offset = Number(query.offset);
			const headers: Record<string, string> = {};
			if (requests === 1 || countsLater) headers['x-total-count'] = String(rows.length);
			const body = rows.slice(offset, offset + Number(query.limit));
			return await Promise.resolve(buildSampleResponse({ body, headers }));
		};
		return await readAll(send as never, list).then(
			({ records }) => records.length,
			(error: Error) => error.message,
		);
	}

	test.each([true, false])(
		'ends with an error if one of a later page moved (total in later pages: %s)',
		async (countsLater) => {
			const moveOne = (rows: Array<{ id: number }>) => rows.unshift(...rows.splice(300, 1));
			expect(await readChanging(moveOne, countsLater)).toMatch(/^Read 379 of 380 records/);
		},
	);

	test.each([true, false])(
		'is complete if one was created (total in later pages: %s)',
		async (countsLater) => {
			const addOne = (rows: Array<{ id: number }>) => rows.unshift({ id: 1_000 });
			expect(await readChanging(addOne, countsLater)).toBe(380);
		},
	);
});
