import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fields, Getter } from '../filter/fields.mts';
import { rejectPagePastEnd, readPage, firstValue } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import { findPositionAfter } from '../collections/searchAfter.mts';
import { queryRecords } from '../collections/queryRecords.mts';
import { queryTable } from '../collections/queryTable.mts';
import type { BaseFilter, Selection } from '../collections/queryTable.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { Entity, Table } from '../data/table.mts';
import { parseObjectBody, requireFields } from '../http/parseBody.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { badRequest, notFound } from '../http/errors.mts';
import { applyJsonPatch } from '../http/jsonPatch.mts';
import type { PatchRule } from '../http/jsonPatch.mts';
import { getOperationFacts } from '../operationFacts.mts';

export interface ListOptions<T extends Entity> {
	table: Table<T>;
	/** Where to find a field whose name is not its path in the record. */
	getters?: Record<string, Getter<T>>;
	/** Whether the list accepts `searchAfter`. */
	searchAfter?: boolean;
	/** Returns a condition that follows from other parameters of the request. */
	baseFilter?(query: Query, request: FastifyRequest): BaseFilter<T> | undefined;
	/** Returns a record in the form that this list shows. */
	present?(record: T, query: Query): unknown;
}

interface CreateOptions {
	/** Required fields, where they differ from those of the documents. */
	required?: string[];
	/** Returns the fields that a new record has when the request leaves them out. */
	defaults?(body: JsonObject): JsonObject;
	/** Rejects what the required fields do not catch. */
	check?(body: JsonObject): void;
}

interface ReplaceOptions {
	/** Required fields, where they differ from those of the documents. */
	required?: string[];
	/** Fields that a request cannot change, beside `id` and `created`. */
	kept?: string[];
}

/** A collection of records; all have a list and a GET of one record. */
export interface Resource<T extends Entity> extends ListOptions<T> {
	path: string;
	/** `POST {path}`. */
	create?: CreateOptions;
	/** `PUT {path}/{id}`. */
	replace?: ReplaceOptions;
	/** `PATCH {path}/{id}` with a JSON Patch. */
	patch?: PatchRule;
	/** `DELETE {path}/{id}` that takes effect at once. */
	remove?: true;
}

/** Returns the `{id}` of a request's path. */
export const getPathId = (request: FastifyRequest) => (request.params as { id: string }).id;

/** Returns the record that a request names; throws a 404 for others. */
export function getRecordOr404<T extends Entity>(table: Table<T>, request: FastifyRequest): T {
	const id = getPathId(request);
	const record = table.get(id);
	if (!record) throw notFound(table.kind, id);
	return record;
}

/** Returns the filters, sorters and page sizes of the list that a request asks for. */
function getListFacts(request: FastifyRequest) {
	return getOperationFacts('GET', request.routeOptions.url as string);
}

function findStart<T extends Entity>(
	list: ListOptions<T>,
	fields: Fields<T>,
	query: Query,
	offset: number,
	selection: Selection<T>,
): number {
	const searchAfter = firstValue(query, 'searchAfter');
	if (!list.searchAfter || searchAfter === undefined) return offset;
	if (offset > 0) {
		throw badRequest('The parameters "searchAfter" and "offset" cannot be combined.');
	}
	return findPositionAfter(selection, searchAfter, firstValue(query, 'sorters'), fields);
}

function addTotal(query: Query, reply: FastifyReply, total: number): void {
	if (firstValue(query, 'count') === 'true') reply.header('X-Total-Count', String(total));
}

/** Returns one page of a table. */
export function pageTable<T extends Entity>(
	context: SimulatorContext,
	list: ListOptions<T>,
	request: FastifyRequest,
	reply: FastifyReply,
): unknown[] {
	const query = request.query as Query;
	const { filters, sorters, limits } = getListFacts(request);
	const fields = { filters, sorters, getters: list.getters };
	const page = readPage(query, limits, context.options);
	const asked = { filters: firstValue(query, 'filters'), sorters: firstValue(query, 'sorters') };
	const selection = queryTable(list.table, asked, fields, list.baseFilter?.(query, request));
	rejectPagePastEnd(page, selection.size, context.options);
	addTotal(query, reply, selection.size);
	const records = selection.slice(
		findStart(list, fields, query, page.offset, selection),
		page.limit,
	);
	return list.present ? records.map((record) => list.present?.(record, query)) : records;
}

/** Returns one page of records that are built for the request, such as jobs in their current state. */
export function pageRecords<T extends object>(
	context: SimulatorContext,
	records: T[],
	request: FastifyRequest,
	reply: FastifyReply,
	getters?: Record<string, Getter<T>>,
): T[] {
	const query = request.query as Query;
	const { filters, sorters, limits } = getListFacts(request);
	const page = readPage(query, limits, context.options);
	const found = queryRecords(records, query, { filters, sorters, getters });
	rejectPagePastEnd(page, found.length, context.options);
	addTotal(query, reply, found.length);
	return found.slice(page.offset, page.offset + page.limit);
}

/** Adds `GET {path}`. */
export function addList<T extends Entity>(
	app: FastifyInstance,
	context: SimulatorContext,
	path: string,
	list: ListOptions<T>,
): void {
	app.get(path, (request, reply) => {
		const query = request.query as Query;
		const limit = firstValue(query, 'limit');
		context.counters.countPage({
			route: `GET ${path}`,
			limit: limit === undefined ? null : Number(limit),
			offset: Number(firstValue(query, 'offset') ?? 0),
		});
		return pageTable(context, list, request, reply);
	});
}

/** Adds `GET {path}/{id}`. */
export function addGet<T extends Entity>(app: FastifyInstance, path: string, table: Table<T>) {
	app.get(`${path}/:id`, (request) => getRecordOr404(table, request));
}

/** Adds `POST {path}`. */
export function addCreate<T extends Entity>(
	app: FastifyInstance,
	context: SimulatorContext,
	path: string,
	table: Table<T>,
	options: CreateOptions = {},
): void {
	const { required = getOperationFacts('POST', path).required } = options;
	app.post(path, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, required);
		options.check?.(body);
		const now = context.timestamp();
		const dates = { created: now, modified: now };
		const record = { ...options.defaults?.(body), ...body, id: undefined, ...dates };
		return table.add(record as unknown as T);
	});
}

/** Adds `PATCH {path}/{id}` with a JSON Patch body. */
function addPatch<T extends Entity>(
	app: FastifyInstance,
	context: SimulatorContext,
	path: string,
	table: Table<T>,
	rule: PatchRule,
): void {
	app.patch(`${path}/:id`, (request) => {
		const record = applyJsonPatch(request, getRecordOr404(table, request), rule);
		return table.replace({ ...record, modified: context.timestamp() });
	});
}

/** Adds `DELETE {path}/{id}` that takes effect at once. */
export function addDelete<T extends Entity>(app: FastifyInstance, path: string, table: Table<T>) {
	app.delete(`${path}/:id`, (request, reply) => {
		table.remove(getRecordOr404(table, request).id);
		reply.send();
	});
}

/** Adds `PUT {path}/{id}`: fields that the body leaves out are removed, except those that ISC itself keeps. */
export function addReplace<T extends Entity>(
	app: FastifyInstance,
	context: SimulatorContext,
	path: string,
	table: Table<T>,
	options: ReplaceOptions = {},
): void {
	const { required = getOperationFacts('PUT', `${path}/:id`).required } = options;
	app.put(`${path}/:id`, (request) => {
		const before = getRecordOr404(table, request) as JsonObject & { id: string };
		const body = parseObjectBody(request);
		requireFields(body, required);
		const kept = ['id', 'created', ...(options.kept ?? [])].map((field) => [field, before[field]]);
		const fields = Object.fromEntries(kept) as JsonObject;
		return table.replace({ ...body, ...fields, modified: context.timestamp() } as unknown as T);
	});
}

/** Adds the operations of a resource. */
export function addResource<T extends Entity>(
	app: FastifyInstance,
	context: SimulatorContext,
	{ path, create, replace, patch, remove, ...list }: Resource<T>,
): void {
	const { table } = list;
	addList(app, context, path, list);
	addGet(app, path, table);
	if (create) addCreate(app, context, path, table, create);
	if (replace) addReplace(app, context, path, table, replace);
	if (patch) addPatch(app, context, path, table, patch);
	if (remove) addDelete(app, path, table);
}
