import { CsvWriter } from '../../../nodes/sinks/csv.ts';
import type { WriterOptions } from '../../../nodes/sinks/writer.ts';

/** The file that the pages make. */
function csvOf(pages: unknown[][], options: Partial<WriterOptions> = {}) {
	const writer = new CsvWriter({ fields: [], ...options });
	const text = pages.map((page) => writer.page(page)).join('') + writer.end();
	return { text, leftOut: [...writer.leftOut] };
}

const rows = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join('');

test('the columns are the fields of all records of the first page, in their order', () => {
	const { text } = csvOf([
		[
			{ id: 1, name: 'A' },
			{ id: 2, locked: true },
		],
		[{ id: 3 }],
	]);
	expect(text).toBe(rows('id,name,locked', '1,A,', '2,,true', '3,,'));
});

test('nested values have dotted columns, lists are JSON', () => {
	const record = { id: 1, source: { id: 's', owner: { name: 'O' } }, tags: ['a', 'b'], empty: {} };
	expect(csvOf([[record]]).text).toBe(
		rows('id,source.id,source.owner.name,tags,empty', '1,s,O,"[""a"",""b""]",{}'),
	);
});

test('chosen columns come in the order they are chosen in, missing ones empty', () => {
	const { text } = csvOf([[{ a: 1, b: { c: 2 } }]], { fields: ['b.c', 'x', 'a'] });
	expect(text).toBe(rows('b.c,x,a', '2,,1'));
});

test('a field with a dot in its name is found', () => {
	expect(csvOf([[{ 'a.b': 1 }]], { fields: ['a.b'] }).text).toBe(rows('a.b', '1'));
});

test.each([
	['comma', 'a,b', '"a,b"'],
	['quote', 'a"b', '"a""b"'],
	['line feed', 'a\nb', '"a\nb"'],
	['carriage return', 'a\rb', '"a\rb"'],
	['space', ' a b ', ' a b '],
	['letters of the world', 'Zoë 李', 'Zoë 李'],
	['text that looks like a number', '007', '007'],
	['nothing', '', ''],
	['null', null, ''],
	['missing', undefined, ''],
	['zero', 0, '0'],
	['false', false, 'false'],
])('%s', (_what, value, cell) => {
	expect(csvOf([[{ v: value, w: 1 }]], { fields: ['v', 'w'] }).text).toBe(rows('v,w', `${cell},1`));
});

describe('formulas', () => {
	const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'];
	test.each(FORMULAS)('%j is made text, if asked for', (value) => {
		const { text } = csvOf([[{ v: value }]], { escapeFormulas: true });
		expect(text.replaceAll('"', '')).toBe(rows('v', `'${value}`));
	});
	test.each(FORMULAS)('%j stays as it is, otherwise', (value) => {
		expect(csvOf([[{ v: value }]]).text.replaceAll('"', '')).toBe(rows('v', value));
	});
	test('numbers below zero are no formulas', () => {
		expect(csvOf([[{ v: -1 }]], { escapeFormulas: true }).text).toBe(rows('v', '-1'));
	});
	test('a column name can be one', () => {
		expect(csvOf([[{ '=x': 1 }]], { escapeFormulas: true }).text).toBe(rows("'=x", '1'));
	});
});

test('records that are no objects have a column of their own', () => {
	expect(csvOf([['a', 2]]).text).toBe(rows('value', 'a', '2'));
});

describe('no records', () => {
	test('chosen columns: the header', () => {
		expect(csvOf([], { fields: ['a', 'b'] }).text).toBe(rows('a,b'));
	});
	test('no columns: an empty file', () => {
		expect(csvOf([]).text).toBe('');
	});
});

test('fields that come up only later are named', () => {
	const { text, leftOut } = csvOf([[{ a: 1 }], [{ a: 2, b: 3, c: { d: 4 } }]]);
	expect(text).toBe(rows('a', '1', '2'));
	expect(leftOut).toEqual(['b', 'c.d']);
});

test('of chosen columns, nothing is left out', () => {
	expect(csvOf([[{ a: 1 }], [{ a: 2, b: 3 }]], { fields: ['a'] }).leftOut).toEqual([]);
});
