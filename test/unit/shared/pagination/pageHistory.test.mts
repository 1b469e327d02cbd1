import { splitJsonArray } from '../../../../nodes/shared/api/recordBatch.ts';
import { PageHistory } from '../../../../nodes/shared/pagination/pageHistory.ts';
import type { RecordBatch } from '../../../../nodes/shared/api/recordBatch.ts';

type Row = Record<string, unknown>;
const createRows = (start: number, end: number, more: Row = {}): Row[] =>
	Array.from({ length: end - start }, (_, index) => ({ id: `r${start + index}`, ...more }));
const asLines = (records: unknown[]) => splitJsonArray(Buffer.from(JSON.stringify(records)))!;

/** Compares pages in turn. Returns the result for the last. */
function compareAll(...pages: RecordBatch[]) {
	const history = new PageHistory();
	return pages.map((page) => history.compare(page)).at(-1);
}

describe.each<[string, (records: Row[]) => RecordBatch]>([
	['parsed', (records) => records],
	['lines', asLines],
])('%s', (_what, of) => {
	test('finds nothing in common between pages of different records', () => {
		const previous = compareAll(
			of(createRows(0, 5)),
			of(createRows(5, 10)),
			of(createRows(10, 12)),
		);
		expect(previous).toEqual({ overlap: 0, repeats: 'none' });
	});

	test('recognizes the previous page', () => {
		expect(
			compareAll(of(createRows(0, 5)), of(createRows(5, 9)), of(createRows(5, 9))),
		).toMatchObject({
			repeats: 'all',
		});
	});

	test('recognizes the first page in another order', () => {
		const reversed = createRows(0, 5).reverse();
		expect(compareAll(of(createRows(0, 5)), of(createRows(5, 9)), of(reversed))).toMatchObject({
			repeats: 'all',
		});
	});

	test('recognizes records that new ones moved to the next page', () => {
		expect(compareAll(of(createRows(0, 5)), of(createRows(3, 8)))).toEqual({
			overlap: 2,
			repeats: 'none',
		});
	});

	test('recognizes records of the first page among others', () => {
		const mixed = [...createRows(5, 8), ...createRows(1, 3)];
		expect(compareAll(of(createRows(0, 5)), of(mixed))).toEqual({ overlap: 0, repeats: 'some' });
	});

	test('remembers the first page of a part', () => {
		const history = new PageHistory();
		for (const at of [0, 5, 10, 15, 20]) {
			if (at === 10) history.startPart();
			history.compare(of(createRows(at, at + 5)));
		}
		expect(history.compare(of(createRows(10, 15)))).toMatchObject({ repeats: 'all' });
		expect(history.compare(of(createRows(0, 5)))).toMatchObject({ repeats: 'all' });
	});
});

test("doesn't treat changed records as repeated", () => {
	const previous = compareAll(
		createRows(0, 5),
		createRows(5, 9),
		createRows(0, 4, { modified: true }),
	);
	expect(previous).toEqual({ overlap: 0, repeats: 'none' });
});

test('treats changed records as repeated after several pages', () => {
	const history = new PageHistory();
	const comparisons = Array.from({ length: 4 }, (_, at) =>
		history.compare(createRows(0, 5, { now: at })),
	);
	expect(comparisons.map(({ repeats }) => repeats)).toEqual(['none', 'none', 'none', 'all']);
});

test("doesn't identify records by shared IDs", () => {
	const page = (start: number) => createRows(start, start + 5).map((row) => ({ id: 'x', row }));
	expect(compareAll(page(0), page(5))).toEqual({ overlap: 0, repeats: 'none' });
	expect(compareAll(page(0), page(5), page(0))).toMatchObject({ repeats: 'all' });
});

test('accepts equal records without an ID in a list with IDs', () => {
	const page = (start: number) => [...createRows(start, start + 5), null, { name: 'x' }];
	expect(compareAll(page(0), page(5))).toEqual({ overlap: 0, repeats: 'none' });
	expect(compareAll(page(0), page(5), page(0))).toMatchObject({ repeats: 'all' });
});

test('accepts equal rows without an ID', () => {
	expect(compareAll(['a', 'b', 'b'], ['b', 'c', 'a'])).toEqual({ overlap: 0, repeats: 'none' });
	expect(compareAll(['a', 'b', 'c'], ['a'])).toEqual({ overlap: 0, repeats: 'none' });
	expect(compareAll([...'abcde'], [...'edcba'])).toMatchObject({ repeats: 'all' });
});

test.each([[['a']], [['a', 'a']], [[{ value: 1 }, { value: 1 }]]])(
	'recognizes the previous page with few or equal rows: %j',
	(page) => {
		expect(compareAll(page, page)).toMatchObject({ repeats: 'all' });
	},
);

test('accepts many pages of equal rows, but not endlessly', () => {
	const history = new PageHistory();
	const pagesInTurn = [
		['a', 'b', 'a'],
		['b', 'a', 'b'],
	];
	let pages = 0;
	while (history.compare(pagesInTurn[pages % 2]!).repeats === 'none') pages++;
	expect(pages).toBeGreaterThan(40);
	expect(pages).toBeLessThan(200);
});

test('accepts equal pages if records can be equal, including their IDs', () => {
	const history = new PageHistory(true);
	history.compare(createRows(0, 5));
	expect(history.compare(createRows(0, 5))).toEqual({ overlap: 0, repeats: 'none' });
	expect(history.compare(createRows(3, 8))).toEqual({ overlap: 0, repeats: 'none' });
});

test.each([2, 3, 5, 17, 100])('recognizes a loop of %i pages', (length) => {
	const history = new PageHistory();
	// Start outside the loop, so that the first page isn't part of it.
	history.compare(createRows(9000, 9003));
	let at = 0;
	while (history.compare(createRows((at % length) * 3, (at % length) * 3 + 3)).repeats === 'none')
		at++;
	expect(at).toBeLessThan(4 * length);
});

test('recognizes endless pages', () => {
	const history = new PageHistory();
	let pages = 0;
	while (pages < 200_000 && history.compare([{ now: pages }]).repeats === 'none') pages++;
	expect(pages).toBeLessThan(150_000);
});
