import { type RecordBatch, JsonLinesBatch } from '../api/recordBatch';
import { FieldSelector } from './fieldSelection';
import { CsvWriter } from './csvWriter';

/** Makes the file out of what was written of it. */
export type FileRevision = (written: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Turns records, page by page, into the text of a file. */
export interface RecordWriter {
	/** Text for records that follow those before. */
	page(records: RecordBatch): string | Uint8Array;
	/** Text behind the last record. */
	end(): string;
	/** What is still to be done once all is written, where that has shown to be necessary. */
	revision?(): FileRevision | undefined;
	/** The named fields, and which of them the records had. */
	readonly selection: FieldSelector;
}

export interface RecordWriterOptions {
	/** The fields kept of each record; empty for all. In CSV these are the columns. */
	fields: string[];
	/** Whether text that a spreadsheet would take for a formula gets an apostrophe in front; in CSV alone. */
	escapeFormulas?: boolean;
	/** Whether the file begins with a byte order mark; in CSV alone. */
	byteOrderMark?: boolean;
}

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
