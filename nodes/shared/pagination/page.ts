import type { IDataObject } from '../api/n8n';
import get from 'lodash/get';
import { describeRequest, type ApiResponse, type ApiRequest } from '../api/types';
import { ApiError } from '../api/errors/errors';
import { JsonLinesBatch, type RecordBatch } from '../api/recordBatch';

/** Number of consecutive empty pages after which a list ends, even if its total or a cursor says that it continues. */
export const MAX_EMPTY_PAGES = 20;

/** Number of records read, and the total of the list. */
export interface Shortfall {
	read: number;
	total: number;
}

/** One response of a list. Has no records if the response contains no list. */
export interface Page {
	response: ApiResponse;
	records?: RecordBatch;
}

export interface PaginationOptions {
	/** Maximum number of records to read. */
	limit: number;
	/** Number of records per request. Reduced to the maximum of the list. */
	pageSize: number;
	/**
	 * Returns the next page size, based on the records of the previous page. Used if pages are requested one at a time.
	 */
	resize?: (records: RecordBatch) => number;
	/** Offset of the first record to read. */
	start?: number;
	/** How the list paginates. Default: by offset. */
	style?: PaginationStyle;
	/** Field that contains the list, in dot notation. Empty if the response is the list. */
	listField?: string;
	/** Whether the total can be requested and counts the records. Default: true. */
	counts?: boolean;
	/**
	 * Whether different records can be equal, like entries of nested lists. Equal records then don't indicate a repeated
	 * page.
	 */
	canRepeat?: boolean;
	/**
	 * Documented maximum page size. If no more records are requested, a short page is the complete list. A second request
	 * would double the cost of reading a short list for each input item.
	 */
	documentedPage?: number;
	/** Whether the list can be sorted by `id`, for a stable order of its pages. */
	sortsById?: boolean;
	/** Returns how many pages to request at the same time if the style allows it. Default: 1. */
	getConcurrency?: () => number;
}

/** Returns the list in a response; undefined if there is none. */
export function extractList(response: ApiResponse, listField?: string): RecordBatch | undefined {
	const list: unknown = listField ? get(response.body as IDataObject, listField) : response.body;
	return Array.isArray(list) || list instanceof JsonLinesBatch ? list : undefined;
}

type PageOptions = Pick<PaginationOptions, 'documentedPage' | 'limit' | 'listField'>;

/** Returns whether a response stands for an empty list: null, as some services write it, or no content. */
function isEmptyList({ status, body }: ApiResponse, listField?: string): boolean {
	if (body === undefined) return status === 204;
	return (listField ? get(body as IDataObject, listField) : body) === null;
}

/**
 * Returns the records of a page.
 * @param position of the page in the list; undefined for the first page
 * @returns undefined if the first response contains no list, and can be something else
 * @throws {ApiError} if a later page contains no list, or a documented list is empty or text
 */
export function readPageRecords(
	request: ApiRequest,
	response: ApiResponse,
	options: PageOptions,
	position: string,
): RecordBatch;
export function readPageRecords(
	request: ApiRequest,
	response: ApiResponse,
	options: PageOptions,
	position?: string,
): RecordBatch | undefined;
export function readPageRecords(
	request: ApiRequest,
	response: ApiResponse,
	options: PageOptions,
	position?: string,
): RecordBatch | undefined {
	const { documentedPage, limit, listField } = options;
	const records = extractList(response, listField);
	if (records) return records;
	const isDocumented = documentedPage !== undefined;
	const isList = position !== undefined || isDocumented || limit === Infinity || listField;
	if (isList && isEmptyList(response, listField)) return [];
	const isObject = typeof response.body === 'object';
	if (position === undefined && (isObject || !isDocumented)) return undefined;
	return throwListMissing(request, position ?? 'from the start');
}

/** Throws an error for a response without a list, if earlier responses had one. */
export function throwListMissing(request: ApiRequest, position: string): never {
	throw new ApiError({
		message: `ISC returned no list (reading records ${position})`,
		hint: 'Try again. If it continues, check how this endpoint paginates.',
		request: describeRequest(request),
	});
}

/** Describes an endpoint that returned the same page twice. The page can be the complete list. */
export const buildDuplicatePageMessage = (request: ApiRequest, style: string, count: number) =>
	`${describeRequest(request)} returned the same ${count} records for two pages: it doesn't paginate ${style}. If there are more records, choose another 'Pagination' under Options.`;

/** Hints by the cause of repeated records. */
const REPEAT_HINTS = {
	offset:
		"Choose another 'Pagination' or a larger 'Page Size' under Options, as described in the documentation of the endpoint. The endpoint ignores the position of the page, so the list can't be read to the end.",
	order:
		"Sort by a unique field that doesn't change, such as 'id'. The order of the list changes between pages, so records would be missing.",
	link: "Sort by another field, such as 'id', or choose another 'Pagination' under Options. The list doesn't continue after the last record: the endpoint ignores the position, or its order differs from that of the values (for example, because it ignores case).",
};

/** Throws an error for a page with records of an earlier page. */
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

/** Throws an error for a list that ended before its total was reached. */
export function throwIncompleteList(request: ApiRequest, { read, total }: Shortfall): never {
	throw new ApiError({
		message: `Read ${read.toLocaleString('en')} of ${total.toLocaleString('en')} records: ISC returned no more, although its total is higher`,
		hint: "Try again, in case the list changed while it was read. If it continues, check whether this token can see all records, or try a smaller 'Page Size' or another 'Pagination' under Options. To keep the records read, set 'On Error' to 'Continue'.",
		request: describeRequest(request),
	});
}

/** Adds the position in the list to the error of a page. */
export function addListPosition(error: unknown, position: string): unknown {
	if (!(error instanceof ApiError)) return error;
	const { report, isTransient } = error;
	const message = `${report.message} (reading records ${position})`;
	return new ApiError({ ...report, message }, isTransient);
}

/**
 * How a list paginates: by the number of records before a page (`offset`, or `start` in a few lists), by the sort
 * values of the last record (`searchAfter`), by a cursor in the response (`next`), or not at all (`none`).
 */
export type PaginationStyle = 'offset' | 'start' | 'searchAfter' | 'next' | 'none';

/** How a list paginates, with its limits. */
export interface ListPagination {
	style: PaginationStyle;
	/** Maximum of `limit`. */
	maxPage: number;
	/** Field that contains the list, in dot notation. Empty if the response is the list. */
	listField: string;
	/** Whether the list can be sorted by `id`. */
	sortsById?: boolean;
	/** Whether this is documented for the list, instead of being the default for most lists. */
	isDocumented?: boolean;
}
