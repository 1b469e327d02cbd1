import type { SendRequest } from '../../shared/api/sendRequest';
import type { RecordKeys } from '../state/polledRecord';

/** One query for records. If dates can be missing, a source needs two streams. */
export interface RecordStream {
	/** Whether records are sorted by date, so that reading can stop when there are enough. */
	isAscending: boolean;
	/** Returns the date by which the stream is queried. */
	getDate(record: unknown): number | undefined;
	/**
	 * Reads all records since a date, page by page. The pages can contain other records.
	 * @param from epoch milliseconds
	 */
	readSince(send: SendRequest, from: number): AsyncGenerator<unknown[]>;
	/** Reads records that include the latest ones, if ISC can sort by date. */
	readLatest(send: SendRequest, count: number): AsyncGenerator<unknown[]>;
}

/** Source of an event's records. */
export interface RecordSource {
	keys: RecordKeys;
	streams: readonly RecordStream[];
}

const isAscending = (dates: number[]) =>
	dates.every((date, index) => index === 0 || dates[index - 1]! <= date);

/** Returns the dates of records, without missing ones. */
export const getDates = (records: readonly unknown[], getDate: RecordStream['getDate']): number[] =>
	records.map(getDate).filter((date) => date !== undefined);

/** Returns whether records are in the requested order: some lists ignore sorters. */
export const isInOrder = (
	records: readonly unknown[],
	getDate: RecordStream['getDate'],
	order: 'oldestFirst' | 'newestFirst',
): boolean => {
	const dates = getDates(records, getDate);
	return isAscending(order === 'oldestFirst' ? dates : dates.reverse());
};
