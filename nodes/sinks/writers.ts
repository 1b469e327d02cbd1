import { JsonLines } from '../client/jsonLines';
import { CsvWriter } from './csv';
import { keepFields } from './fields';
import type { Writer, WriterOptions } from './writer';

export type FileFormat = 'csv' | 'json' | 'jsonl';

interface Format {
	extension: string;
	mimeType: string;
	open(options: WriterOptions): Writer;
}

/** One record a line: can be read line by line, however long the file is. */
const jsonLines = ({ fields }: WriterOptions): Writer => ({
	page: (records) =>
		records instanceof JsonLines && fields.length === 0
			? records.bytes
			: Array.from(records, (record) => `${JSON.stringify(keepFields(record, fields))}\n`).join(''),
	end: () => '',
});

/** One array with a record a line. */
function json({ fields }: WriterOptions): Writer {
	let before = '[\n';
	return {
		page: (records) =>
			Array.from(records, (record) => {
				const text = before + JSON.stringify(keepFields(record, fields));
				before = ',\n';
				return text;
			}).join(''),
		end: () => (before === ',\n' ? '\n]\n' : '[]\n'),
	};
}

export const FORMATS: Record<FileFormat, Format> = {
	csv: { extension: 'csv', mimeType: 'text/csv', open: (options) => new CsvWriter(options) },
	json: { extension: 'json', mimeType: 'application/json', open: json },
	jsonl: { extension: 'jsonl', mimeType: 'application/x-ndjson', open: jsonLines },
};
