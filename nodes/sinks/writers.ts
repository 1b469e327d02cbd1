import { JsonLinesBatch } from '../client/jsonLines';
import type { RecordBatch } from '../client/records';
import { CsvWriter } from './csv';
import { FieldSelector } from './selection';
import type { RecordWriter, RecordWriterOptions } from './writer';

export type FileFormat = 'csv' | 'json' | 'jsonl';

interface Format {
	extension: string;
	mimeType: string;
	open(options: RecordWriterOptions): RecordWriter;
}

/** A line of JSON for each record; where all of it is kept, as ISC wrote it. */
const linesOf = (records: RecordBatch, selection: FieldSelector): string | Buffer =>
	records instanceof JsonLinesBatch && selection.isAll
		? records.bytes
		: Array.from(records, (record) => `${JSON.stringify(selection.keep(record))}\n`).join('');

/** One record a line: can be read line by line, however long the file is. */
function jsonLines({ fields }: RecordWriterOptions): RecordWriter {
	const selection = new FieldSelector(fields);
	return { page: (records) => linesOf(records, selection), end: () => '', selection };
}

/** One array with a record a line. */
function json({ fields }: RecordWriterOptions): RecordWriter {
	const selection = new FieldSelector(fields);
	let before = '[\n';
	return {
		page: (records) => {
			if (records.length === 0) return '';
			const lines = linesOf(records, selection).slice(0, -1).toString();
			const text = before + lines.replaceAll('\n', ',\n');
			before = ',\n';
			return text;
		},
		end: () => (before === ',\n' ? '\n]\n' : '[]\n'),
		selection,
	};
}

export const FILE_FORMATS: Record<FileFormat, Format> = {
	csv: { extension: 'csv', mimeType: 'text/csv', open: (options) => new CsvWriter(options) },
	json: { extension: 'json', mimeType: 'application/json', open: json },
	jsonl: { extension: 'jsonl', mimeType: 'application/x-ndjson', open: jsonLines },
};
