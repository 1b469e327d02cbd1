import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fields } from '../filter/fields.mts';
import { checkEnd, readPage, single } from '../collections/pagination.mts';
import type { PageLimits, Query } from '../collections/pagination.mts';
import { placeAfter } from '../collections/searchAfter.mts';
import { selectFrom } from '../collections/queryRecords.mts';
import { select } from '../collections/queryTable.mts';
import type { Scope, Selection } from '../collections/queryTable.mts';
import type { TenantContext } from '../simulatorContext.mts';
import type { Entity, Table } from '../data/table.mts';
import { badRequest } from '../http/errors.mts';

export const standardLimits: PageLimits = { defaultLimit: 250, maxLimit: 250 };

export type Listing<T extends Entity> = {
	table: Table<T>;
	fields: Fields<T>;
	config: FastifyContextConfig;
	limits?: PageLimits;
	/** Whether `searchAfter` is understood. */
	searchAfter?: boolean;
	/** A condition that follows from other parameters of the request. */
	scope?(query: Query, request: FastifyRequest): Scope<T> | undefined;
	/** How a record is written in this listing. */
	present?(record: T, query: Query): unknown;
};

function startOf<T extends Entity>(
	listing: Listing<T>,
	query: Query,
	offset: number,
	selection: Selection<T>,
): number {
	const searchAfter = single(query, 'searchAfter');
	if (!listing.searchAfter || searchAfter === undefined) return offset;
	if (offset > 0) throw badRequest('The parameters "searchAfter" and "offset" exclude each other.');
	return placeAfter(selection, searchAfter, single(query, 'sorters'), listing.fields);
}

/** Answers one page of a collection. */
export function answerList<T extends Entity>(
	context: TenantContext,
	listing: Listing<T>,
	request: FastifyRequest,
	reply: FastifyReply,
): unknown[] {
	const query = request.query as Query;
	const page = readPage(query, listing.limits ?? standardLimits, context.options);
	const filters = single(query, 'filters');
	const sorters = single(query, 'sorters');
	const scope = listing.scope?.(query, request);
	const selection = select(listing.table, { filters, sorters }, listing.fields, scope);
	checkEnd(page, selection.size, context.options);
	if (single(query, 'count') === 'true') reply.header('X-Total-Count', String(selection.size));
	const start = startOf(listing, query, page.offset, selection);
	const records = selection.slice(start, page.limit);
	return listing.present ? records.map((record) => listing.present?.(record, query)) : records;
}

/** Answers one page of records that are made for the request, such as jobs as they stand now. */
export function answerRecords<T extends object>(
	context: TenantContext,
	records: T[],
	fields: Fields<T>,
	request: FastifyRequest,
	reply: FastifyReply,
	limits = standardLimits,
): T[] {
	const query = request.query as Query;
	const page = readPage(query, limits, context.options);
	const found = selectFrom(records, query, fields);
	checkEnd(page, found.length, context.options);
	if (single(query, 'count') === 'true') reply.header('X-Total-Count', String(found.length));
	return found.slice(page.offset, page.offset + page.limit);
}

/** Adds a collection. */
export function addList<T extends Entity>(
	app: FastifyInstance,
	context: TenantContext,
	path: string,
	listing: Listing<T>,
): void {
	app.get(path, { config: listing.config }, (request, reply) => {
		const query = request.query as Query;
		const limit = Number(single(query, 'limit'));
		context.counters.countPage({
			route: `GET ${path}`,
			limit: single(query, 'limit') === undefined ? null : limit,
			offset: Number(single(query, 'offset') ?? 0),
		});
		return answerList(context, listing, request, reply);
	});
}
