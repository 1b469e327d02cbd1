/** The records of an answer, whether they have been taken apart or not. Arrays are such. */
export interface Records extends Iterable<unknown> {
	readonly length: number;
	/** A record, counted from the end where the index is negative; undefined where there is none. */
	at(index: number): unknown;
	slice(start: number, end: number): Records;
}
