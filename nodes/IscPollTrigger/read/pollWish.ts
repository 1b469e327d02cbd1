import type { RecordSource } from '../sources/source';

/** All that the parameters of a trigger say. */
export interface PollParams {
	source: RecordSource;
	/** Whether the user named the fields with ID and date, so that they may be misspelled. */
	hasCustomFields: boolean;
	/** What kind of records: an event, or a list. With another kind, the trigger starts anew. */
	subject: string;
	/** Where the trigger starts, if the user chose a date: as written, and in milliseconds. */
	start?: { written: string; from: number };
	/** Milliseconds. */
	lookBackMs: number;
	/** For dates that lie ahead: how many milliseconds before its date a record counts. */
	leadTimeMs?: number;
	maxItems: number;
	/** Dotted paths of what is kept of each record; empty for all. */
	fields: string[];
	timeout?: number;
	rateLimit: number;
}
