import get from 'lodash/get';

import type { SendRequest } from '../../shared/api/sendRequest';
import {
	paginateSearch,
	addIdTiebreaker,
	type SearchRequestBody,
} from '../../shared/pagination/searchIndex';
import { buildSearchRequest } from '../../shared/catalogue/buildRequest/searchRequests';
import { FIRST_PAGE_SIZE, getNextPageSize } from '../../shared/pagination/adaptivePageSize';
import type { RecordKeys } from '../state/polledRecord';
import { toUtcIso, parseRecordDate } from '../../shared/parameters/recordDates';
import type { RecordSource, RecordStream } from './recordSource';

/** Reads documents page by page. */
async function* readDocuments(
	send: SendRequest,
	body: SearchRequestBody,
	limit: number,
): AsyncGenerator<unknown[]> {
	const options = { limit, pageSize: Math.min(FIRST_PAGE_SIZE, limit), resize: getNextPageSize };
	for await (const { records = [] } of paginateSearch(send, buildSearchRequest, body, options)) {
		yield [...records];
	}
}

/**
 * Creates a stream of documents by a date, oldest first. Each page continues after the last document, so changes during
 * the read don't skip any.
 * @param filters additional filters, by field
 */
function createStream(
	body: SearchRequestBody,
	date: string,
	filters: SearchRequestBody['filters'] = {},
): RecordStream {
	const withDateFilter = (from: number): SearchRequestBody => ({
		...body,
		filters: {
			...filters,
			[date]: { type: 'RANGE', range: { lower: { value: toUtcIso(from), inclusive: true } } },
		},
	});
	return {
		isAscending: true,
		getDate: (record) => parseRecordDate(get(record, date)),
		readSince: (send, from) =>
			readDocuments(send, { ...withDateFilter(from), sort: addIdTiebreaker([date]) }, Infinity),
		readLatest: (send, count) =>
			readDocuments(send, { ...withDateFilter(0), sort: addIdTiebreaker([`-${date}`]) }, count),
	};
}

/** Creates a source of search results. */
export function createSearchSource(body: SearchRequestBody, keys: RecordKeys): RecordSource {
	const { date, orDate } = keys;
	const undated =
		orDate && createStream(body, orDate, { [date]: { type: 'EXISTS', exclude: true } });
	return { keys, streams: [...(undated ? [undated] : []), createStream(body, date)] };
}
