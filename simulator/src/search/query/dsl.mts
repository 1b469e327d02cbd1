import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { compileQuery } from './compileQuery.mts';
import type { Test, ValueTest } from './predicates.mts';
import { leafQueries } from './dslLeaves.mts';
import { parseQuery } from './parseQuery.mts';
import type { Scope } from './nestedScope.mts';

const all = (): boolean => true;
const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns a part of a query that must be an object. Throws a 400 for anything else. */
export function getObject(value: unknown, what: string): JsonObject {
	if (!isObject(value)) throw badRequest(`"${what}" must be an object.`);
	return value;
}

/** Returns one query or a list of them. */
function clauses(value: unknown, scope: Scope): Test[] {
	if (value === undefined) return [];
	return [value].flat().map((one) => compileDsl(one, scope));
}

function bool(body: JsonObject, scope: Scope): Test {
	const unknown = Object.keys(body).find(
		(key) =>
			!['must', 'filter', 'should', 'must_not', 'minimum_should_match', 'boost'].includes(key),
	);
	if (unknown) throw badRequest(`[bool] query does not support [${unknown}]`);
	const must = [...clauses(body.must, scope), ...clauses(body.filter, scope)];
	const should = clauses(body.should, scope);
	const not = clauses(body.must_not, scope);
	const least = Number(body.minimum_should_match ?? (must.length || !should.length ? 0 : 1));
	return (document) =>
		must.every((test) => test(document)) &&
		!not.some((test) => test(document)) &&
		(least === 0 || should.filter((test) => test(document)).length >= least);
}

function nested(body: JsonObject, scope: Scope): Test {
	if (typeof body.path !== 'string') throw badRequest('[nested] requires "path"');
	const { scope: inner, read } = scope.nested(body.path);
	const part = compileDsl(body.query, inner);
	return (document) => read(document).some(part);
}

function queryString(body: JsonObject, scope: Scope): Test {
	if (typeof body.query !== 'string') throw badRequest('[query_string] requires "query"');
	const fields = [body.fields ?? body.default_field ?? []].flat().map(String);
	const named = fields.filter((field) => field !== '*');
	const tree = parseQuery(body.query);
	return compileQuery(tree, scope.withDefaults(named));
}

function leaf(kind: string, body: JsonObject, scope: Scope): Test {
	const entries = Object.entries(body).filter(([key]) => key !== 'boost');
	const [entry] = entries;
	if (!entry || entries.length > 1) throw badRequest(`[${kind}] query needs exactly one field`);
	const [field, value] = entry;
	const make = leafQueries[kind] as (typeof leafQueries)[string];
	const test: ValueTest = make(value, field.endsWith('.exact'), scope.clock);
	return scope.on(field, test);
}

/** Compiles a query of the Elasticsearch DSL into a test. Throws a 400 if invalid. */
export function compileDsl(query: unknown, scope: Scope): Test {
	const entries = Object.entries(getObject(query, 'queryDsl'));
	const [entry] = entries;
	if (!entry || entries.length > 1) {
		throw badRequest('[query] malformed query, expected one kind of query in an object');
	}
	const [kind, value] = entry;
	const body = getObject(value, kind);
	switch (kind) {
		case 'match_all':
			return all;
		case 'match_none':
			return () => false;
		case 'bool':
			return bool(body, scope);
		case 'constant_score':
			return compileDsl(body.filter, scope);
		case 'nested':
			return nested(body, scope);
		case 'query_string':
			return queryString(body, scope);
		case 'exists':
			if (typeof body.field !== 'string') throw badRequest('[exists] requires "field"');
			return scope.exists(body.field);
		default:
			if (!Object.hasOwn(leafQueries, kind)) throw badRequest(`unknown query [${kind}]`);
			return leaf(kind, body, scope);
	}
}
