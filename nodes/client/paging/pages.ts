import type { Call } from '../call';
import type { Sender } from '../send';
import { keysetPages } from './keysetPages';
import { markedPages } from './linkedPages';
import { offsetPages } from './offsetPages';
import { listIn, type Page, type PageOptions } from './page';

/**
 * Reads a list page by page, in order; nothing is kept of a page that was taken.
 * @yields answers with at least one record of the list each, or the only answer if it holds no list
 * @throws CallFailed naming the place in the list if a page cannot be read; the pages before it have been given
 */
export async function* pages(
	send: Sender,
	call: Call,
	options: PageOptions,
	notice: (text: string) => void = () => {},
): AsyncGenerator<Page> {
	switch (options.style) {
		case 'next':
			return yield* markedPages(send, call, options, notice);
		case 'searchAfter':
			return yield* keysetPages(send, call, options, notice);
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
	yield { answer, records: listIn(answer, listField)?.slice(0, limit) };
}
