import type { Source } from '../sources/source';

/** All that the parameters of a trigger say. */
export interface PollWish {
	source: Source;
	/** Whether the user named the fields with ID and date, so that they may be misspelled. */
	isOwn: boolean;
	/** What kind of records: an event, or a list. With another kind, the trigger starts anew. */
	subject: string;
	/** Where the trigger starts, if the user chose a date: as written, and in milliseconds. */
	start?: { written: string; from: number };
	/** Milliseconds. */
	lookBack: number;
	/** For dates that lie ahead: how many milliseconds before its date a record counts. */
	ahead?: number;
	maxItems: number;
	/** Dotted paths of what is kept of each record; empty for all. */
	fields: string[];
	timeout?: number;
	rateLimit: number;
}
