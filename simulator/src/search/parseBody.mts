import type { FastifyRequest } from 'fastify';
import { parseObjectBody, requireFields } from '../http/parseBody.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { indexNames } from './indices.mts';
import type { IndexName } from './indices.mts';
import { getObject } from './query/dsl.mts';

export type QueryType = 'SAILPOINT' | 'DSL' | 'TEXT' | 'TYPEAHEAD';

/** The body of a search, with the checks that don't depend on documents. */
export interface SearchBody {
	raw: JsonObject;
	indices: IndexName[];
	queryType: QueryType;
	sort: string[];
	searchAfter: unknown[] | undefined;
	includeNested: boolean;
	includes: string[];
	excludes: string[];
	innerHit: { query: string; type: string } | undefined;
}

const queryParts: Record<QueryType, string> = {
	SAILPOINT: 'query.query',
	DSL: 'queryDsl',
	TEXT: 'textQuery',
	TYPEAHEAD: 'typeAheadQuery',
};

/** Returns a list of strings in a body. Throws a 400 for anything else. */
function textList(value: unknown, name: string): string[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
		throw badRequest(`The field "${name}" must be a list of texts.`);
	}
	return value as string[];
}

function readIndices(value: unknown): IndexName[] {
	const names = textList(value, 'indices');
	const wrong = names.find((name) => name !== '*' && !indexNames.includes(name as IndexName));
	if (wrong !== undefined) throw badRequest(`Unknown index: "${wrong}".`);
	if (!names.length || names.includes('*')) return [...indexNames];
	return [...new Set(names as IndexName[])];
}

function readInnerHit(body: JsonObject): SearchBody['innerHit'] {
	const omitUndefined = (body.query as JsonObject | undefined)?.innerHit;
	if (omitUndefined === undefined || omitUndefined === null) return undefined;
	const { query, type } = getObject(omitUndefined, 'query.innerHit');
	if (typeof query !== 'string' || typeof type !== 'string') {
		throw badRequest('The fields "query.innerHit.query" and "query.innerHit.type" are required.');
	}
	return { query, type };
}

/** Parses the body of a search. Throws a 400 if invalid. Only aggregations work without a query. */
export function parseSearchBody(request: FastifyRequest, needsQuery: boolean): SearchBody {
	const raw = parseObjectBody(request);
	const queryType = (raw.queryType ?? 'SAILPOINT') as QueryType;
	if (!Object.hasOwn(queryParts, queryType)) {
		throw badRequest(`Unknown query type: "${String(queryType)}".`);
	}
	if (raw.query !== undefined) getObject(raw.query, 'query');
	if (needsQuery) requireFields(raw, [queryParts[queryType]]);
	if (raw.searchAfter !== undefined && !Array.isArray(raw.searchAfter)) {
		throw badRequest('The field "searchAfter" must be a list.');
	}
	const filter = getObject(raw.queryResultFilter ?? {}, 'queryResultFilter');
	return {
		raw,
		queryType,
		indices: readIndices(raw.indices),
		sort: textList(raw.sort, 'sort'),
		// Recorded: the first page can have an empty list.
		searchAfter: (raw.searchAfter as unknown[] | undefined)?.length
			? (raw.searchAfter as unknown[])
			: undefined,
		includeNested: raw.includeNested !== false,
		includes: textList(filter.includes, 'queryResultFilter.includes'),
		excludes: textList(filter.excludes, 'queryResultFilter.excludes'),
		innerHit: readInnerHit(raw),
	};
}
