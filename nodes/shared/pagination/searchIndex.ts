import type { ApiRequest } from '../api/types';
import type { SendRequest } from '../api/sendRequest';
import { paginateSequentially, type NextRequest } from './sequential';
import { ListProgress } from './listProgress';
import { extractList, type Page, type PaginationOptions } from './page';
import {
	isMissingValuesOnly,
	buildPartWithoutValues,
	buildPartWithValues,
	throwFilteredSortField,
	throwHiddenSortField,
	type MissingValuesPosition,
	type SearchRequestBody,
	type SearchPart,
} from './searchParts';
import { getSortField, getSortValues, getSortValue, addIdTiebreaker } from './searchSort';

export type { SearchRequestBody } from './searchParts';
export { getSortField, addIdTiebreaker } from './searchSort';

/** Builds the request of a search with this body. */
export type SearchRequestBuilder = (body: SearchRequestBody) => ApiRequest;

/**
 * Reads all documents of a search without a maximum, by the sort values of the last document (`searchAfter`). Sorts
 * by `id` if there is no order.
 *
 * Documents without a value in the first sort field are read as a separate part, sorted by the other fields. The
 * server decides whether they come before or after the others.
 * @yields responses with at least one document each, or the only response if it contains no list
 * @throws {ApiError} if a page can't be read, or documents are repeated or missing
 * @throws {ParameterError} if the search can't continue after a document because of its sort values
 */
export async function* paginateSearch(
	send: SendRequest,
	buildRequest: SearchRequestBuilder,
	body: SearchRequestBody,
	{ limit, ...options }: PaginationOptions,
): AsyncGenerator<Page> {
	const sortedBody = { ...body, sort: addIdTiebreaker(body.sort ?? []) };
	const progress = new ListProgress();
	let pendingParts: SearchPart[] = [{ body: sortedBody, valued: [] }];
	for (let isFirst = true; pendingParts.length > 0 && progress.read < limit; isFirst = false) {
		const [part, ...others] = pendingParts as [SearchPart, ...SearchPart[]];
		let missingValues: MissingValuesPosition | undefined;
		const getNextPage: NextRequest = (_response, records) => {
			const { sort } = part.body;
			const field = getSortField(sort[0]!);
			const index = findLastWithId(records);
			const last = records.at(index);
			// Documents without a value are adjacent. If the page has a document with a value, it is at one end.
			part.valued[0] ||= [records.at(0), last].some(
				(record) => getSortValue(record, field) !== null,
			);
			if (sort.length > 1 && getSortValue(last, field) === null) {
				missingValues = { records, index };
				return undefined;
			}
			const searchAfter = getSortValues(last, sort);
			return {
				request: buildRequest({ ...part.body, searchAfter }),
				position: JSON.stringify([part.body.filters, searchAfter]),
				overlap: records.length - 1 - index,
			};
		};
		progress.history.startPart();
		yield* paginateSequentially(
			send,
			buildRequest(part.body),
			{
				...options,
				limit: limit - progress.read,
				count: isFirst && options.counts !== false,
				isPart: !isFirst,
				overlap: part.overlap,
			},
			getNextPage,
			progress,
		);
		pendingParts = missingValues
			? [...(await getPartsAfter(send, buildRequest, part, missingValues)), ...others]
			: others;
	}
	await progress.assertComplete(send, buildRequest(sortedBody), limit);
}

/** What is left of a search once documents without a value in its first sort field have come. */
async function getPartsAfter(
	send: SendRequest,
	buildRequest: SearchRequestBuilder,
	part: SearchPart,
	missingValues: MissingValuesPosition,
): Promise<SearchPart[]> {
	const partWithoutValues = buildPartWithoutValues(part, missingValues);
	if (part.valued[0] || isMissingValuesOnly(part)) return [partWithoutValues];
	throwFilteredSortField(part);
	// No document had a value: those with a value follow, don't exist, or don't contain the field.
	const request = buildRequest(buildPartWithValues(part).body);
	const records =
		extractList(await send({ ...request, query: { ...request.query, limit: 1 } })) ?? [];
	throwHiddenSortField(records, part);
	return records.length > 0 ? [partWithoutValues, buildPartWithValues(part)] : [partWithoutValues];
}

/**
 * Returns the index of the last document with an ID, which the search can continue after; otherwise of the last
 * document.
 */
function findLastWithId(records: Parameters<NextRequest>[1]): number {
	for (let index = records.length - 1; index >= 0; index--) {
		if (getSortValue(records.at(index), 'id') !== null) return index;
	}
	return records.length - 1;
}
