import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Answer } from '../client/call';
import { BadInput, CallFailed } from '../client/errors/failures';
import { objectIn } from '../client/errors/said';
import { offsetPages } from '../client/paging/offsetPages';
import { listIn } from '../client/paging/page';
import type { Records } from '../client/records';
import { searchPages, withUniqueKey, type SearchBody } from '../client/paging/searchPages';
import { emitRecords } from '../execution/emitRecords';
import { recordSender } from '../execution/writeRecords';
import { itemsOf } from '../execution/items';
import type { Use } from '../execution/work';
import { isObject } from '../forms/object';
import { aggregationRows, findOmittedGroups } from './aggregationRows';
import { savedOrder } from './savedOrder';
import {
	aggregateCall,
	countCall,
	savedSearchCall,
	searchCall,
} from '../catalogue/call/searchCalls';
import type { SearchWish } from './read/wish';
import { resultFields } from './resultFields';

/** Carries out what one input item asks for. @yields its items as they come */
export async function* carryOut(
	use: Use,
	wish: SearchWish,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	if (wish.operation === 'getDocument') {
		yield* emitRecords(use, wish, one(use, wish), index);
		return;
	}
	const body = await wholeBody(use, wish);
	switch (wish.operation) {
		case 'count':
			yield itemsOf([{ count: totalOf(await use.sender(countCall(body))) }], index);
			return;
		case 'aggregate': {
			const result = objectIn(await use.sender(aggregateCall(body)));
			noteOmittedGroups(use, result);
			if (wish.isRaw) yield itemsOf([result], index);
			else yield* emitRecords(use, wish, rows(result), index);
			return;
		}
		case 'search':
			yield* emitRecords(use, wish, documents(use, wish, body), index);
			return;
		case 'typeAhead':
			yield* emitRecords(use, wish, suggestions(use, body), index);
	}
}

async function* one(use: Use, { call }: SearchWish & { operation: 'getDocument' }) {
	yield [(await use.sender(call)).body];
}

async function* rows({ aggregations }: IDataObject): AsyncGenerator<unknown[]> {
	yield aggregationRows((aggregations ?? {}) as IDataObject);
}

async function* suggestions({ sender }: Use, body: SearchBody): AsyncGenerator<Records> {
	const answer = await sender(searchCall(body));
	yield listIn(answer) ?? [answer.body];
}

async function* documents(
	use: Use,
	{ paging, ...wish }: SearchWish & { operation: 'search' },
	found: SearchBody,
): AsyncGenerator<Records> {
	const { report, width } = use;
	// A saved search has an order of its own.
	const own = found.sort ?? [];
	const isByOffset = paging.style === 'offset';
	// Pages without an order may repeat documents and leave others out. Entries of nested lists can't be sorted.
	const order = wish.isNested ? own : withUniqueKey(own);
	const { surplus, body: fields } = resultFields(wish, order);
	const body = { ...found, ...fields, ...(order.length > 0 && { sort: order }) };
	const sender = surplus.length > 0 ? use.sender : recordSender(use, wish);
	const notice = (text: string) => report.notice('paging', text);
	const pages = isByOffset
		? offsetPages(sender, searchCall(body), { ...paging, width }, notice)
		: searchPages(sender, searchCall, body, paging);
	for await (const { answer, records = [answer.body] } of pages) {
		yield surplus.length > 0
			? Array.from(records, (record) => omit(record as IDataObject, surplus))
			: records;
	}
}

/** A saved search says what to find and where; filters of the node narrow it, an order of the node replaces its own. */
async function wholeBody({ sender }: Use, { savedSearch, body }: SearchWish): Promise<SearchBody> {
	if (savedSearch === undefined) return body;
	const saved = objectIn(await sender(savedSearchCall(savedSearch)));
	const { indices, query, fields } = saved;
	const filters = isObject(saved.filters) ? saved.filters : {};
	if (typeof query !== 'string' || query.trim() === '') {
		throw new CallFailed({
			message: 'The saved search has no query, so that it would find everything',
			hint: 'Open it in ISC and save it again, or choose another.',
		});
	}
	const sort = savedOrder(saved);
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
function bothFilters(saved: IDataObject, own: SearchBody['filters'] = {}) {
	const twice = Object.keys(own).find((field) => Object.hasOwn(saved, field));
	if (twice !== undefined) {
		throw new BadInput(
			'Filters',
			`name '${twice}', which the saved search filters already, and only one filter of a field is possible`,
			'Remove that filter, or change the saved search.',
		);
	}
	const filters = { ...saved, ...own };
	return isEmpty(filters) ? {} : { filters };
}

function noteOmittedGroups({ report }: Use, { aggregations }: IDataObject): void {
	for (const { name, documents } of findOmittedGroups((aggregations ?? {}) as IDataObject)) {
		report.notice(
			`groups of ${name}`,
			`There are more groups of '${name}' than requested: ${documents.toLocaleString('en')} documents are in groups that were left out. Increase 'Max Groups' under Options, or narrow the query.`,
		);
	}
}

/** The total of a search stands in a header alone. */
function totalOf({ headers, status }: Answer): number {
	const total = Number(headers['x-total-count'] ?? NaN);
	if (Number.isInteger(total)) return total;
	throw new CallFailed({
		message: 'ISC did not say how many documents there are',
		hint: 'Run this again; if it stays, use the operation Aggregate.',
		status,
	});
}
