import type { RecordBatch } from '../api/recordBatch';
import type { FieldSelector } from './fieldSelection';

/** Rewrites a file after it is complete. */
export type FileRevision = (written: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Turns pages of records into the bytes of one file. */
export interface RecordWriter {
	/**
	 * Reads the next page after the previous bytes were consumed, so memory doesn't grow with the file.
	 * @yields bytes of the file, including its header and trailer
	 */
	write(pages: AsyncIterable<RecordBatch>): AsyncIterable<Uint8Array>;
	/** Returns the revision that the file needs; undefined if it needs none. */
	revision?(): FileRevision | undefined;
	/** The selected fields, and which of them the records had. */
	readonly selection: FieldSelector;
}

export interface RecordWriterOptions {
	/** Fields of each record to write; empty to write all. In CSV, they are the columns. */
	fields: string[];
	/** Whether to prefix text that looks like a formula with an apostrophe. CSV only. Default: false. */
	escapeFormulas?: boolean;
	/** Whether to start the file with a byte order mark. CSV only. Default: false. */
	byteOrderMark?: boolean;
}
