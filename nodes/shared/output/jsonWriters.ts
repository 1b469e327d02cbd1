import { JsonLinesBatch, type RecordBatch } from '../api/recordBatch';
import { FieldSelector } from './fieldSelection';
import { gzip } from './gzip';
import type { RecordWriter, RecordWriterOptions } from './recordWriter';

/** Returns one line of JSON per record, unchanged if ISC sent lines and all fields are kept. */
const toLines = (records: RecordBatch, selection: FieldSelector): Buffer =>
	records instanceof JsonLinesBatch && selection.isAll
		? records.bytes
		: Buffer.from(
				Array.from(records, (record) => `${JSON.stringify(selection.pick(record))}\n`).join(''),
			);

/** Writes JSON Lines: one record per line. */
export function createJsonLinesWriter({ fields }: RecordWriterOptions): RecordWriter {
	const selection = new FieldSelector(fields);
	return {
		selection,
		async *write(pages) {
			for await (const page of pages) yield toLines(page, selection);
		},
	};
}

/** Writes JSON Lines and compresses them with gzip. */
export function createGzipJsonLinesWriter(options: RecordWriterOptions): RecordWriter {
	const lines = createJsonLinesWriter(options);
	return { selection: lines.selection, write: (pages) => gzip(lines.write(pages)) };
}

/** Writes one JSON array, with one record per line. */
export function createJsonWriter({ fields }: RecordWriterOptions): RecordWriter {
	const selection = new FieldSelector(fields);
	return {
		selection,
		async *write(pages) {
			let separator = '[\n';
			for await (const page of pages) {
				if (page.length === 0) continue;
				// One character per byte: the bytes that ISC sent stay as they are.
				const lines = toLines(page, selection).toString('latin1').slice(0, -1);
				yield Buffer.from(separator + lines.replaceAll('\n', ',\n'), 'latin1');
				separator = ',\n';
			}
			yield Buffer.from(separator === ',\n' ? '\n]\n' : '[]\n');
		},
	};
}
