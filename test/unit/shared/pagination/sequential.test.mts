import fc from '../../../fastCheck.mts';
import type { ApiResponse, ApiRequest } from '../../../../nodes/shared/api/types.ts';
import { ApiError } from '../../../../nodes/shared/api/errors/errors.ts';
import { paginate } from '../../../../nodes/shared/pagination/paginate.ts';
import { readAll, createRecords } from './listServer.mts';
import { buildSampleResponse, buildSampleRequest } from '../api/samples.mts';

/** Creates a list that is read by the sort values of the last record. */
function createKeysetServer(size: number, cap = 250, counts = true) {
	const queries: Array<ApiRequest['query']> = [];
	const all = Array.from({ length: size }, (_, index) => ({
		id: String(index).padStart(4, '0'),
		name: `N${Math.floor(index / 3)}`,
	}));
	async function send({ query }: ApiRequest): Promise<ApiResponse> {
		queries.push(query);
		const searchAfter = String(query.searchAfter ?? '');
		const from =
			searchAfter === '' ? 0 : all.findIndex(({ id }) => id === searchAfter.split(',').at(-1)) + 1;
		return buildSampleResponse({
			headers: counts && query.count === true ? { 'total-count': String(size) } : {},
			body: all.slice(from, from + Math.min(Number(query.limit), cap)),
		});
	}
	return { send, queries, all };
}

const keyset = { style: 'searchAfter' } as const;
const list = buildSampleRequest({ path: '/entitlements/v1' });

describe('reading by search-after', () => {
	test('returns all records, sorted by id by default', async () => {
		const { send, queries, all } = createKeysetServer(599);
		const { records } = await readAll(send, list, keyset);
		expect(records).toEqual(all);
		expect(queries).toEqual([
			{ sorters: 'id', limit: 250, count: true },
			{ sorters: 'id', limit: 250, searchAfter: '0249' },
			{ sorters: 'id', limit: 250, searchAfter: '0499' },
		]);
	});

	test.each([
		['name', 'name,id', 'N83,0249'],
		['-name', '-name,id', 'N83,0249'],
		['name,-id', 'name,-id', 'N83,0249'],
		[' id ', 'id', '0249'],
		['id,id', 'id', '0249'],
	])('adds id to the order %j', async (userSorters, sorters, searchAfter) => {
		const { send, queries } = createKeysetServer(260);
		await readAll(send, buildSampleRequest({ ...list, query: { sorters: userSorters } }), keyset);
		expect(queries[1]).toEqual({ sorters, limit: 250, searchAfter });
	});

	test('stops at the limit', async () => {
		const { send, queries, all } = createKeysetServer(600);
		const { records } = await readAll(send, list, { ...keyset, limit: 300 });
		expect(records).toEqual(all.slice(0, 300));
		expect(queries.map(({ limit }) => limit)).toEqual([250, 50]);
	});

	test('adapts to a smaller page size of the list', async () => {
		const { send, all } = createKeysetServer(120, 50);
		expect((await readAll(send, list, keyset)).records).toEqual(all);
	});

	test.each<[string, (index: number) => object]>([
		['is missing', () => ({})],
		['is null', () => ({ name: null })],
		['is an object', () => ({ name: { first: 'A' } })],
		['holds a comma', (index) => ({ name: `CN=G${index},OU=Groups` })],
	])('continues by offset after a record whose sort value %s', async (_what, expected) => {
		const queries: Array<ApiRequest['query']> = [];
		const all = Array.from({ length: 600 }, (_, index) => ({
			id: String(index),
			...expected(index),
		}));
		const send = async ({ query }: ApiRequest) => {
			queries.push(query);
			expect(query).not.toHaveProperty('searchAfter');
			const offset = Number(query.offset ?? 0);
			return buildSampleResponse({ body: all.slice(offset, offset + Number(query.limit)) });
		};
		const sorted = buildSampleRequest({ ...list, query: { sorters: 'name' } });
		const { records } = await readAll(send, sorted, { ...keyset, counts: false });
		expect(records).toEqual(all);
		expect(queries.map(({ sorters, offset }) => [sorters, offset])).toEqual([
			['name,id', undefined],
			['name,id', 250],
			['name,id', 500],
			['name,id', 600],
		]);
	});

	test("throws without a request beyond 10,000 records, which can't be read by offset", async () => {
		let requestCount = 0;
		const send = async ({ query }: ApiRequest) => {
			requestCount++;
			const offset = Number(query.offset ?? 0);
			expect(offset + Number(query.limit)).toBeLessThanOrEqual(10_000);
			const body = Array.from({ length: Number(query.limit) }, (_, index) => ({
				id: String(offset + index),
				name: 'OU=a,DC=b',
			}));
			return buildSampleResponse({ body });
		};
		const yielded: unknown[] = [];
		const reading = async () => {
			const sorted = buildSampleRequest({ ...list, query: { sorters: '-name' } });
			const options = { limit: Infinity, pageSize: 240, ...keyset };
			for await (const { records } of paginate(send, sorted, options)) yielded.push(...records!);
		};
		await expect(reading()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^'sorters' can't be used for pagination beyond 10,000 records: the value of 'name'/,
			),
			description: expect.stringContaining("'id'"),
		});
		expect(yielded).toHaveLength(10_000);
		expect(requestCount).toBe(42);
	});

	test('requests the next page before the current one is consumed', async () => {
		const { send, queries } = createKeysetServer(600);
		const reading = paginate(send, list, { limit: 400, pageSize: 250, ...keyset });
		await reading.next();
		expect(queries).toHaveLength(2);
		await reading.next();
		expect(queries).toHaveLength(2);
	});

	test('yields a page once and throws if it is repeated', async () => {
		const body = createRecords(250);
		const reading = paginate(async () => buildSampleResponse({ body }), list, {
			limit: Infinity,
			pageSize: 250,
			...keyset,
		});
		expect((await reading.next()).value).toMatchObject({ records: body });
		await expect(reading.next()).rejects.toThrow(
			'ISC returned records of an earlier page again (reading records after the first 250)',
		);
	});

	test('adapts the page size to the previous page', async () => {
		const { send, queries, all } = createKeysetServer(700);
		const sizes = [100, 50, 250, 250, 250];
		const { records } = await readAll(send, list, {
			...keyset,
			pageSize: 150,
			resize: () => sizes.shift()!,
		});
		expect(records).toEqual(all);
		expect(queries.map(({ limit }) => limit)).toEqual([150, 100, 50, 250, 250]);
	});

	test.each([1, 149, 150, 151, 300, 599, 600, 601])(
		'loses none of %i records if the list returns fewer than the larger page',
		async (size) => {
			const { send, queries, all } = createKeysetServer(size, 150);
			const options = { ...keyset, pageSize: 100, resize: () => 400 };
			expect((await readAll(send, list, options)).records).toEqual(all);
			expect(queries.length).toBeLessThanOrEqual(Math.ceil((size - 100) / 150) + 2);
		},
	);

	test('returns all records once for any sizes', async () => {
		const cap = fc.integer({ min: 1, max: 25 }).map((sizesInTens) => 10 * sizesInTens);
		const size = fc.integer({ min: 1, max: 400 });
		await fc.assert(
			fc.asyncProperty(fc.nat(700), cap, size, fc.infiniteStream(size), async (...input) => {
				const [count, max, pageSize, sizes] = input;
				const { send, all } = createKeysetServer(count, max, count % 2 === 0);
				const resize = () => Number(sizes.next().value);
				const { records } = await readAll(send, list, { ...keyset, pageSize, resize });
				expect(records).toEqual(all);
			}),
		);
	});

	test('throws with the number of records read before a failure', async () => {
		const { send } = createKeysetServer(600);
		const sendFailing = async (request: ApiRequest) => {
			if (request.query.searchAfter === '0499') {
				throw new ApiError({ message: 'ISC returned 500: x', hint: '', status: 500 });
			}
			return await send(request);
		};
		await expect(readAll(sendFailing, list, keyset)).rejects.toThrow(
			'ISC returned 500: x (reading records after the first 500)',
		);
	});
});

describe('reading by cursor', () => {
	/** Creates a list of pages with these cursors. */
	const createCursorList = (cursors: unknown[]) => {
		const queries: Array<ApiRequest['query']> = [];
		const send = async ({ query }: ApiRequest) => {
			const page = queries.push(query) - 1;
			const items = createRecords(4).slice(page * 2, page * 2 + 2);
			return buildSampleResponse({ body: { items, next: cursors[page] } });
		};
		return { send, queries };
	};
	const options = { style: 'next', listField: 'items', pageSize: 2 } as const;
	const launchers = buildSampleRequest({ path: '/launchers/v1' });

	test('sends the cursor of a page with the next request', async () => {
		const { send, queries } = createCursorList(['abc', undefined]);
		const { records } = await readAll(send, launchers, options);
		expect(records).toEqual(createRecords(4));
		expect(queries).toEqual([{ limit: 2 }, { limit: 2, next: 'abc' }]);
	});

	test.each([undefined, null, ''])('ends with the cursor %j', async (cursor) => {
		const { send, queries } = createCursorList([cursor]);
		expect((await readAll(send, launchers, options)).records).toEqual(createRecords(2));
		expect(queries).toHaveLength(1);
	});

	test('continues after an empty page with a cursor', async () => {
		const { send, queries } = createCursorList(['a', 'b', 'c', 'd']);
		expect((await readAll(send, launchers, options)).records).toEqual(createRecords(4));
		expect(queries).toHaveLength(5);
	});

	test('throws for a repeated cursor', async () => {
		const { send, queries } = createCursorList(['a', 'a', 'a', 'a']);
		await expect(readAll(send, launchers, options)).rejects.toThrow(/of an earlier page again/);
		expect(queries).toHaveLength(2);
	});

	test('throws for endless empty pages', async () => {
		let page = 0;
		const send = async () => buildSampleResponse({ body: { items: [], next: String(page++) } });
		await expect(readAll(send, launchers, options)).rejects.toThrow(/of an earlier page again/);
		expect(page).toBeLessThan(25);
	});

	test('throws for a loop of pages of any length', async () => {
		let page = 0;
		const send = async () => {
			const index = page++ % 7;
			return buildSampleResponse({ body: { items: [{ id: index }], next: `mark ${index}` } });
		};
		await expect(readAll(send, launchers, options)).rejects.toThrow(/of an earlier page again/);
		expect(page).toBeLessThan(20);
	});
});

describe('reading by another style', () => {
	test('sends start instead of offset', async () => {
		const queries: Array<ApiRequest['query']> = [];
		const send = async ({ query }: ApiRequest) => {
			queries.push(query);
			return buildSampleResponse({
				body: createRecords(300).slice(Number(query.start), Number(query.start) + 250),
			});
		};
		const { records } = await readAll(send, list, { style: 'start' });
		expect(records).toEqual(createRecords(300));
		expect(queries.map(({ start }) => start)).toEqual([0, 250, 300]);
		expect(queries[0]).not.toHaveProperty('offset');
	});

	test('sends one request without limit and offset for none', async () => {
		const queries: Array<ApiRequest['query']> = [];
		const send = async ({ query }: ApiRequest) => {
			queries.push(query);
			return buildSampleResponse({ body: createRecords(250) });
		};
		const { records } = await readAll(send, list, { style: 'none', limit: 7 });
		expect(records).toEqual(createRecords(7));
		expect(queries).toEqual([{}]);
	});
});
