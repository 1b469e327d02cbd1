import type { ApiRequest } from '../api/types';
import type { SendRequest } from '../api/sendRequest';
import { paginateBySearchAfter } from './searchAfter';
import { paginateByCursor } from './sequential';
import { ListProgress } from './listProgress';
import { paginateByOffset } from './offset';
import { readPageRecords, throwIncompleteList, type Page, type PaginationOptions } from './page';
import { getTotal } from './total';

/**
 * Reads a list page by page, in order. Keeps only what is needed to recognize repeated records.
 * @param notice receives texts for the user
 * @yields responses with at least one record each, or the only response if it contains no list
 * @throws {ApiError} with the position if a page can't be read, or with the number of records read if the list is
 * incomplete; all pages before were yielded
 */
export async function* paginate(
	send: SendRequest,
	request: ApiRequest,
	options: PaginationOptions,
	notice: (text: string) => void = () => {},
): AsyncGenerator<Page> {
	switch (options.style) {
		case 'next':
			return yield* paginateByCursor(send, request, options, new ListProgress());
		case 'searchAfter':
			return yield* paginateBySearchAfter(send, request, options);
		case 'none':
			return yield* readWholeList(send, request, options);
		default:
			return yield* paginateByOffset(send, request, options, notice);
	}
}

async function* readWholeList(
	send: SendRequest,
	request: ApiRequest,
	options: PaginationOptions,
): AsyncGenerator<Page> {
	const { limit, listField } = options;
	const response = await send(request);
	// A documented response can also be a single object, or text.
	const records = readPageRecords(request, response, { limit, listField });
	yield { response, records: records?.slice(0, limit) };
	const total = Math.min(getTotal(response) ?? 0, limit);
	if (records && records.length < total)
		throwIncompleteList(request, { read: records.length, total });
}
