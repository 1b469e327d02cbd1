import { splitJsonArray } from '../../../../nodes/shared/api/recordBatch.ts';
import type { RecordBatch } from '../../../../nodes/shared/api/recordBatch.ts';
import { FILE_FORMATS } from '../../../../nodes/shared/output/fileFormats.ts';

const fileOf = (format: 'json' | 'jsonl', pages: unknown[][], fields: string[] = []) => {
	const writer = FILE_FORMATS[format].open({ fields });
	return pages.map((page) => writer.page(page)).join('') + writer.end();
};

const PAGES = [[{ id: 1, a: { b: 2 } }, { id: 2 }], [], [{ id: 3, text: 'x\ny' }]];

test('JSON Lines: a record in each line', () => {
	const lines = fileOf('jsonl', PAGES).split('\n');
	expect(lines.pop()).toBe('');
	expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(PAGES.flat());
});

test.each(['csv', 'json', 'jsonl'] as const)('%s of lines is that of their records', (format) => {
	const list = [{ id: 1, text: 'Jörg' }, { id: 2 }];
	const lines = splitJsonArray(Buffer.from(JSON.stringify(list)))!;
	const textOf = (page: RecordBatch, fields: string[]) =>
		String(FILE_FORMATS[format].open({ fields }).page(page));
	for (const fields of [[], ['id']]) expect(textOf(lines, fields)).toBe(textOf(list, fields));
});

test('JSON: one list over all pages', () => {
	expect(JSON.parse(fileOf('json', PAGES))).toEqual(PAGES.flat());
});

test.each([
	['json', '[]\n'],
	['jsonl', ''],
] as const)('%s of no records', (format, text) => {
	expect(fileOf(format, [])).toBe(text);
	expect(fileOf(format, [[]])).toBe(text);
});

test.each(['json', 'jsonl'] as const)('%s keeps the chosen fields in their places', (format) => {
	const text = fileOf(format, [[{ id: 1, a: { b: 2, c: 3 }, d: 4 }]], ['a.b', 'd', 'x']);
	expect(JSON.parse(text)).toEqual(
		format === 'json' ? [{ a: { b: 2 }, d: 4 }] : { a: { b: 2 }, d: 4 },
	);
});
