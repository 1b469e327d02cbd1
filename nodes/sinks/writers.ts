import { JsonLines } from '../client/jsonLines';
import { CsvWriter } from './csv';
import { Selection } from './selection';
import type { Writer, WriterOptions } from './writer';

export type FileFormat = 'csv' | 'json' | 'jsonl';

interface Format {
	extension: string;
	mimeType: string;
	open(options: WriterOptions): Writer;
}

/** One record a line: can be read line by line, however long the file is. */
function jsonLines({ fields }: WriterOptions): Writer {
	const selection = new Selection(fields);
	return {
		page: (records) =>
			records instanceof JsonLines && fields.length === 0
				? records.bytes
				: Array.from(records, (record) => `${JSON.stringify(selection.keep(record))}\n`).join(''),
		end: () => '',
		selection,
	};
}

/** One array with a record a line. */
function json({ fields }: WriterOptions): Writer {
	const selection = new Selection(fields);
	let before = '[\n';
	return {
		page: (records) =>
			Array.from(records, (record) => {
				const text = before + JSON.stringify(selection.keep(record));
				before = ',\n';
				return text;
			}).join(''),
		end: () => (before === ',\n' ? '\n]\n' : '[]\n'),
		selection,
	};
}

export const FORMATS: Record<FileFormat, Format> = {
	csv: { extension: 'csv', mimeType: 'text/csv', open: (options) => new CsvWriter(options) },
	json: { extension: 'json', mimeType: 'application/json', open: json },
	jsonl: { extension: 'jsonl', mimeType: 'application/x-ndjson', open: jsonLines },
};
