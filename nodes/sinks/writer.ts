import type { RecordBatch } from '../client/records';
import type { FieldSelector } from './selection';

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
