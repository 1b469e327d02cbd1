import { JsonLines } from '../client/jsonLines';
import type { Records } from '../client/records';
import { CsvWriter, type CsvOptions } from './csv';
import { keepFields } from './fields';

/** Turns records, page by page, into the text of a file. */
export interface Writer {
	/** Text for records that follow those before. */
	page(records: Records): string | Uint8Array;
	/** Text behind the last record. */
	end(): string;
	/** Fields of records that did not fit into the file, where that can happen. */
	readonly leftOut?: ReadonlySet<string>;
}

export type FileFormat = 'csv' | 'json' | 'jsonl';

interface Format {
	extension: string;
	mimeType: string;
	open(options: CsvOptions): Writer;
}

/** One record a line: can be read line by line, however long the file is. */
const jsonLines = ({ fields }: CsvOptions): Writer => ({
	page: (records) =>
		records instanceof JsonLines && fields.length === 0
			? records.bytes
			: Array.from(records, (record) => `${JSON.stringify(keepFields(record, fields))}\n`).join(''),
	end: () => '',
});

/** One array with a record a line. */
function json({ fields }: CsvOptions): Writer {
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
