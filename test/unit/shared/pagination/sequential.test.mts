import fc from 'fast-check';

import type { ApiResponse, ApiRequest } from '../../../../nodes/shared/api/types.ts';
import { ApiError } from '../../../../nodes/shared/api/errors/errors.ts';
import { paginate } from '../../../../nodes/shared/pagination/paginate.ts';
import { readAll, createRecords } from './listServer.mts';
import { buildSampleResponse, buildSampleRequest } from '../api/samples.mts';

/** Answers as a list that is read on by the sort values of the last record. */
function keysetServer(size: number, cap = 250, counts = true) {
	const asked: Array<ApiRequest['query']> = [];
	const all = Array.from({ length: size }, (_, index) => ({
		id: String(index).padStart(4, '0'),
		name: `N${Math.floor(index / 3)}`,
	}));
	async function send({ query }: ApiRequest): Promise<ApiResponse> {
		asked.push(query);
		const after = String(query.searchAfter ?? '');
		const from = after === '' ? 0 : all.findIndex(({ id }) => id === after.split(',').at(-1)) + 1;
		return buildSampleResponse({
			headers: counts && query.count === true ? { 'total-count': String(size) } : {},
			body: all.slice(from, from + Math.min(Number(query.limit), cap)),
		});
	}
	return { send, asked, all };
}

const keyset = { style: 'searchAfter' } as const;
const list = buildSampleRequest({ path: '/entitlements/v1' });

describe('by search-after', () => {
	test('all records, sorted by id where no order is given', async () => {
		const { send, asked, all } = keysetServer(599);
		const { records } = await readAll(send, list, keyset);
		expect(records).toEqual(all);
		expect(asked).toEqual([
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
	])('an order of the user, %j, ends with id', async (own, sorters, searchAfter) => {
		const { send, asked } = keysetServer(260);
		await readAll(send, buildSampleRequest({ ...list, query: { sorters: own } }), keyset);
		expect(asked[1]).toEqual({ sorters, limit: 250, searchAfter });
	});

	test('up to a limit', async () => {
		const { send, asked, all } = keysetServer(600);
		const { records } = await readAll(send, list, { ...keyset, limit: 300 });
		expect(records).toEqual(all.slice(0, 300));
		expect(asked.map(({ limit }) => limit)).toEqual([250, 50]);
	});

	test('of a list that gives fewer at a time than asked for', async () => {
		const { send, all } = keysetServer(120, 50);
		expect((await readAll(send, list, keyset)).records).toEqual(all);
	});

	test.each<[string, (index: number) => object]>([
		['is missing', () => ({})],
		['is null', () => ({ name: null })],
		['is an object', () => ({ name: { first: 'A' } })],
		['holds a comma', (index) => ({ name: `CN=G${index},OU=Groups` })],
	])('behind a record whose sort value %s, the list is read on by offset', async (_what, named) => {
		const asked: Array<ApiRequest['query']> = [];
		const all = Array.from({ length: 600 }, (_, index) => ({ id: String(index), ...named(index) }));
		const send = async ({ query }: ApiRequest) => {
			asked.push(query);
			expect(query).not.toHaveProperty('searchAfter');
			const offset = Number(query.offset ?? 0);
			return buildSampleResponse({ body: all.slice(offset, offset + Number(query.limit)) });
		};
		const sorted = buildSampleRequest({ ...list, query: { sorters: 'name' } });
		const { records } = await readAll(send, sorted, { ...keyset, counts: false });
		expect(records).toEqual(all);
		expect(asked.map(({ sorters, offset }) => [sorters, offset])).toEqual([
			['name,id', undefined],
			['name,id', 250],
			['name,id', 500],
			['name,id', 600],
		]);
	});

	test('past 10,000, where an offset leads nowhere, it is refused before a request is spent', async () => {
		let asked = 0;
		const send = async ({ query }: ApiRequest) => {
			asked++;
			const offset = Number(query.offset ?? 0);
			expect(offset + Number(query.limit)).toBeLessThanOrEqual(10_000);
			const body = Array.from({ length: Number(query.limit) }, (_, index) => ({
				id: String(offset + index),
				name: 'OU=a,DC=b',
			}));
			return buildSampleResponse({ body });
		};
		const given: unknown[] = [];
		const reading = async () => {
			const sorted = buildSampleRequest({ ...list, query: { sorters: '-name' } });
			const options = { limit: Infinity, pageSize: 240, ...keyset };
			for await (const { records } of paginate(send, sorted, options)) given.push(...records!);
		};
		await expect(reading()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^'sorters' names 'name', which can't lead past 10,000 records/,
			),
			description: expect.stringContaining("'id'"),
		});
		expect(given).toHaveLength(10_000);
		expect(asked).toBe(42);
	});

	test('the next page is asked for before this one is taken', async () => {
		const { send, asked } = keysetServer(600);
		const reading = paginate(send, list, { limit: 400, pageSize: 250, ...keyset });
		await reading.next();
		expect(asked).toHaveLength(2);
		await reading.next();
		expect(asked).toHaveLength(2);
	});

	test('the same page twice is an error, once the first has been given', async () => {
		const body = createRecords(250);
		const reading = paginate(async () => buildSampleResponse({ body }), list, {
			limit: Infinity,
			pageSize: 250,
			...keyset,
		});
		expect((await reading.next()).value).toMatchObject({ records: body });
		await expect(reading.next()).rejects.toThrow(
			'ISC returned records of an earlier page again (reading records behind the first 250)',
		);
	});

	test('a page size that goes by the page before', async () => {
		const { send, asked, all } = keysetServer(700);
		const sizes = [100, 50, 250, 250, 250];
		const { records } = await readAll(send, list, {
			...keyset,
			pageSize: 150,
			resize: () => sizes.shift()!,
		});
		expect(records).toEqual(all);
		expect(asked.map(({ limit }) => limit)).toEqual([150, 100, 50, 250, 250]);
	});

	test.each([1, 149, 150, 151, 300, 599, 600, 601])(
		'no record of %i is lost where the list gives fewer than a larger page has',
		async (size) => {
			const { send, asked, all } = keysetServer(size, 150);
			const options = { ...keyset, pageSize: 100, resize: () => 400 };
			expect((await readAll(send, list, options)).records).toEqual(all);
			expect(asked.length).toBeLessThanOrEqual(Math.ceil((size - 100) / 150) + 2);
		},
	);

	test('whatever the sizes, all records come once', async () => {
		const cap = fc.integer({ min: 1, max: 25 }).map((tens) => 10 * tens);
		const size = fc.integer({ min: 1, max: 400 });
		await fc.assert(
			fc.asyncProperty(fc.nat(700), cap, size, fc.infiniteStream(size), async (...input) => {
				const [count, most, pageSize, sizes] = input;
				const { send, all } = keysetServer(count, most, count % 2 === 0);
				const resize = () => Number(sizes.next().value);
				const { records } = await readAll(send, list, { ...keyset, pageSize, resize });
				expect(records).toEqual(all);
			}),
		);
	});

	test('a failure says how many records came before it', async () => {
		const { send } = keysetServer(600);
		const failing = async (one: ApiRequest) => {
			if (one.query.searchAfter === '0499') {
				throw new ApiError({ message: 'ISC answered 500: x', hint: '', status: 500 });
			}
			return await send(one);
		};
		await expect(readAll(failing, list, keyset)).rejects.toThrow(
			'ISC answered 500: x (reading records behind the first 500)',
		);
	});
});

describe('by next', () => {
	/** Two pages with a mark between. */
	const marked = (marks: unknown[]) => {
		const asked: Array<ApiRequest['query']> = [];
		const send = async ({ query }: ApiRequest) => {
			const page = asked.push(query) - 1;
			const items = createRecords(4).slice(page * 2, page * 2 + 2);
			return buildSampleResponse({ body: { items, next: marks[page] } });
		};
		return { send, asked };
	};
	const options = { style: 'next', listField: 'items', pageSize: 2 } as const;
	const launchers = buildSampleRequest({ path: '/launchers/v1' });

	test('the mark of a page asks for the next', async () => {
		const { send, asked } = marked(['abc', undefined]);
		const { records } = await readAll(send, launchers, options);
		expect(records).toEqual(createRecords(4));
		expect(asked).toEqual([{ limit: 2 }, { limit: 2, next: 'abc' }]);
	});

	test.each([undefined, null, ''])('a mark that is %j is the end', async (mark) => {
		const { send, asked } = marked([mark]);
		expect((await readAll(send, launchers, options)).records).toEqual(createRecords(2));
		expect(asked).toHaveLength(1);
	});

	test('an empty page with a mark is not the end', async () => {
		const { send, asked } = marked(['a', 'b', 'c', 'd']);
		expect((await readAll(send, launchers, options)).records).toEqual(createRecords(4));
		expect(asked).toHaveLength(5);
	});

	test('a mark that comes again is an error', async () => {
		const { send, asked } = marked(['a', 'a', 'a', 'a']);
		await expect(readAll(send, launchers, options)).rejects.toThrow(/of an earlier page again/);
		expect(asked).toHaveLength(2);
	});

	test('empty pages without end are an error', async () => {
		let page = 0;
		const send = async () => buildSampleResponse({ body: { items: [], next: String(page++) } });
		await expect(readAll(send, launchers, options)).rejects.toThrow(/of an earlier page again/);
		expect(page).toBeLessThan(25);
	});

	test('pages that come in a circle are an error, however long it is', async () => {
		let page = 0;
		const send = async () => {
			const at = page++ % 7;
			return buildSampleResponse({ body: { items: [{ id: at }], next: `mark ${at}` } });
		};
		await expect(readAll(send, launchers, options)).rejects.toThrow(/of an earlier page again/);
		expect(page).toBeLessThan(20);
	});
});

describe('other styles', () => {
	test('start takes the place of offset', async () => {
		const asked: Array<ApiRequest['query']> = [];
		const send = async ({ query }: ApiRequest) => {
			asked.push(query);
			return buildSampleResponse({
				body: createRecords(300).slice(Number(query.start), Number(query.start) + 250),
			});
		};
		const { records } = await readAll(send, list, { style: 'start' });
		expect(records).toEqual(createRecords(300));
		expect(asked.map(({ start }) => start)).toEqual([0, 250, 300]);
		expect(asked[0]).not.toHaveProperty('offset');
	});

	test('none makes one request, without limit and offset', async () => {
		const asked: Array<ApiRequest['query']> = [];
		const send = async ({ query }: ApiRequest) => {
			asked.push(query);
			return buildSampleResponse({ body: createRecords(250) });
		};
		const { records } = await readAll(send, list, { style: 'none', limit: 7 });
		expect(records).toEqual(createRecords(7));
		expect(asked).toEqual([{}]);
	});
});
