import { JsonLines } from '../client/jsonLines';
import type { Records } from '../client/records';
import { CsvWriter } from './csv';
import { Selection } from './selection';
import type { Writer, WriterOptions } from './writer';

export type FileFormat = 'csv' | 'json' | 'jsonl';

interface Format {
	extension: string;
	mimeType: string;
	open(options: WriterOptions): Writer;
}

/** A line of JSON for each record; where all of it is kept, as ISC wrote it. */
const linesOf = (records: Records, selection: Selection): string | Buffer =>
	records instanceof JsonLines && selection.isAll
		? records.bytes
		: Array.from(records, (record) => `${JSON.stringify(selection.keep(record))}\n`).join('');

/** One record a line: can be read line by line, however long the file is. */
function jsonLines({ fields }: WriterOptions): Writer {
	const selection = new Selection(fields);
	return { page: (records) => linesOf(records, selection), end: () => '', selection };
}

/** One array with a record a line. */
function json({ fields }: WriterOptions): Writer {
	const selection = new Selection(fields);
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

export const FORMATS: Record<FileFormat, Format> = {
	csv: { extension: 'csv', mimeType: 'text/csv', open: (options) => new CsvWriter(options) },
	json: { extension: 'json', mimeType: 'application/json', open: json },
	jsonl: { extension: 'jsonl', mimeType: 'application/x-ndjson', open: jsonLines },
};
