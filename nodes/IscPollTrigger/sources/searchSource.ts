import get from 'lodash/get';

import type { Sender } from '../../client/send';
import { searchPages, withUniqueKey, type SearchBody } from '../../client/paging/searchPages';
import { searchCall } from '../../catalogue/call/searchCalls';
import { fittingPage } from '../../IscSearch/fittingPage';
import type { Marks } from '../state/found';
import { isoOf, millisOf } from '../../forms/recordDates';
import type { Source, Stream } from './source';

/** The first page is small, since nothing is known of the documents yet; the others are as large as they fit. */
const FIRST_PAGE = 250;

async function* documents(
	send: Sender,
	body: SearchBody,
	limit: number,
): AsyncGenerator<unknown[]> {
	const options = { limit, pageSize: Math.min(FIRST_PAGE, limit), resize: fittingPage };
	for await (const { records = [] } of searchPages(send, searchCall, body, options)) {
		yield [...records];
	}
}

/**
 * Documents by a date, oldest first; read on from the last one, so that none is missed that changes meanwhile.
 * @param filters what else narrows them, by field
 */
function createStream(body: SearchBody, date: string, filters: SearchBody['filters'] = {}): Stream {
	const dated = (from: number): SearchBody => ({
		...body,
		filters: {
			...filters,
			[date]: { type: 'RANGE', range: { lower: { value: isoOf(from), inclusive: true } } },
		},
	});
	return {
		isAscending: true,
		dateOf: (record) => millisOf(get(record, date)),
		since: (send, from) =>
			documents(send, { ...dated(from), sort: withUniqueKey([date]) }, Infinity),
		newest: (send, count) =>
			documents(send, { ...dated(0), sort: withUniqueKey([`-${date}`]) }, count),
	};
}

/** Documents of a search. */
export function searchSource(body: SearchBody, marks: Marks): Source {
	const { date, orDate } = marks;
	const undated =
		orDate && createStream(body, orDate, { [date]: { type: 'EXISTS', exclude: true } });
	return { marks, streams: [...(undated ? [undated] : []), createStream(body, date)] };
}
