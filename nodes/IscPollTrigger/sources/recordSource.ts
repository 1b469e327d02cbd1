import type { SendRequest } from '../../shared/api/sendRequest';
import type { RecordKeys } from '../state/polledRecord';

/** One way of asking for records; where dates may be missing, it takes two to ask for all. */
export interface RecordStream {
	/** Whether records come in the order of their dates, so that reading can end once there are enough. */
	isAscending: boolean;
	/** The date that the stream is asked for by. */
	dateOf(record: unknown): number | undefined;
	/**
	 * Reads page by page all records dated from a moment on; others may be among them.
	 * @param from milliseconds since 1970
	 */
	since(send: SendRequest, from: number): AsyncGenerator<unknown[]>;
	/** Reads some records with the newest among them, as far as there is a way to ask for these. */
	newest(send: SendRequest, count: number): AsyncGenerator<unknown[]>;
}

/** Where the records of an event come from. */
export interface RecordSource {
	keys: RecordKeys;
	streams: readonly RecordStream[];
}

const ascends = (dates: number[]) =>
	dates.every((date, index) => index === 0 || dates[index - 1]! <= date);

/** The dates of records, without those that have none. */
export const getDates = (records: readonly unknown[], dateOf: RecordStream['dateOf']): number[] =>
	records.map(dateOf).filter((date) => date !== undefined);

/** Whether records stand in the order that they were asked for in: lists are not trusted to sort. */
export const isInOrder = (
	records: readonly unknown[],
	dateOf: RecordStream['dateOf'],
	order: 'oldestFirst' | 'newestFirst',
): boolean => {
	const dates = getDates(records, dateOf);
	return ascends(order === 'oldestFirst' ? dates : dates.reverse());
};
