import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse } from '../shared/api/types';
import { ApiError } from '../shared/api/errors/errors';
import { ParameterError } from '../shared/parameters/parameterError';
import { getBodyObject } from '../shared/api/errors/errorMessage';
import { paginateByOffset } from '../shared/pagination/offset';
import { extractList } from '../shared/pagination/page';
import type { RecordBatch } from '../shared/api/recordBatch';
import {
	paginateSearch,
	addIdTiebreaker,
	type SearchRequestBody,
} from '../shared/pagination/searchIndex';
import { outputRecords } from '../shared/output/outputRecords';
import { sendForFile } from '../shared/output/writeRecordsToFile';
import { toItems } from '../shared/output/items';
import type { ItemContext } from '../shared/runner/types';
import { isJsonObject } from '../shared/parameters/json';
import { toAggregationRows, findOmittedGroups } from './aggregationRows';
import { getSavedSearchSort } from './savedSearchSort';
import {
	buildAggregateRequest,
	buildCountRequest,
	buildGetSavedSearchRequest,
	buildSearchRequest,
} from '../shared/catalogue/buildRequest/searchRequests';
import type { SearchParams } from './parameters/readParams';
import { buildResultFilter } from './resultFields';

/** Carries out what one input item asks for. @yields its items as they come */
export async function* executeSearch(
	itemContext: ItemContext,
	params: SearchParams,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	if (params.operation === 'getDocument') {
		yield* outputRecords(itemContext, params, getDocument(itemContext, params), index);
		return;
	}
	const body = await buildSearchBody(itemContext, params);
	switch (params.operation) {
		case 'count':
			yield toItems(
				[{ count: getTotal(await itemContext.sendRequest(buildCountRequest(body))) }],
				index,
			);
			return;
		case 'aggregate': {
			const result = getBodyObject(await itemContext.sendRequest(buildAggregateRequest(body)));
			addOmittedGroupsNotice(itemContext, result);
			if (params.isRaw) yield toItems([result], index);
			else yield* outputRecords(itemContext, params, getRows(result), index);
			return;
		}
		case 'search':
			yield* outputRecords(itemContext, params, searchDocuments(itemContext, params, body), index);
			return;
		case 'typeAhead':
			yield* outputRecords(itemContext, params, getSuggestions(itemContext, body), index);
	}
}

async function* getDocument(
	itemContext: ItemContext,
	{ request }: SearchParams & { operation: 'getDocument' },
) {
	yield [(await itemContext.sendRequest(request)).body];
}

async function* getRows({ aggregations }: IDataObject): AsyncGenerator<unknown[]> {
	yield toAggregationRows((aggregations ?? {}) as IDataObject);
}

async function* getSuggestions(
	{ sendRequest }: ItemContext,
	body: SearchRequestBody,
): AsyncGenerator<RecordBatch> {
	const response = await sendRequest(buildSearchRequest(body));
	yield extractList(response) ?? [response.body];
}

async function* searchDocuments(
	itemContext: ItemContext,
	{ pagination, ...params }: SearchParams & { operation: 'search' },
	searchBody: SearchRequestBody,
): AsyncGenerator<RecordBatch> {
	const { summary, getConcurrency } = itemContext;
	// A saved search has an order of its own.
	const givenSort = searchBody.sort ?? [];
	const isByOffset = pagination.style === 'offset';
	// Pages without an order may repeat documents and leave others out. Entries of nested lists can't be sorted.
	const sort = params.isNested ? givenSort : addIdTiebreaker(givenSort);
	const { fieldsToRemove, body: fields } = buildResultFilter(params, sort);
	const body = { ...searchBody, ...fields, ...(sort.length > 0 && { sort }) };
	const sendRequest =
		fieldsToRemove.length > 0 ? itemContext.sendRequest : sendForFile(itemContext, params);
	const addNotice = (text: string) => summary.addNotice('paging', text);
	const pages = isByOffset
		? paginateByOffset(
				sendRequest,
				buildSearchRequest(body),
				{ ...pagination, getConcurrency },
				addNotice,
			)
		: paginateSearch(sendRequest, buildSearchRequest, body, pagination);
	for await (const { response, records = [response.body] } of pages) {
		yield fieldsToRemove.length > 0
			? Array.from(records, (record) => omit(record as IDataObject, fieldsToRemove))
			: records;
	}
}

/** A saved search says what to find and where; filters of the node narrow it, an order of the node replaces its own. */
async function buildSearchBody(
	{ sendRequest }: ItemContext,
	{ savedSearch, body }: SearchParams,
): Promise<SearchRequestBody> {
	if (savedSearch === undefined) return body;
	const saved = getBodyObject(await sendRequest(buildGetSavedSearchRequest(savedSearch)));
	const { indices, query, fields } = saved;
	const filters = isJsonObject(saved.filters) ? saved.filters : {};
	if (typeof query !== 'string' || query.trim() === '') {
		throw new ApiError({
			message: 'The saved search has no query, so that it would find everything',
			hint: 'Open it in ISC and save it again, or choose another.',
		});
	}
	const sort = getSavedSearchSort(saved);
	const fieldNames = Array.isArray(fields) ? fields.join(',') : '';
	return {
		...(indices !== undefined && { indices }),
		queryType: 'SAILPOINT',
		query: { query, ...(fieldNames && { fields: fieldNames }) },
		...(sort.length > 0 && { sort }),
		...body,
		...mergeFilters(filters, body.filters),
	};
}

/** @throws BadInput for a field that both filter: one would replace the other, and could let more through */
function mergeFilters(saved: IDataObject, given: SearchRequestBody['filters'] = {}) {
	const duplicate = Object.keys(given).find((field) => Object.hasOwn(saved, field));
	if (duplicate !== undefined) {
		throw new ParameterError(
			'Filters',
			`name '${duplicate}', which the saved search filters already, and only one filter of a field is possible`,
			'Remove that filter, or change the saved search.',
		);
	}
	const filters = { ...saved, ...given };
	return isEmpty(filters) ? {} : { filters };
}

function addOmittedGroupsNotice({ summary }: ItemContext, { aggregations }: IDataObject): void {
	for (const { name, documents } of findOmittedGroups((aggregations ?? {}) as IDataObject)) {
		summary.addNotice(
			`groups of ${name}`,
			`There are more groups of '${name}' than requested: ${documents.toLocaleString('en')} documents are in groups that were left out. Increase 'Max Groups' under Options, or narrow the query.`,
		);
	}
}

/** The total of a search stands in a header alone. */
function getTotal({ headers, status }: ApiResponse): number {
	const total = Number(headers['x-total-count'] ?? NaN);
	if (Number.isInteger(total)) return total;
	throw new ApiError({
		message: 'ISC did not say how many documents there are',
		hint: 'Run this again; if it stays, use the operation Aggregate.',
		status,
	});
}
