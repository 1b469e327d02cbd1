import type { Sender } from '../../client/send';
import { searchPages, withUniqueKey, type SearchBody } from '../../client/paging/searchPages';
import { searchCall } from '../../catalogue/call/searchCalls';
import type { Marks } from '../state/found';
import { isoOf } from '../state/moment';
import type { Source } from './source';

/** Few requests for a backlog, little memory for documents with long nested lists. */
const PAGE_SIZE = 1000;

const dated = (body: SearchBody, field: string, from: number): SearchBody => ({
	...body,
	filters: {
		[field]: { type: 'RANGE', range: { lower: { value: isoOf(from), inclusive: true } } },
	},
});

async function* documents(
	send: Sender,
	body: SearchBody,
	limit: number,
): AsyncGenerator<unknown[]> {
	const options = { limit, pageSize: Math.min(PAGE_SIZE, limit) };
	for await (const { records = [] } of searchPages(send, searchCall, body, options)) {
		yield [...records];
	}
}

/** Documents of a search, oldest first; read on from the last one, so that nothing is missed that changes meanwhile. */
export const searchSource = (body: SearchBody, marks: Marks): Source => ({
	marks,
	isAscending: true,
	since: (send, from) =>
		documents(
			send,
			{ ...dated(body, marks.date, from), sort: withUniqueKey([marks.date]) },
			Infinity,
		),
	newest: (send, count) =>
		documents(
			send,
			{ ...dated(body, marks.date, 0), sort: withUniqueKey([`-${marks.date}`]) },
			count,
		),
});
