import { splitJsonArray } from '../../../../nodes/shared/api/recordBatch.ts';
import type { RecordBatch } from '../../../../nodes/shared/api/recordBatch.ts';
import type { RecordWriter } from '../../../../nodes/shared/output/recordWriter.ts';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

import { FILE_FORMATS, type FileFormat } from '../../../../nodes/shared/output/fileFormats.ts';

async function* toPages(pages: Array<unknown[] | RecordBatch>): AsyncGenerator<RecordBatch> {
	for (const page of pages) yield await Promise.resolve(page);
}

async function writeFile(
	format: FileFormat,
	pages: Array<unknown[] | RecordBatch>,
	fields: string[] = [],
): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	const writer: RecordWriter = FILE_FORMATS[format].open({ fields });
	for await (const chunk of writer.write(toPages(pages))) chunks.push(chunk);
	return Buffer.concat(chunks);
}

const fileOf = async (format: FileFormat, pages: unknown[][], fields?: string[]) =>
	(await writeFile(format, pages, fields)).toString();

const PAGES = [[{ id: 1, a: { b: 2 } }, { id: 2 }], [], [{ id: 3, text: 'x\ny' }]];

const parseLines = (text: string) =>
	text
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as unknown);

test('JSON Lines holds one record per line', async () => {
	const text = await fileOf('jsonl', PAGES);
	expect(text.endsWith('}\n')).toBe(true);
	expect(parseLines(text)).toEqual(PAGES.flat());
});

test('compressed JSON Lines holds the same bytes as JSON Lines', async () => {
	const file = await writeFile('jsonlGzip', PAGES);
	expect(gunzipSync(file).toString()).toBe(await fileOf('jsonl', PAGES));
	const many = [Array.from({ length: 5000 }, (_, id) => ({ id, text: 'same' }))];
	const compressed = await writeFile('jsonlGzip', many);
	expect(compressed.length).toBeLessThan((await writeFile('jsonl', many)).length / 5);
	expect(parseLines(gunzipSync(compressed).toString())).toHaveLength(5000);
});

test('compressing fails with the error of the page that failed', async () => {
	async function* failing(): AsyncGenerator<RecordBatch> {
		yield await Promise.resolve([{ id: 1 }]);
		throw new Error('no page');
	}
	const writer: RecordWriter = FILE_FORMATS.jsonlGzip.open({ fields: [] });
	await expect(buffer(writer.write(failing()))).rejects.toThrow('no page');
});

test('compressing stops reading when the file is abandoned', async () => {
	let isClosed = false;
	async function* endless(): AsyncGenerator<RecordBatch> {
		try {
			for (let id = 0; ; id++) yield await Promise.resolve([{ id, random: Math.random() }]);
		} finally {
			isClosed = true;
		}
	}
	const writer: RecordWriter = FILE_FORMATS.jsonlGzip.open({ fields: [] });
	for await (const _chunk of writer.write(endless())) break;
	expect(isClosed).toBe(true);
});

test.each(Object.keys(FILE_FORMATS) as FileFormat[])(
	'%s of lines is that of their records',
	async (format) => {
		const list = [{ id: 1, text: 'Jörg' }, { id: 2 }];
		const lines = splitJsonArray(Buffer.from(JSON.stringify(list)))!;
		for (const fields of [[], ['id']]) {
			expect(await writeFile(format, [lines], fields)).toEqual(
				await writeFile(format, [list], fields),
			);
		}
	},
);

test('JSON is one array with the records of all pages', async () => {
	expect(JSON.parse(await fileOf('json', PAGES))).toEqual(PAGES.flat());
});

test.each([
	['json', '[]\n'],
	['jsonl', ''],
] as const)('%s of no records', async (format, text) => {
	expect(await fileOf(format, [])).toBe(text);
	expect(await fileOf(format, [[]])).toBe(text);
});

test.each(['json', 'jsonl'] as const)(
	'%s keeps the chosen fields in their places',
	async (format) => {
		const text = await fileOf(format, [[{ id: 1, a: { b: 2, c: 3 }, d: 4 }]], ['a.b', 'd', 'x']);
		expect(JSON.parse(text)).toEqual(
			format === 'json' ? [{ a: { b: 2 }, d: 4 }] : { a: { b: 2 }, d: 4 },
		);
	},
);
