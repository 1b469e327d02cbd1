import type { Records } from '../client/records';

/** Turns records, page by page, into the text of a file. */
export interface Writer {
	/** Text for records that follow those before. */
	page(records: Records): string | Uint8Array;
	/** Text behind the last record. */
	end(): string;
	/** Fields of records that did not fit into the file, where that can happen. */
	readonly leftOut?: ReadonlySet<string>;
}

export interface WriterOptions {
	/** Dotted paths of what is kept of each record; empty for all. In CSV these are the columns, or those of the first page. */
	fields: string[];
	/** Whether text that a spreadsheet would take for a formula gets an apostrophe in front; in CSV alone. */
	escapeFormulas?: boolean;
}
