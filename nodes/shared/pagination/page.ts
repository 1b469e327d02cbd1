import type { IDataObject } from '../api/n8n';
import get from 'lodash/get';
import { describeRequest, type ApiResponse, type ApiRequest } from '../api/types';
import { ApiError } from '../api/errors/errors';
import { JsonLinesBatch, type RecordBatch } from '../api/recordBatch';

/** Empty pages in a row after which a list isn't believed to go on, though its total or a mark says so. */
export const MAX_EMPTY_PAGES = 20;

/** How many of the records that a list has by its own account were read. */
export interface Shortfall {
	read: number;
	total: number;
}

/** One answer of a list; without records where it holds no list. */
export interface Page {
	response: ApiResponse;
	records?: RecordBatch;
}

export interface PaginationOptions {
	/** How many records are wanted. */
	limit: number;
	/** Records to ask for in one request; lowered to what the list gives. */
	pageSize: number;
	/** Another page size, by the records of the page before; where the style asks for one page at a time. */
	resize?: (records: RecordBatch) => number;
	/** Offset of the first record wanted. */
	start?: number;
	/** How the list gives its pages; by offset unless said otherwise. */
	style?: PaginationStyle;
	/** Where the list stands in the answer, as a dotted path; the answer itself where empty. */
	listField?: string;
	/** Whether the total can be requested, and is that of the records; true unless set. */
	counts?: boolean;
	/** Whether different records can be equal, as entries of nested lists are: equal ones then prove nothing. */
	canRepeat?: boolean;
	/**
	 * How many records a page can have by the official documents. If no more are wanted, a short page is the whole list:
	 * a second request for each short list would double the cost of reading one for each input item.
	 */
	documentedPage?: number;
	/** Whether the list can be sorted by `id`, so that several pages of it can have a stable order. */
	sortsById?: boolean;
	/** How many pages may be under way at a time, where the style allows it; one unless said otherwise. */
	getConcurrency?: () => number;
}

/** The list in an answer; undefined where there is none. */
export function extractList(response: ApiResponse, listField?: string): RecordBatch | undefined {
	const list: unknown = listField ? get(response.body as IDataObject, listField) : response.body;
	return Array.isArray(list) || list instanceof JsonLinesBatch ? list : undefined;
}

/** @throws CallFailed for an answer without a list, where others had one */
export function throwListMissing(request: ApiRequest, position: string): never {
	throw new ApiError({
		message: `ISC gave no list in place of the records ${position}`,
		hint: 'Run this again; if it stays, check how this endpoint pages.',
		request: describeRequest(request),
	});
}

/** Says that an endpoint returned one page for two, though it may be its whole list. */
export const buildDuplicatePageMessage = (request: ApiRequest, style: string, count: number) =>
	`${describeRequest(request)} gave the same ${count} records for two pages: it does not page ${style}. If there may be more records, choose another 'Pagination' under Options; the documentation of the endpoint says how it pages.`;

/** Why records of an earlier page can come again, and what to do about it. */
const REPEAT_HINTS = {
	offset:
		"The endpoint ignores the position of the page, so the list can't be read to its end. Choose another 'Pagination' or a larger 'Page Size' under Options; the documentation of the endpoint says how it pages.",
	order:
		"The order of the list changes between pages, so records would be missing. Sort by a field that is unique and doesn't change, such as 'id'.",
	link: "The list doesn't continue behind the last record: the endpoint ignores the position, or sorts in another way than the values of the records do (ignoring case, for example). Sort by another field, such as 'id', or choose another 'Pagination' under Options.",
};

/** @throws CallFailed for a page with records of an earlier page */
export function throwRepeatedPage(
	request: ApiRequest,
	cause: keyof typeof REPEAT_HINTS,
	position: string,
): never {
	throw new ApiError({
		message: `ISC returned records of an earlier page again (reading records ${position})`,
		hint: REPEAT_HINTS[cause],
		request: describeRequest(request),
	});
}

/** @throws CallFailed for a list that ended before all records of its total had come */
export function throwIncompleteList(request: ApiRequest, { read, total }: Shortfall): never {
	throw new ApiError({
		message: `Read ${read.toLocaleString('en')} of ${total.toLocaleString('en')} records: ISC returned no more, though its total says so`,
		hint: "Records can be hidden from this token, or the list changed while it was read: run this again. If it stays, try a smaller 'Page Size' or another 'Pagination' under Options. With 'On Error' set to 'Continue', the records read are kept.",
		request: describeRequest(request),
	});
}

/** The failure of a page, with where in the list it stands. */
export function addListPosition(error: unknown, position: string): unknown {
	if (!(error instanceof ApiError)) return error;
	const { report, isTransient } = error;
	const message = `${report.message} (reading records ${position})`;
	return new ApiError({ ...report, message }, isTransient);
}

/**
 * How a list gives its pages:
 * by the number of records before them (`offset`, or `start` in a few lists), by the sort values of the last
 * record (`searchAfter`), by a mark in the answer (`next`), or all at once.
 */
export type PaginationStyle = 'offset' | 'start' | 'searchAfter' | 'next' | 'none';

/** What is known of a list. */
export interface ListPagination {
	style: PaginationStyle;
	/** The largest `limit` that it takes. */
	maxPage: number;
	/** Where the list stands in the answer, as a dotted path; empty where the answer itself is the list. */
	listField: string;
	/** Whether it can be sorted by `id`. */
	sortsById?: boolean;
	/** Whether this is what the official documents say of the list, not what most lists are like. */
	isDocumented?: boolean;
}
