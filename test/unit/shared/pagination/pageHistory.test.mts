import { splitJsonArray } from '../../../../nodes/shared/api/recordBatch.ts';
import { PageHistory } from '../../../../nodes/shared/pagination/pageHistory.ts';
import type { RecordBatch } from '../../../../nodes/shared/api/recordBatch.ts';

type Row = Record<string, unknown>;
const rows = (start: number, end: number, more: Row = {}): Row[] =>
	Array.from({ length: end - start }, (_, index) => ({ id: `r${start + index}`, ...more }));
const asLines = (records: unknown[]) => splitJsonArray(Buffer.from(JSON.stringify(records)))!;

/** Compares pages in turn. @returns what was found for the last */
function compareAll(...pages: RecordBatch[]) {
	const memory = new PageHistory();
	return pages.map((page) => memory.compare(page)).at(-1);
}

describe.each<[string, (records: Row[]) => RecordBatch]>([
	['parsed', (records) => records],
	['lines', asLines],
])('%s', (_what, of) => {
	test('pages of other records have nothing in common', () => {
		const last = compareAll(of(rows(0, 5)), of(rows(5, 10)), of(rows(10, 12)));
		expect(last).toEqual({ overlap: 0, repeats: 'none' });
	});

	test('the page before again', () => {
		expect(compareAll(of(rows(0, 5)), of(rows(5, 9)), of(rows(5, 9)))).toMatchObject({
			repeats: 'all',
		});
	});

	test('the first page again, in another order', () => {
		const turned = rows(0, 5).reverse();
		expect(compareAll(of(rows(0, 5)), of(rows(5, 9)), of(turned))).toMatchObject({
			repeats: 'all',
		});
	});

	test('records that moved behind the page before, since others were created', () => {
		expect(compareAll(of(rows(0, 5)), of(rows(3, 8)))).toEqual({ overlap: 2, repeats: 'none' });
	});

	test('records of the first page among others', () => {
		const mixed = [...rows(5, 8), ...rows(1, 3)];
		expect(compareAll(of(rows(0, 5)), of(mixed))).toEqual({ overlap: 0, repeats: 'some' });
	});

	test('the first page of a part is remembered too', () => {
		const memory = new PageHistory();
		for (const at of [0, 5, 10, 15, 20]) {
			if (at === 10) memory.startPart();
			memory.compare(of(rows(at, at + 5)));
		}
		expect(memory.compare(of(rows(10, 15)))).toMatchObject({ repeats: 'all' });
		expect(memory.compare(of(rows(0, 5)))).toMatchObject({ repeats: 'all' });
	});
});

test('records that changed are not those that came before', () => {
	const last = compareAll(rows(0, 5), rows(5, 9), rows(0, 4, { modified: true }));
	expect(last).toEqual({ overlap: 0, repeats: 'none' });
});

test('unless page after page consists of them', () => {
	const memory = new PageHistory();
	const found = Array.from({ length: 4 }, (_, at) => memory.compare(rows(0, 5, { now: at })));
	expect(found.map(({ repeats }) => repeats)).toEqual(['none', 'none', 'none', 'all']);
});

test('IDs that records share do not identify them', () => {
	const page = (start: number) => rows(start, start + 5).map((row) => ({ id: 'x', row }));
	expect(compareAll(page(0), page(5))).toEqual({ overlap: 0, repeats: 'none' });
	expect(compareAll(page(0), page(5), page(0))).toMatchObject({ repeats: 'all' });
});

test('equal rows without an ID can be different records', () => {
	expect(compareAll(['a', 'b', 'b'], ['b', 'c', 'a'])).toEqual({ overlap: 0, repeats: 'none' });
	expect(compareAll(['a', 'b', 'c'], ['a'])).toEqual({ overlap: 0, repeats: 'none' });
	expect(compareAll([...'abcde'], [...'edcba'])).toMatchObject({ repeats: 'all' });
});

test.each([[['a']], [['a', 'a']], [[{ value: 1 }, { value: 1 }]]])(
	'however few or equal the rows are, the page before is noticed: %j',
	(page) => {
		expect(compareAll(page, page)).toMatchObject({ repeats: 'all' });
	},
);

test('of rows that are equal to each other, only a long line of the same pages is one too many', () => {
	const memory = new PageHistory();
	const turns = [
		['a', 'b', 'a'],
		['b', 'a', 'b'],
	];
	let pages = 0;
	while (memory.compare(turns[pages % 2]!).repeats === 'none') pages++;
	expect(pages).toBeGreaterThan(40);
	expect(pages).toBeLessThan(200);
});

test('where records can be equal, ID and all, pages can be too', () => {
	const memory = new PageHistory(true);
	memory.compare(rows(0, 5));
	expect(memory.compare(rows(0, 5))).toEqual({ overlap: 0, repeats: 'none' });
	expect(memory.compare(rows(3, 8))).toEqual({ overlap: 0, repeats: 'none' });
});

test.each([2, 3, 5, 17, 100])('a circle of %i pages is noticed', (length) => {
	const memory = new PageHistory();
	// A way in, so that the first page is not part of the circle.
	memory.compare(rows(9000, 9003));
	let at = 0;
	while (memory.compare(rows((at % length) * 3, (at % length) * 3 + 3)).repeats === 'none') at++;
	expect(at).toBeLessThan(4 * length);
});

test('pages without end are noticed in the end', () => {
	const memory = new PageHistory();
	let pages = 0;
	while (pages < 200_000 && memory.compare([{ now: pages }]).repeats === 'none') pages++;
	expect(pages).toBeLessThan(150_000);
});
