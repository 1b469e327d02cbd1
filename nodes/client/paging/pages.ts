import type { ApiRequest } from '../call';
import type { SendRequest } from '../send';
import { paginateBySearchAfter } from './keysetPages';
import { paginateByCursor } from './linkedPages';
import { ListProgress } from './listProgress';
import { paginateByOffset } from './offsetPages';
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
	call: ApiRequest,
	options: PaginationOptions,
	notice: (text: string) => void = () => {},
): AsyncGenerator<Page> {
	switch (options.style) {
		case 'next':
			return yield* paginateByCursor(send, call, options, new ListProgress());
		case 'searchAfter':
			return yield* paginateBySearchAfter(send, call, options);
		case 'none':
			return yield* wholeList(send, call, options);
		default:
			return yield* paginateByOffset(send, call, options, notice);
	}
}

async function* wholeList(
	send: SendRequest,
	call: ApiRequest,
	{ limit, listField }: PaginationOptions,
): AsyncGenerator<Page> {
	const answer = await send(call);
	const records = extractList(answer, listField);
	yield { answer, records: records?.slice(0, limit) };
	const total = Math.min(getTotal(answer) ?? 0, limit);
	if (records && records.length < total) throwIncompleteList(call, { read: records.length, total });
}
