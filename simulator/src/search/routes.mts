import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { firstValue } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { badRequest, notFound } from '../http/errors.mts';
import { aggregate } from './aggregate/aggregate.mts';
import { formatAggregationCsv } from './aggregate/csv.mts';
import { parseSearchBody } from './parseBody.mts';
import type { SearchBody } from './parseBody.mts';
import { indexNames } from './indices.mts';
import type { IndexName } from './indices.mts';
import { listInnerHits } from './innerHits.mts';
import { Scope } from './query/nestedScope.mts';
import { sameAccessAs } from '../resources/applyOperationFacts.mts';
import { listTypeAheadValues } from './query/typeAhead.mts';
import { createResultFilter } from './resultFilter.mts';
import { SearchService } from './searchService.mts';
import type { Found } from './searchService.mts';
import { parseResultWindow } from './resultWindow.mts';

const PATH = '/search/v1';

interface Rows {
	total: number;
	page: (offset: number, limit: number) => unknown[];
}

/** Returns the rows of a search: documents, nested documents, or values of a type-ahead query. */
function getRows(body: SearchBody, found: Found): Rows {
	const list = (rows: unknown[]): Rows => ({
		total: rows.length,
		page: (offset, limit) => rows.slice(offset, offset + limit),
	});
	if (body.queryType === 'TYPEAHEAD') {
		const scope = new Scope(found.clock);
		const query = body.raw.typeAheadQuery as JsonObject;
		return list(listTypeAheadValues(query, found.each(), scope));
	}
	if (body.innerHit) return list(listInnerHits(body.innerHit, found.each(), found.clock));
	const { fields, cut } = createResultFilter(body);
	return {
		total: found.size,
		page(offset, limit) {
			const from = body.searchAfter ? found.after(body.searchAfter) : offset;
			return found.documents(from, limit, fields).map(cut);
		},
	};
}

/** Adds search. */
export function addSearchRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { options } = context;
	const service = new SearchService(context);

	const getWindow = (
		request: FastifyRequest,
		route: string,
		body: SearchBody,
		maxLimit: number,
	) => {
		const query = request.query as Query;
		const limit = firstValue(query, 'limit');
		context.counters.countPage({
			route: `POST ${route}`,
			limit: limit === undefined ? null : Number(limit),
			offset: Number(firstValue(query, 'offset') ?? 0),
		});
		const defaultLimit = Math.min(options.searchDefaultLimit, maxLimit);
		return parseResultWindow(query, body, options, { defaultLimit, maxLimit });
	};
	const tellTotal = (request: FastifyRequest, reply: FastifyReply, total: number) => {
		if (firstValue(request.query as Query, 'count') === 'true') {
			reply.header('X-Total-Count', String(total));
		}
	};

	const searchIn = (request: FastifyRequest, reply: FastifyReply, index?: IndexName) => {
		const body = { ...parseSearchBody(request, true), ...(index && { indices: [index] }) };
		const { offset, limit } = getWindow(request, PATH, body, 10_000);
		const rows = getRows(body, service.find(body));
		tellTotal(request, reply, rows.total);
		return rows.page(offset, limit);
	};

	app.post(PATH, (request, reply) => searchIn(request, reply));

	// Not in the official documents, but used in production.
	app.post(`${PATH}/:index`, { config: sameAccessAs('POST', PATH) }, (request, reply) => {
		const { index } = request.params as { index: string };
		if (!indexNames.includes(index as IndexName)) throw notFound('index', index);
		return searchIn(request, reply, index as IndexName);
	});

	app.post(`${PATH}/count`, (request, reply) => {
		const body = parseSearchBody(request, true);
		const { total } = getRows(body, service.find(body));
		reply.header('X-Total-Count', String(total)).send();
	});

	app.post(`${PATH}/aggregate`, (request, reply) => {
		const body = parseSearchBody(request, false);
		const { offset, limit } = getWindow(request, `${PATH}/aggregate`, body, 250);
		const found = service.find(body);
		const { aggregations, levels } = aggregate(body, found);
		const rows = getRows(body, found);
		tellTotal(request, reply, rows.total);
		if (levels && (request.headers.accept ?? '').includes('text/csv')) {
			return reply.type('text/csv').send(formatAggregationCsv(aggregations, levels));
		}
		return { aggregations, hits: rows.page(offset, limit) };
	});

	app.get(`${PATH}/:index/:id`, (request) => {
		const { index, id } = request.params as { index: string; id: string };
		if (!indexNames.includes(index as IndexName)) throw badRequest(`Unknown index: "${index}".`);
		service.indices.settle();
		const held = service.indices[index as IndexName];
		const position = held.table.table.positionOf(id);
		if (!held.has(position)) throw notFound(index, id);
		return held.full(position);
	});
}
