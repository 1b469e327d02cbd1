import { DateTime } from 'luxon';
import type { JsonObject } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import type { SearchBody } from './parseBody.mts';
import { compileQuery } from './query/compileQuery.mts';
import type { Clock, Test } from './query/predicates.mts';
import { compileDsl, getObject } from './query/dsl.mts';
import { compileFilters } from './query/filters.mts';
import { parseQuery } from './query/parseQuery.mts';
import { Scope } from './query/nestedScope.mts';
import { createIncrementalTest } from './query/incremental.mts';
import { compileTextQuery } from './query/textQuery.mts';
import { createTypeAheadTest } from './query/typeAhead.mts';

/** The compiled conditions of a body, and the top-level fields that they read. */
export interface CompiledBody {
	test: Test | undefined;
	used: ReadonlySet<string>;
	/** No older document matches. */
	since: number | undefined;
	clock: Clock;
}

function getFields(query: JsonObject | undefined): string[] {
	const fields = query?.fields;
	if (fields === undefined || fields === null) return [];
	return [fields]
		.flat()
		.flatMap((text) => String(text).split(','))
		.map((field) => field.trim())
		.filter(Boolean);
}

function getClock(query: JsonObject | undefined, now: number): Clock {
	const zone = query?.timeZone ?? 'UTC';
	if (typeof zone !== 'string' || !DateTime.utc().setZone(zone).isValid) {
		throw badRequest(`Unknown time zone: "${String(zone)}".`);
	}
	return { now, zone };
}

function mainTest(body: SearchBody, query: JsonObject | undefined, scope: Scope): Test | undefined {
	const { raw } = body;
	switch (body.queryType) {
		case 'DSL':
			return raw.queryDsl === undefined ? undefined : compileDsl(raw.queryDsl, scope);
		case 'TEXT':
			return raw.textQuery === undefined
				? undefined
				: compileTextQuery(getObject(raw.textQuery, 'textQuery'), scope);
		case 'TYPEAHEAD':
			return raw.typeAheadQuery === undefined
				? undefined
				: createTypeAheadTest(getObject(raw.typeAheadQuery, 'typeAheadQuery'), scope);
		case 'SAILPOINT': {
			if (query?.query === undefined) return undefined;
			if (typeof query.query !== 'string')
				throw badRequest('The field "query.query" must be a text.');
			const tree = parseQuery(query.query);
			const all = tree.kind === 'all' || query.query.trim() === '*';
			return all ? undefined : compileQuery(tree, scope);
		}
	}
}

/** Compiles the query and the filters of a body; without either, every document matches. */
export function compileBody(body: SearchBody, now: number): CompiledBody {
	const query = body.raw.query as JsonObject | undefined;
	const clock = getClock(query, now);
	const scope = new Scope(clock, getFields(query));
	const tests = compileFilters(body.raw.filters, scope);
	const main = mainTest(body, query, scope);
	if (main) tests.unshift(main);
	const test: Test | undefined = tests.length
		? (document) => tests.every((one) => one(document))
		: undefined;
	return { test, used: scope.used, since: createIncrementalTest(body, clock), clock };
}
