/** The records of an answer: an array of them, or JsonLines, which parses a record only when it is asked for. */
export interface RecordBatch extends Iterable<unknown> {
	readonly length: number;
	/** A record, counted from the end where the index is negative; undefined where there is none. */
	at(index: number): unknown;
	slice(start: number, end: number): RecordBatch;
}
