import type { ApiRequest } from '../api/types';
import type { SendRequest } from '../api/sendRequest';
import { paginateBySearchAfter } from './searchAfter';
import { paginateByCursor } from './sequential';
import { ListProgress } from './listProgress';
import { paginateByOffset } from './offset';
import { extractList, throwIncompleteList, type Page, type PaginationOptions } from './page';
import { getTotal } from './total';

/**
 * Reads a list page by page, in order; nothing is kept of a page that was taken but what it takes to know its
 * records again.
 * @yields answers with at least one record of the list each, or the only answer if it holds no list
 * @throws CallFailed naming the place in the list if a page cannot be read, or naming how many records were read
 * if there are more; the pages before it have been given
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
	{ limit, listField }: PaginationOptions,
): AsyncGenerator<Page> {
	const response = await send(request);
	const records = extractList(response, listField);
	yield { response, records: records?.slice(0, limit) };
	const total = Math.min(getTotal(response) ?? 0, limit);
	if (records && records.length < total)
		throwIncompleteList(request, { read: records.length, total });
}
