import get from 'lodash/get';

import type { SendRequest } from '../../shared/api/sendRequest';
import {
	paginateSearch,
	addIdTiebreaker,
	type SearchRequestBody,
} from '../../shared/pagination/searchIndex';
import { buildSearchRequest } from '../../shared/catalogue/buildRequest/searchRequests';
import { getNextPageSize } from '../../shared/pagination/adaptivePageSize';
import type { RecordKeys } from '../state/polledRecord';
import { toUtcIso, parseRecordDate } from '../../shared/parameters/recordDates';
import type { RecordSource, RecordStream } from './recordSource';

/** The first page is small, since nothing is known of the documents yet; the others are as large as they fit. */
const FIRST_PAGE = 250;

async function* documents(
	send: SendRequest,
	body: SearchRequestBody,
	limit: number,
): AsyncGenerator<unknown[]> {
	const options = { limit, pageSize: Math.min(FIRST_PAGE, limit), resize: getNextPageSize };
	for await (const { records = [] } of paginateSearch(send, buildSearchRequest, body, options)) {
		yield [...records];
	}
}

/**
 * Documents by a date, oldest first; read on from the last one, so that none is missed that changes meanwhile.
 * @param filters what else narrows them, by field
 */
function createStream(
	body: SearchRequestBody,
	date: string,
	filters: SearchRequestBody['filters'] = {},
): RecordStream {
	const dated = (from: number): SearchRequestBody => ({
		...body,
		filters: {
			...filters,
			[date]: { type: 'RANGE', range: { lower: { value: toUtcIso(from), inclusive: true } } },
		},
	});
	return {
		isAscending: true,
		dateOf: (record) => parseRecordDate(get(record, date)),
		since: (send, from) =>
			documents(send, { ...dated(from), sort: addIdTiebreaker([date]) }, Infinity),
		newest: (send, count) =>
			documents(send, { ...dated(0), sort: addIdTiebreaker([`-${date}`]) }, count),
	};
}

/** Documents of a search. */
export function createSearchSource(body: SearchRequestBody, keys: RecordKeys): RecordSource {
	const { date, orDate } = keys;
	const undated =
		orDate && createStream(body, orDate, { [date]: { type: 'EXISTS', exclude: true } });
	return { keys, streams: [...(undated ? [undated] : []), createStream(body, date)] };
}
