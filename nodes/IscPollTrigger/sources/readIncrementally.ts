import isEqual from 'lodash/isEqual';

import { describeRequest, type ApiRequest } from '../../shared/api/types';
import { ApiError } from '../../shared/api/errors/errors';
import { extractList, throwListMissing } from '../../shared/pagination/page';
import type { SendRequest } from '../../shared/api/sendRequest';
import { isInOrder } from './recordSource';

export interface IncrementalReadOptions {
	/** The call for records from a moment on, oldest first, in milliseconds. */
	callFrom: (from: number) => ApiRequest;
	from: number;
	/** The date of a record, if it has one; left out where the list cannot be read on from a date. */
	dateOf?: (record: unknown) => number | undefined;
	pageSize: number;
	/** Whether the list is documented to give pages of this size: a short first page is then all there is. */
	isDocumented?: boolean;
	listField: string;
	/** Name of the parameter for an offset. */
	offset: 'offset' | 'start';
}

/** The part of a page that is read again where the next one has to be asked for by offset. */
const OVERLAP = 0.1;

/** How often a list may shrink by more than pages overlap, while it is read. */
const MAX_GAPS = 20;

/** How many records of a page were on the page before as well. */
function countKnown(previous: unknown[], records: unknown[]): number {
	const known = new Set(previous.map((record) => JSON.stringify(record)));
	return records.filter((record) => known.has(JSON.stringify(record))).length;
}

/**
 * Reads a list so that none is missed while it changes. Oldest first, each page goes on from the date of the last
 * record: one that is changed meanwhile moves to the end, and by offset the one behind it would be missed. Where
 * a whole page has the same date, or the list knows no dates or doesn't sort by them, an offset leads on, and pages
 * overlap instead; where they don't, so many records have gone that others may have been skipped, and it goes back.
 * So records come more than once. A short page may have been cut by the server: the list ends where a page behind it
 * brings nothing new, unless the first page is short already, and the documents say that it could have been longer.
 * @yields pages with at least one record
 */
export async function* readIncrementally(
	send: SendRequest,
	options: IncrementalReadOptions,
): AsyncGenerator<unknown[]> {
	const { callFrom, dateOf, listField, pageSize } = options;
	let { from, isDocumented: isShortTrusted = false } = options;
	let offset = 0;
	let previous: unknown[] = [];
	let gaps = 0;
	for (;;) {
		const request = callFrom(from);
		const skipped = offset > 0 && { [options.offset]: offset };
		const response = await send({
			...request,
			query: { ...request.query, limit: pageSize, ...skipped },
		});
		const records = [
			...(extractList(response, listField) ?? throwListMissing(request, 'of the list')),
		];
		if (offset > 0 && records.length > 0 && isEqual(records, previous)) refuseSamePage(request);
		if (records.length > 0) yield records;
		const known = countKnown(previous, records);
		// Pages of one record can't overlap.
		if (offset > 0 && previous.length > 1 && known === 0) {
			if (++gaps > MAX_GAPS) refuseMoving(request);
			offset = Math.max(0, offset - previous.length);
			continue;
		}
		// More than asked for is the whole list of an endpoint that does not page.
		if (records.length > pageSize) return;
		// As many as on the page before, from its last date on: these can be a part of those of that date.
		const isEnd = known === records.length && (offset > 0 || known < previous.length);
		const isShort = records.length < pageSize;
		if (isShort && (isShortTrusted || isEnd || records.length === 0)) return;
		isShortTrusted = false;
		previous = records;
		const isSorted = dateOf && isInOrder(records, dateOf, 'oldestFirst');
		const last = isSorted ? dateOf(records.at(-1)) : undefined;
		if (last !== undefined && last > from) {
			from = last;
			offset = 0;
		} else {
			offset += Math.max(1, Math.floor(records.length * (1 - OVERLAP)));
		}
	}
}

function refuseMoving(request: ApiRequest): never {
	throw new ApiError({
		message: 'The list changes faster than it can be read, so that records would be missed',
		hint: "Narrow it with 'Filter Expression', or choose a 'Date Field' that the list can be filtered by.",
		request: describeRequest(request),
	});
}

function refuseSamePage(request: ApiRequest): never {
	throw new ApiError({
		message: 'ISC gave the same page of a list twice, so that its records cannot be read on',
		hint: "Choose another 'Date Field', or narrow the list with 'Filter Expression'.",
		request: describeRequest(request),
	});
}
