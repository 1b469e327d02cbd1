import type { Source } from '../sources/source';

/** All that the parameters of a trigger say. */
export interface PollWish {
	source: Source;
	/** Whether the user named the fields with ID and date, so that they may be misspelled. */
	isOwn: boolean;
	/** Changes when something else is asked for. */
	signature: string;
	/** Where the first poll starts, in milliseconds; at its own time where undefined. */
	firstFrom?: number;
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
