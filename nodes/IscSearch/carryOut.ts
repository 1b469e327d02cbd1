import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse } from '../client/call';
import { ParameterError, ApiError } from '../client/errors/failures';
import { getBodyObject } from '../client/errors/said';
import { paginateByOffset } from '../client/paging/offsetPages';
import { extractList } from '../client/paging/page';
import type { RecordBatch } from '../client/records';
import { paginateSearch, addIdTiebreaker, type SearchRequestBody } from '../client/paging/searchPages';
import { outputRecords } from '../execution/emitRecords';
import { sendForFile } from '../execution/writeRecords';
import { toItems } from '../execution/items';
import type { ItemContext } from '../execution/work';
import { isJsonObject } from '../forms/object';
import { toAggregationRows, findOmittedGroups } from './aggregationRows';
import { getSavedSearchSort } from './savedOrder';
import {
	buildAggregateRequest,
	buildCountRequest,
	buildGetSavedSearchRequest,
	buildSearchRequest,
} from '../catalogue/call/searchCalls';
import type { SearchParams } from './read/wish';
import { buildResultFilter } from './resultFields';

/** Carries out what one input item asks for. @yields its items as they come */
export async function* executeSearch(
	use: ItemContext,
	wish: SearchParams,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	if (wish.operation === 'getDocument') {
		yield* outputRecords(use, wish, one(use, wish), index);
		return;
	}
	const body = await wholeBody(use, wish);
	switch (wish.operation) {
		case 'count':
			yield toItems([{ count: totalOf(await use.sendRequest(buildCountRequest(body))) }], index);
			return;
		case 'aggregate': {
			const result = getBodyObject(await use.sendRequest(buildAggregateRequest(body)));
			noteOmittedGroups(use, result);
			if (wish.isRaw) yield toItems([result], index);
			else yield* outputRecords(use, wish, rows(result), index);
			return;
		}
		case 'search':
			yield* outputRecords(use, wish, documents(use, wish, body), index);
			return;
		case 'typeAhead':
			yield* outputRecords(use, wish, suggestions(use, body), index);
	}
}

async function* one(use: ItemContext, { call }: SearchParams & { operation: 'getDocument' }) {
	yield [(await use.sendRequest(call)).body];
}

async function* rows({ aggregations }: IDataObject): AsyncGenerator<unknown[]> {
	yield toAggregationRows((aggregations ?? {}) as IDataObject);
}

async function* suggestions({ sendRequest: sender }: ItemContext, body: SearchRequestBody): AsyncGenerator<RecordBatch> {
	const answer = await sender(buildSearchRequest(body));
	yield extractList(answer) ?? [answer.body];
}

async function* documents(
	use: ItemContext,
	{ paging, ...wish }: SearchParams & { operation: 'search' },
	found: SearchRequestBody,
): AsyncGenerator<RecordBatch> {
	const { summary: report, getConcurrency: width } = use;
	// A saved search has an order of its own.
	const own = found.sort ?? [];
	const isByOffset = paging.style === 'offset';
	// Pages without an order may repeat documents and leave others out. Entries of nested lists can't be sorted.
	const order = wish.isNested ? own : addIdTiebreaker(own);
	const { surplus, body: fields } = buildResultFilter(wish, order);
	const body = { ...found, ...fields, ...(order.length > 0 && { sort: order }) };
	const sender = surplus.length > 0 ? use.sendRequest : sendForFile(use, wish);
	const notice = (text: string) => report.notice('paging', text);
	const pages = isByOffset
		? paginateByOffset(sender, buildSearchRequest(body), { ...paging, width }, notice)
		: paginateSearch(sender, buildSearchRequest, body, paging);
	for await (const { answer, records = [answer.body] } of pages) {
		yield surplus.length > 0
			? Array.from(records, (record) => omit(record as IDataObject, surplus))
			: records;
	}
}

/** A saved search says what to find and where; filters of the node narrow it, an order of the node replaces its own. */
async function wholeBody({ sendRequest: sender }: ItemContext, { savedSearch, body }: SearchParams): Promise<SearchRequestBody> {
	if (savedSearch === undefined) return body;
	const saved = getBodyObject(await sender(buildGetSavedSearchRequest(savedSearch)));
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
		...bothFilters(filters, body.filters),
	};
}

/** @throws BadInput for a field that both filter: one would replace the other, and could let more through */
function bothFilters(saved: IDataObject, own: SearchRequestBody['filters'] = {}) {
	const twice = Object.keys(own).find((field) => Object.hasOwn(saved, field));
	if (twice !== undefined) {
		throw new ParameterError(
			'Filters',
			`name '${twice}', which the saved search filters already, and only one filter of a field is possible`,
			'Remove that filter, or change the saved search.',
		);
	}
	const filters = { ...saved, ...own };
	return isEmpty(filters) ? {} : { filters };
}

function noteOmittedGroups({ summary: report }: ItemContext, { aggregations }: IDataObject): void {
	for (const { name, documents } of findOmittedGroups((aggregations ?? {}) as IDataObject)) {
		report.notice(
			`groups of ${name}`,
			`There are more groups of '${name}' than requested: ${documents.toLocaleString('en')} documents are in groups that were left out. Increase 'Max Groups' under Options, or narrow the query.`,
		);
	}
}

/** The total of a search stands in a header alone. */
function totalOf({ headers, status }: ApiResponse): number {
	const total = Number(headers['x-total-count'] ?? NaN);
	if (Number.isInteger(total)) return total;
	throw new ApiError({
		message: 'ISC did not say how many documents there are',
		hint: 'Run this again; if it stays, use the operation Aggregate.',
		status,
	});
}
