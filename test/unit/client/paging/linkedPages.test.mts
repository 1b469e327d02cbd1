import fc from 'fast-check';

import type { Answer, Call } from '../../../../nodes/client/call.ts';
import { CallFailed } from '../../../../nodes/client/errors/failures.ts';
import { pages } from '../../../../nodes/client/paging/pages.ts';
import { readAll, recordsOf } from './listServer.mts';
import { answer, call } from '../samples.mts';

/** Answers as a list that is read on by the sort values of the last record. */
function keysetServer(size: number, cap = 250) {
	const asked: Array<Call['query']> = [];
	const all = Array.from({ length: size }, (_, index) => ({
		id: String(index).padStart(4, '0'),
		name: `N${Math.floor(index / 3)}`,
	}));
	async function send({ query }: Call): Promise<Answer> {
		asked.push(query);
		const after = String(query.searchAfter ?? '');
		const from = after === '' ? 0 : all.findIndex(({ id }) => id === after.split(',').at(-1)) + 1;
		return answer({ body: all.slice(from, from + Math.min(Number(query.limit), cap)) });
	}
	return { send, asked, all };
}

const keyset = { style: 'searchAfter' } as const;
const list = call({ path: '/entitlements/v1' });

describe('by search-after', () => {
	test('all records, sorted by id where no order is given', async () => {
		const { send, asked, all } = keysetServer(599);
		const { records } = await readAll(send, list, keyset);
		expect(records).toEqual(all);
		expect(asked).toEqual([
			{ sorters: 'id', limit: 250 },
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
		await readAll(send, call({ ...list, query: { sorters: own } }), keyset);
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

	test.each<[string, object]>([
		['is missing', { id: '1' }],
		['is null', { id: '1', name: null }],
		['is an object', { id: '1', name: { first: 'A' } }],
		['holds a comma', { id: '1', name: 'Smith, J' }],
	])('a sort value that %s is named, and another order', async (_what, record) => {
		const body = Array<object>(250).fill(record);
		const sorted = call({ ...list, query: { sorters: 'name' } });
		await expect(readAll(async () => answer({ body }), sorted, keyset)).rejects.toMatchObject({
			message: expect.stringMatching(/^'sorters' names 'name'/),
			description: expect.stringContaining("'id'"),
		});
	});

	test('the next page is asked for before this one is taken', async () => {
		const { send, asked } = keysetServer(600);
		const reading = pages(send, list, { limit: 400, pageSize: 250, ...keyset });
		await reading.next();
		expect(asked).toHaveLength(2);
		await reading.next();
		expect(asked).toHaveLength(2);
	});

	test('a page that cannot be read on from is given before that is said', async () => {
		const body = Array<object>(250).fill({ id: '1' });
		const sorted = call({ ...list, query: { sorters: 'name' } });
		const reading = pages(async () => answer({ body }), sorted, {
			limit: 400,
			pageSize: 250,
			...keyset,
		});
		expect((await reading.next()).value).toMatchObject({ records: body });
		await expect(reading.next()).rejects.toThrow(/^'sorters' names 'name'/);
	});

	test('the same page twice ends it, with a notice', async () => {
		const body = recordsOf(250);
		const { records, notices } = await readAll(async () => answer({ body }), list, keyset);
		expect(records).toEqual(body);
		expect(notices).toEqual([expect.stringMatching(/gave the same 250 records/)]);
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
			const more = asked.slice(2).map(({ limit }) => limit);
			expect(more).toEqual(more.map(() => 150));
		},
	);

	test('whatever the sizes, all records come once', async () => {
		const cap = fc.integer({ min: 1, max: 25 }).map((tens) => 10 * tens);
		const size = fc.integer({ min: 1, max: 400 });
		await fc.assert(
			fc.asyncProperty(fc.nat(700), cap, size, fc.infiniteStream(size), async (...input) => {
				const [count, most, pageSize, sizes] = input;
				const { send, all } = keysetServer(count, most);
				const resize = () => Number(sizes.next().value);
				const { records } = await readAll(send, list, { ...keyset, pageSize, resize });
				expect(records).toEqual(all);
			}),
		);
	});

	test('a failure says how many records came before it', async () => {
		const { send } = keysetServer(600);
		const failing = async (one: Call) => {
			if (one.query.searchAfter === '0499') {
				throw new CallFailed({ message: 'ISC answered 500: x', hint: '', status: 500 });
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
		const asked: Array<Call['query']> = [];
		const send = async ({ query }: Call) => {
			const page = asked.push(query) - 1;
			const items = recordsOf(4).slice(page * 2, page * 2 + 2);
			return answer({ body: { items, next: marks[page] } });
		};
		return { send, asked };
	};
	const options = { style: 'next', listField: 'items', pageSize: 2 } as const;
	const launchers = call({ path: '/launchers/v1' });

	test('the mark of a page asks for the next', async () => {
		const { send, asked } = marked(['abc', undefined]);
		const { records } = await readAll(send, launchers, options);
		expect(records).toEqual(recordsOf(4));
		expect(asked).toEqual([{ limit: 2 }, { limit: 2, next: 'abc' }]);
	});

	test.each([undefined, null, ''])('a mark that is %j is the end', async (mark) => {
		const { send, asked } = marked([mark]);
		expect((await readAll(send, launchers, options)).records).toEqual(recordsOf(2));
		expect(asked).toHaveLength(1);
	});

	test('an empty page is the end, whatever mark it has', async () => {
		const { send, asked } = marked(['a', 'b', 'c', 'd']);
		expect((await readAll(send, launchers, options)).records).toEqual(recordsOf(4));
		expect(asked).toHaveLength(3);
	});
});

describe('other styles', () => {
	test('start takes the place of offset', async () => {
		const asked: Array<Call['query']> = [];
		const send = async ({ query }: Call) => {
			asked.push(query);
			return answer({ body: recordsOf(300).slice(Number(query.start), Number(query.start) + 250) });
		};
		const { records } = await readAll(send, list, { style: 'start' });
		expect(records).toEqual(recordsOf(300));
		expect(asked.map(({ start }) => start)).toEqual([0, 250]);
		expect(asked[0]).not.toHaveProperty('offset');
	});

	test('none makes one request, without limit and offset', async () => {
		const asked: Array<Call['query']> = [];
		const send = async ({ query }: Call) => {
			asked.push(query);
			return answer({ body: recordsOf(250) });
		};
		const { records } = await readAll(send, list, { style: 'none', limit: 7 });
		expect(records).toEqual(recordsOf(7));
		expect(asked).toEqual([{}]);
	});
});
