import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';

import fc from '../../../fastCheck.mts';
import { MAX_COLUMNS } from '../../../../nodes/shared/output/columns.ts';
import { CsvWriter } from '../../../../nodes/shared/output/csvWriter.ts';
import type { RecordWriterOptions } from '../../../../nodes/shared/output/recordWriter.ts';

const END_OF_CHUNK = [1, 7, 64];

async function* inChunks(bytes: Buffer, size: number) {
	for (let start = 0; start < bytes.length; start += size)
		yield bytes.subarray(start, start + size);
}

async function* toPages(pages: unknown[][]) {
	for (const page of pages) yield await Promise.resolve(page);
}

/** The file that the pages make; `size` is that of the chunks in which it is read back, where it is revised. */
async function csvOf(pages: unknown[][], options: Partial<RecordWriterOptions> = {}, size = 64) {
	const writer = new CsvWriter({ fields: [], ...options });
	const written = await buffer(writer.write(toPages(pages)));
	const revision = writer.revision();
	const file = revision ? await buffer(revision(inChunks(written, size))) : written;
	return file.toString();
}

/** The cells, as a reader of another hand finds them. Rows of other lengths than the header make it fail. */
const cellsOf = (csv: string) => parse(csv, { record_delimiter: '\r\n' }) as unknown as string[][];

const rows = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join('');

describe('columns', () => {
	test('follow the fields of the first page, in their order', async () => {
		const text = await csvOf([
			[
				{ id: 1, name: 'A' },
				{ id: 2, locked: true },
			],
			[{ id: 3 }],
		]);
		expect(text).toBe(rows('id,name,locked', '1,A,', '2,,true', '3,,'));
	});

	test('of nested values are dotted, lists are JSON', async () => {
		const record = {
			id: 1,
			source: { id: 's', owner: { name: 'O' } },
			tags: ['a', 'b'],
			empty: {},
		};
		expect(await csvOf([[record]])).toBe(
			rows('id,source.id,source.owner.name,tags,empty', '1,s,O,"[""a"",""b""]",{}'),
		);
	});

	test.each(END_OF_CHUNK)('that appear later complete all rows (chunks of %i)', async (size) => {
		const pages = [
			[{ a: 'x\r\n"y"' }, {}],
			[],
			[{ a: 2, b: 3, c: { d: '\r' } }],
			[{ a: 'é', e: '\n' }],
			[{ c: { d: 5 } }],
		];
		const text = await csvOf(pages, {}, size);
		expect(cellsOf(text)).toEqual([
			['a', 'b', 'c.d', 'e'],
			['x\r\n"y"', '', '', ''],
			['', '', '', ''],
			['2', '3', '\r', ''],
			['é', '', '', '\n'],
			['', '', '5', ''],
		]);
	});

	test('of a value that later is an object include the fields of the object', async () => {
		const pages = [[{ id: 1, manager: null }], [{ id: 2, manager: { id: 'm' } }]];
		expect(cellsOf(await csvOf(pages))).toEqual([
			['id', 'manager', 'manager.id'],
			['1', '', ''],
			['2', '', 'm'],
		]);
	});

	test('keep values of names with dots, brackets, and quotes, at any depth', async () => {
		const record = {
			id: '1',
			attributes: { 'manager.user_name': 'bob', 'a[0]': 'x', 'a"b': 'y', '': 'z', 'c,d': 'w' },
			addresses: { 'work.primary': { 'locality.x': 'Rome' } },
		};
		expect(cellsOf(await csvOf([[record]]))).toEqual([
			[
				'id',
				'attributes.manager.user_name',
				'attributes.a[0]',
				'attributes.a"b',
				'attributes.',
				'attributes.c,d',
				'addresses.work.primary.locality.x',
			],
			['1', 'bob', 'x', 'y', 'z', 'w', 'Rome'],
		]);
	});

	test('of a name and a path with the same text are different', async () => {
		const record = { 'a.b': 1, a: { b: 2 }, '["a"]["b"]': 3 };
		const [header, row] = cellsOf(await csvOf([[record]]));
		expect(header).toEqual(['a.b', '["a"]["b"]', '["[\\"a\\"][\\"b\\"]"]']);
		expect(row).toEqual(['1', '2', '3']);
	});

	test('can have the names of built-in properties', async () => {
		const text = '[{"id":1,"a":{"length":3,"__proto__":"p","constructor":"c","toString":{"x":1}}}]';
		expect(await csvOf([JSON.parse(text) as unknown[]])).toBe(
			rows('id,a.length,a.__proto__,a.constructor,a.toString.x', '1,3,p,c,1'),
		);
	});

	test('are named value for text and numbers', async () => {
		expect(await csvOf([['a', 2]])).toBe(rows('value', 'a', '2'));
	});

	test(`can be ${MAX_COLUMNS}, but not more`, async () => {
		const keyed = (count: number) =>
			Object.fromEntries(Array.from({ length: count }, (_, key) => [`id${key}`, 1]));
		expect(cellsOf(await csvOf([[keyed(MAX_COLUMNS)]]))[0]).toHaveLength(MAX_COLUMNS);
		await expect(csvOf([[{ by: keyed(MAX_COLUMNS + 1) }]])).rejects.toThrow(
			/^'Fields' is empty, and the records have more than 5,000 different fields/,
		);
		expect(cellsOf(await csvOf([[{ by: keyed(9000) }]], { fields: ['by'] }))).toHaveLength(2);
	});

	test('have complete rows after a failure', async () => {
		const writer = new CsvWriter({ fields: [] });
		const ids = Object.fromEntries(Array.from({ length: 6000 }, (_, key) => [`id${key}`, 1]));
		const written: Uint8Array[] = [];
		const write = async () => {
			const pages = toPages([[{ a: 1 }, { a: 2 }], [ids]]);
			for await (const chunk of writer.write(pages)) written.push(chunk);
		};
		await expect(write()).rejects.toThrow(/different fields/);
		const revised = await buffer(writer.revision()!(inChunks(Buffer.concat(written), 9)));
		const [header, ...rest] = cellsOf(revised.toString());
		expect(header).toHaveLength(MAX_COLUMNS);
		expect(rest.map(([a]) => a)).toEqual(['1', '2']);
	});
});

describe('named columns', () => {
	test('keep their order, with empty cells for missing fields', async () => {
		expect(await csvOf([[{ a: 1, b: { c: 2 } }]], { fields: ['b.c', 'x', 'a'] })).toBe(
			rows('b.c,x,a', '2,,1'),
		);
	});

	test('exclude other fields', async () => {
		expect(await csvOf([[{ a: 1 }], [{ a: 2, b: 3 }]], { fields: ['a'] })).toBe(
			rows('a', '1', '2'),
		);
	});

	test('of a list contain the value of each element, as JSON', async () => {
		const records = [
			{ accounts: [{ id: 1, source: { name: 'AD' } }, { id: 2 }] },
			{ accounts: [] },
			{ accounts: [{ id: 3 }] },
			{},
		];
		const text = await csvOf([records], { fields: ['accounts.source.name', 'accounts.id'] });
		expect(cellsOf(text)).toEqual([
			['accounts.source.name', 'accounts.id'],
			['["AD",null]', '[1,2]'],
			['[]', '[]'],
			['', '[3]'],
			['', ''],
		]);
	});

	test('of lists in lists are nested', async () => {
		const records = [{ a: [{ b: [{ c: 'x,y' }, { c: 'z' }] }, { b: [{ c: '"' }] }] }];
		const [, [cell]] = cellsOf(await csvOf([records], { fields: ['a.b.c'] })) as [
			string[],
			string[],
		];
		expect(JSON.parse(cell!)).toEqual([['x,y', 'z'], ['"']]);
	});

	test('return text and numbers as value', async () => {
		expect(await csvOf([['a']], { fields: ['id', 'value'] })).toBe(rows('id,value', ',a'));
	});
});

describe('cells', () => {
	test.each([
		['comma', 'a,b', '"a,b"'],
		['quote', 'a"b', '"a""b"'],
		['line feed', 'a\nb', '"a\nb"'],
		['carriage return', 'a\rb', '"a\rb"'],
		['space inside', 'a b', 'a b'],
		['space at the ends, which some readers strip', ' a b ', '" a b "'],
		['byte order mark in front', '\uFEFFa', '"\uFEFFa"'],
		['letters of the world', 'Zoë 李 👩‍👩‍👧', 'Zoë 李 👩‍👩‍👧'],
		['text that looks like a number', '007', '007'],
		['text of many digits', '12345678901234567890', '12345678901234567890'],
		['nothing', '', ''],
		['null', null, ''],
		['missing', undefined, ''],
		['zero', 0, '0'],
		['false', false, 'false'],
		['NUL', 'a\0b', 'a\0b'],
	])('%s', async (_what, value, cell) => {
		expect(await csvOf([[{ v: value, w: 1 }]], { fields: ['v', 'w'] })).toBe(
			rows('v,w', `${cell},1`),
		);
	});

	test('a record whose only column is empty is a row, not a blank line', async () => {
		const text = await csvOf([[{ a: 1 }, { a: null }, {}]], { fields: ['a'] });
		expect(text).toBe(rows('a', '1', '""', '""'));
		expect(parse(text, { skip_empty_lines: true })).toHaveLength(4);
	});

	test('records without fields are rows', async () => {
		expect(cellsOf(await csvOf([[{}, {}], [{ a: 1, b: 2 }]]))).toEqual([
			['a', 'b'],
			['', ''],
			['', ''],
			['1', '2'],
		]);
		expect(cellsOf(await csvOf([[{}, {}]]))).toHaveLength(3);
	});

	test('can be very long', async () => {
		const long = 'é,"\r\n'.repeat(100_000);
		const pages = [[{ a: long }], [{ b: long }]];
		expect(cellsOf(await csvOf(pages, {}, 65_536))).toEqual([
			['a', 'b'],
			[long, ''],
			['', long],
		]);
	});
});

describe('formulas', () => {
	const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx'].concat([
		'\n=1',
		' =1',
		'\0=1',
		'\u00a0+1',
		'＝1',
		'＋1',
		'－1',
		'＠x',
	]);
	test.each(FORMULAS)('prefixes %j if the option is on', async (value) => {
		const [, row] = cellsOf(await csvOf([[{ v: value }]], { escapeFormulas: true }));
		expect(row).toEqual([`'${value}`]);
	});
	test.each(FORMULAS)('keeps %j if the option is off', async (value) => {
		expect(cellsOf(await csvOf([[{ v: value }]]))).toEqual([['v'], [value]]);
	});
	test.each([-1, ['=1'], { '=x': '=y' }, 'a=1', 'a-b'])('%j is not a formula', async (value) => {
		const plain = await csvOf([[{ v: value }]], { fields: ['v'] });
		expect(await csvOf([[{ v: value }]], { fields: ['v'], escapeFormulas: true })).toBe(plain);
	});
	test('prefixes column names, too', async () => {
		expect(await csvOf([[{ '=x': 1 }]], { escapeFormulas: true })).toBe(rows("'=x", '1'));
	});
});

describe('byte order mark', () => {
	const mark = { byteOrderMark: true };
	test('starts the file once if the option is on', async () => {
		expect(await csvOf([[{ a: 1 }], [{ a: 2 }]], mark)).toBe(`\uFEFF${rows('a', '1', '2')}`);
		expect(await csvOf([[{ a: 1 }], [{ b: 2 }]], mark)).toBe(`\uFEFF${rows('a,b', '1,', ',2')}`);
		expect(await csvOf([], { ...mark, fields: ['a'] })).toBe(`\uFEFF${rows('a')}`);
	});
	test('is not part of the first name', async () => {
		const text = await csvOf([[{ 'a,b': 1 }]], mark);
		expect(parse(text, { bom: true })).toEqual([['a,b'], ['1']]);
	});
});

describe('no records', () => {
	test('selected columns: only the header', async () => {
		expect(await csvOf([], { fields: ['a', 'b'] })).toBe(rows('a,b'));
	});
	test('no columns: an empty file', async () => {
		expect(await csvOf([])).toBe('');
	});
});

const text = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.string({
		unit: fc.constantFrom('"', ',', '\r', '\n', ' ', ';', '\t', 'a', '=', '\uFEFF', '👍'),
	}),
);

test('records read back as they were, on any page that columns first appear', async () => {
	const record = fc.dictionary(text, text, { maxKeys: 4 });
	const pages = fc.array(fc.array(record, { maxLength: 4 }), { maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(pages, fc.integer({ min: 1, max: 40 }), async (given, size) => {
			const records = given.flat();
			const names = [...new Set(records.flatMap((one) => Object.keys(one)))];
			fc.pre(names.length > 0);
			const [header, ...cells] = cellsOf(await csvOf(given, {}, size));
			expect(new Set(header)).toEqual(new Set(names));
			expect(cells).toEqual(
				records.map((one) => header!.map((name) => (Object.hasOwn(one, name) ? one[name] : ''))),
			);
		}),
		{ numRuns: 500 },
	);
});
