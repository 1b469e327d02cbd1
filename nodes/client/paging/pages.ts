import type { Call } from '../call';
import type { Sender } from '../send';
import { keysetPages } from './keysetPages';
import { markedPages } from './linkedPages';
import { ListProgress } from './listProgress';
import { offsetPages } from './offsetPages';
import { listIn, refuseShortfall, type Page, type PageOptions } from './page';
import { totalOf } from './total';

/**
 * Reads a list page by page, in order; nothing is kept of a page that was taken but what it takes to know its
 * records again.
 * @yields answers with at least one record of the list each, or the only answer if it holds no list
 * @throws CallFailed naming the place in the list if a page cannot be read, or naming how many records were read
 * if there are more; the pages before it have been given
 */
export async function* pages(
	send: Sender,
	call: Call,
	options: PageOptions,
	notice: (text: string) => void = () => {},
): AsyncGenerator<Page> {
	switch (options.style) {
		case 'next':
			return yield* markedPages(send, call, options, new ListProgress());
		case 'searchAfter':
			return yield* keysetPages(send, call, options);
		case 'none':
			return yield* wholeList(send, call, options);
		default:
			return yield* offsetPages(send, call, options, notice);
	}
}

async function* wholeList(
	send: Sender,
	call: Call,
	{ limit, listField }: PageOptions,
): AsyncGenerator<Page> {
	const answer = await send(call);
	const records = listIn(answer, listField);
	yield { answer, records: records?.slice(0, limit) };
	const total = Math.min(totalOf(answer) ?? 0, limit);
	if (records && records.length < total) refuseShortfall(call, { read: records.length, total });
}
