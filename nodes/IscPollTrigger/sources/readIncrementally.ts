import isEqual from 'lodash/isEqual';

import { describeRequest, type ApiRequest } from '../../shared/api/types';
import { ApiError } from '../../shared/api/errors/errors';
import { readPageRecords } from '../../shared/pagination/page';
import type { SendRequest } from '../../shared/api/sendRequest';
import { isInOrder } from './recordSource';

export interface IncrementalReadOptions {
	/** Builds the request for records since a date in epoch milliseconds, oldest first. */
	buildRequest: (from: number) => ApiRequest;
	from: number;
	/** Returns the date of a record. Undefined if ISC can't filter the list by date. */
	getDate?: (record: unknown) => number | undefined;
	pageSize: number;
	/** Whether pages of this size are documented, so that a short first page is the whole list. */
	isDocumented?: boolean;
	listField: string;
	/** Query parameter for the offset. */
	offset: 'offset' | 'start';
}

/** Part of a page that is read again when the next page is requested by offset. */
const OVERLAP = 0.1;

/** Maximum number of times that the list can shrink by more than the overlap during the read. */
const MAX_GAPS = 20;

/** Counts the records of a page that were also on the previous page. */
function countKnown(previous: unknown[], records: unknown[]): number {
	const known = new Set(previous.map((record) => JSON.stringify(record)));
	return records.filter((record) => known.has(JSON.stringify(record))).length;
}

/**
 * Reads a list without missing records that change during the read. Sorted oldest first, each page continues from the
 * date of the last record: a changed record moves to the end, and an offset would skip the next one. If a whole page
 * has the same date, or the list has no dates or isn't sorted by them, the read continues by offset, and pages overlap.
 * If they don't overlap, records were removed and others can have been skipped, so the read goes back. So a record can
 * be returned more than once. The server can shorten a page, so the list ends with a page without new records, or with
 * a short first page if its size is documented.
 * @yields pages with at least one record
 */
export async function* readIncrementally(
	send: SendRequest,
	options: IncrementalReadOptions,
): AsyncGenerator<unknown[]> {
	const { buildRequest, getDate, listField, pageSize } = options;
	let { from, isDocumented: isShortTrusted = false } = options;
	let offset = 0;
	let previous: unknown[] = [];
	let gaps = 0;
	for (;;) {
		const request = buildRequest(from);
		const offsetQuery = offset > 0 && { [options.offset]: offset };
		const response = await send({
			...request,
			query: { ...request.query, limit: pageSize, ...offsetQuery },
		});
		const records = [
			...readPageRecords(request, response, { limit: Infinity, listField }, 'of the list'),
		];
		if (offset > 0 && records.length > 0 && isEqual(records, previous)) throwSamePage(request);
		if (records.length > 0) yield records;
		const known = countKnown(previous, records);
		// Pages of one record can't overlap.
		if (offset > 0 && previous.length > 1 && known === 0) {
			if (++gaps > MAX_GAPS) throwChangesTooFast(request);
			offset = Math.max(0, offset - previous.length);
			continue;
		}
		// More records than requested are the whole list of an endpoint without pagination.
		if (records.length > pageSize) return;
		// As many records as on the previous page, since its last date, can be only a part of the records of that date.
		const isEnd = known === records.length && (offset > 0 || known < previous.length);
		const isShort = records.length < pageSize;
		if (isShort && (isShortTrusted || isEnd || records.length === 0)) return;
		isShortTrusted = false;
		previous = records;
		const isSorted = getDate && isInOrder(records, getDate, 'oldestFirst');
		const last = isSorted ? getDate(records.at(-1)) : undefined;
		if (last !== undefined && last > from) {
			from = last;
			offset = 0;
		} else {
			offset += Math.max(1, Math.floor(records.length * (1 - OVERLAP)));
		}
	}
}

function throwChangesTooFast(request: ApiRequest): never {
	throw new ApiError({
		message: 'The list changes faster than it can be read, so records would be missed',
		hint: "Narrow the list with 'Filter Expression', or use a 'Date Field' by which ISC can filter the list.",
		request: describeRequest(request),
	});
}

function throwSamePage(request: ApiRequest): never {
	throw new ApiError({
		message: "ISC returned the same page twice, so the list can't be read to the end",
		hint: "Use another 'Date Field', or narrow the list with 'Filter Expression'.",
		request: describeRequest(request),
	});
}
