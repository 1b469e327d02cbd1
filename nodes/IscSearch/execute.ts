import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse } from '../shared/api/types';
import { ApiError } from '../shared/api/errors/errors';
import { ParameterError } from '../shared/parameters/parameterError';
import { getBodyObject } from '../shared/api/errors/errorMessage';
import { paginateByOffset } from '../shared/pagination/offset';
import { extractList } from '../shared/pagination/page';
import { getTotal } from '../shared/pagination/total';
import type { RecordBatch } from '../shared/api/recordBatch';
import {
	paginateSearch,
	addIdTiebreaker,
	type SearchRequestBody,
} from '../shared/pagination/searchIndex';
import { createDocumentSimplifier } from '../shared/output/simplifyDocuments';
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

/** Executes the operation of one input item. @yields output items in batches */
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
				[{ count: requireTotal(await itemContext.sendRequest(buildCountRequest(body))) }],
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
		case 'search': {
			const simplify = params.isSimplified ? createDocumentSimplifier(body.indices) : undefined;
			const documents = searchDocuments(itemContext, params, body);
			yield* outputRecords(itemContext, { ...params, simplify }, documents, index);
			return;
		}
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
	const givenSort = searchBody.sort ?? [];
	const isByOffset = pagination.style === 'offset';
	// Without an order, pages can repeat or skip documents. Entries of nested lists can't be sorted.
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

/** Returns the request body. A saved search provides query, indices, and sort; the node's sort replaces it, filters are added. */
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
			message: 'The saved search has no query, so it would match all documents',
			hint: 'Open the saved search in ISC and save it again, or select another one.',
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

/** Merges filters. @throws ParameterError for a field in both: one filter would replace the other and could match more */
function mergeFilters(saved: IDataObject, given: SearchRequestBody['filters'] = {}) {
	const duplicate = Object.keys(given).find((field) => Object.hasOwn(saved, field));
	if (duplicate !== undefined) {
		throw new ParameterError(
			'Filters',
			`contain '${duplicate}', but the saved search already filters this field`,
			'Remove this filter, or change the saved search.',
		);
	}
	const filters = { ...saved, ...given };
	return isEmpty(filters) ? {} : { filters };
}

function addOmittedGroupsNotice({ summary }: ItemContext, { aggregations }: IDataObject): void {
	for (const { name, documents } of findOmittedGroups((aggregations ?? {}) as IDataObject)) {
		summary.addNotice(
			`groups of ${name}`,
			`'${name}' has more groups than requested: ${documents.toLocaleString('en')} documents are in groups that aren't returned. Increase 'Max Groups' under Options, or narrow the query.`,
		);
	}
}

/** Returns the total of a search, which is only in a header. */
function requireTotal(response: ApiResponse): number {
	const total = getTotal(response);
	if (total !== undefined) return total;
	throw new ApiError({
		message: "ISC didn't return the number of documents",
		hint: 'Try again. If it continues, use the Aggregate operation.',
		status: response.status,
	});
}
