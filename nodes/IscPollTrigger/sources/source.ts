import type { Sender } from '../../client/send';
import type { Marks } from '../state/found';

/** Where the records of an event come from. */
export interface Source {
	marks: Marks;
	/** Whether records come in the order of their dates, so that reading can end once there are enough. */
	isAscending: boolean;
	/**
	 * Reads page by page all records dated from a moment on; others may be among them.
	 * @param from milliseconds since 1970
	 */
	since(send: Sender, from: number): AsyncGenerator<unknown[]>;
	/** Reads some records with the newest among them, as far as the source can be asked for these. */
	newest(send: Sender, count: number): AsyncGenerator<unknown[]>;
}
