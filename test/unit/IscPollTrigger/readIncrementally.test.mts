import fc from '../../fastCheck.mts';
import type { ApiRequest } from '../../../nodes/shared/api/types.ts';
import { toUtcIso, parseRecordDate } from '../../../nodes/shared/parameters/recordDates.ts';
import { readIncrementally } from '../../../nodes/IscPollTrigger/sources/readIncrementally.ts';
import { buildSampleResponse, buildSampleRequest } from '../shared/api/samples.mts';

const START = Date.parse('2026-03-01T00:00:00Z');

interface Row {
	id: number;
	modified: string;
}
const rows = (dates: number[]): Row[] =>
	dates.map((at, id) => ({ id, modified: toUtcIso(START + at) }));

/** A list with a filter and a sorter by `modified`, which can change between requests. */
function server(table: Row[], cap: number, between: (request: number) => void = () => {}) {
	const asked: Array<ApiRequest['query']> = [];
	const send = async ({ query }: ApiRequest) => {
		asked.push(query);
		between(asked.length);
		const from = String(query.from);
		const offset = Number(query.offset ?? 0);
		const body = table
			.filter(({ modified }) => modified >= from)
			.sort((one, other) => one.modified.localeCompare(other.modified) || one.id - other.id)
			.slice(offset, offset + Math.min(Number(query.limit), cap))
			.map((row) => ({ ...row }));
		return buildSampleResponse({ body });
	};
	return { send, asked };
}

async function readAll(
	{ send }: ReturnType<typeof server>,
	pageSize: number,
	hasDates = true,
	isDocumented = true,
): Promise<Row[]> {
	const read: Row[] = [];
	const source = readIncrementally(send, {
		buildRequest: (from) => buildSampleRequest({ query: { from: toUtcIso(from) } }),
		from: START,
		...(hasDates && { getDate: (record: unknown) => parseRecordDate((record as Row).modified) }),
		pageSize,
		isDocumented,
		listField: '',
		offset: 'offset',
	});
	for await (const page of source) read.push(...(page as Row[]));
	return read;
}

const ids = (list: Row[]) => [...new Set(list.map(({ id }) => id))].sort((a, b) => a - b);

test('reads every record, with few or many of the same date', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 150 }),
			fc.integer({ min: 1, max: 30 }),
			async (dates, pageSize) => {
				const table = rows(dates);
				expect(ids(await readAll(server(table, 1000), pageSize))).toEqual(ids(table));
			},
		),
	);
});

test('usually reads new records with one request', async () => {
	const list = server(rows([1, 2, 3]), 250);
	await readAll(list, 250);
	expect(list.asked).toEqual([{ from: toUtcIso(START), limit: 250 }]);
});

test('requests one more page after an undocumented short page', async () => {
	const list = server(rows([1, 2, 3]), 250);
	await readAll(list, 250, true, false);
	expect(list.asked.map(({ from }) => from)).toEqual([toUtcIso(START), toUtcIso(START + 3)]);
});

test.each([
	[50, true],
	[50, false],
	[37, true],
	[7, false],
	[1, true],
	[1, false],
])('reads a list with a maximum page size of %d to its end, with dates: %s', async (cap, dates) => {
	const table = rows(Array.from({ length: 120 }, (_, at) => Math.floor(at / 3)));
	expect(ids(await readAll(server(table, cap), 250, dates, false))).toEqual(ids(table));
});

test('misses none when records change during the read', async () => {
	const table = rows(Array.from({ length: 100 }, (_, at) => at));
	// With each request, a read record moves to the end, so an offset would skip one record.
	const list = server(table, 1000, (request) => {
		const moved = table[request * 2];
		if (moved) moved.modified = toUtcIso(START + 1000 + request);
	});
	expect(ids(await readAll(list, 10))).toEqual(ids(table));
	expect(list.asked.some(({ offset }) => offset !== undefined)).toBe(false);
});

test('misses none when records are removed from a list without dates', async () => {
	const table = rows(Array<number>(300).fill(5));
	const left = ids(table).filter((id) => id >= 15);
	// With each request, the first five records are removed, so an offset would skip five records.
	const list = server(table, 1000, (request) => void (request < 4 && table.splice(0, 5)));
	const read = ids(await readAll(list, 100, false));
	expect(read.filter((id) => id >= 15)).toEqual(left);
	// The last page has 15 records and can be shortened, so one more request follows.
	expect(list.asked.map(({ offset }) => offset)).toEqual([undefined, 90, 180, 270, 283]);
});

test('reads a list that ignores sorters to its end', async () => {
	const table = rows(Array.from({ length: 95 }, (_, index) => (index * 37) % 95));
	const asked: unknown[] = [];
	const send = async ({ query }: ApiRequest) => {
		asked.push(query);
		const offset = Number(query.offset ?? 0);
		const since = table.filter(({ modified }) => modified >= String(query.from));
		return buildSampleResponse({ body: since.slice(offset, offset + Number(query.limit)) });
	};
	expect(ids(await readAll({ send, asked: [] }, 10))).toEqual(ids(table));
});

test("a shortened page doesn't end the list", async () => {
	const table = rows(Array.from({ length: 120 }, (_, at) => at));
	const list = server(table, 1000);
	const send = async (one: ApiRequest) =>
		await list.send(list.asked.length === 2 ? { ...one, query: { ...one.query, limit: 20 } } : one);
	expect(ids(await readAll({ send, asked: list.asked }, 50))).toEqual(ids(table));
});

test.each([
	['more than the pages overlap', 40],
	['so many that the next page is empty', 120],
])('misses none when records are removed during the read, %s', async (_name, gone) => {
	const table = rows(Array<number>(260).fill(5));
	const left = ids(table).filter((id) => id >= gone);
	const list = server(table, 1000, (request) => void (request === 2 && table.splice(0, gone)));
	const read = ids(await readAll(list, 200, false));
	expect(read.filter((id) => id >= gone)).toEqual(left);
});

test('throws for a list that changes faster than it can be read', async () => {
	let id = 0;
	const send = async () =>
		buildSampleResponse({ body: Array.from({ length: 10 }, () => ({ id: ++id })) });
	await expect(readAll({ send, asked: [] }, 10, false)).rejects.toThrow(/changes faster/);
});

test('throws for a list that returns the same page repeatedly', async () => {
	const table = rows(Array<number>(30).fill(5));
	const { send, asked } = server(table, 1000);
	const stuck = async (one: ApiRequest) =>
		await send({ ...one, query: { ...one.query, offset: 0 } });
	await expect(readAll({ send: stuck, asked }, 10)).rejects.toThrow(/same page/);
	expect(asked.length).toBeLessThan(5);
});

test('sends one request to an endpoint without pagination', async () => {
	const table = rows(Array<number>(30).fill(5));
	const { send, asked } = server(table, 1000);
	const whole = async (one: ApiRequest) =>
		await send({ ...one, query: { ...one.query, limit: 1000 } });
	expect(ids(await readAll({ send: whole, asked }, 10, false))).toEqual(ids(table));
	expect(asked).toHaveLength(1);
});

test.each([
	['null', { body: null }],
	['204', { status: 204, body: undefined }],
])('ends with %s as an empty list', async (_what, response) => {
	const send = async () => buildSampleResponse(response);
	expect(await readAll({ send, asked: [] }, 10)).toEqual([]);
});

test("throws for a response that isn't a list", async () => {
	const send = async () => buildSampleResponse({ body: { error: 'x' } });
	await expect(readAll({ send, asked: [] }, 10)).rejects.toThrow(/no list/);
});
