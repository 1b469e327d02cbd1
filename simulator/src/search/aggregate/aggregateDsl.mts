import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import type { Document } from '../documents/document.mts';
import { compileDsl, getObject } from '../query/dsl.mts';
import type { Scope } from '../query/nestedScope.mts';
import { createHistogramGrouper, createTermsGrouper } from './buckets.mts';
import type { Grouper } from './buckets.mts';
import { metrics } from './metrics.mts';

/** Computes an aggregation over documents. */
type Aggregator = (documents: Iterable<Document>) => JsonObject;
type Aggregators = Map<string, Aggregator>;

function getField(body: JsonObject, kind: string, scope: Scope) {
	if (typeof body.field !== 'string') throw badRequest(`[${kind}] needs "field"`);
	return scope.field(body.field);
}

function results(aggregators: Aggregators, documents: Iterable<Document>): JsonObject {
	return Object.fromEntries(
		[...aggregators].map(([name, aggregator]) => [name, aggregator(documents)]),
	);
}

function grouped(grouper: Grouper, inner: Aggregators): Aggregator {
	return (documents) => {
		const { rest, buckets } = grouper(documents, inner.size > 0);
		return {
			...rest,
			buckets: buckets.map(({ head, count, documents: held }) => ({
				...head,
				doc_count: count,
				...results(inner, held),
			})),
		};
	};
}

/** Computes a single bucket: the documents it contains, counted. */
function single(partsOf: (document: Document) => Document[], inner: Aggregators): Aggregator {
	return (documents) => {
		const held: Document[] = [];
		for (const document of documents) for (const part of partsOf(document)) held.push(part);
		return { doc_count: held.length, ...results(inner, held) };
	};
}

function compileOne(name: string, definition: JsonObject, scope: Scope): Aggregator {
	const { aggs, aggregations, meta: _meta, ...kinds } = definition;
	const [entry, ...others] = Object.entries(kinds);
	if (!entry || others.length) throw badRequest(`Expected one aggregation type in [${name}]`);
	const [kind, value] = entry;
	const body = getObject(value, kind);
	const sub = aggs ?? aggregations;
	const getInner = (inside: Scope) =>
		sub === undefined ? (new Map() as Aggregators) : compileAggregations(sub, inside);
	if (Object.hasOwn(metrics, kind)) {
		if (sub !== undefined) throw badRequest(`[${kind}] cannot have sub-aggregations`);
		const read = getField(body, kind, scope);
		const work = metrics[kind] as (typeof metrics)[string];
		return (documents) => {
			const values: unknown[] = [];
			for (const document of documents) for (const one of read(document)) values.push(one);
			return work(values, body);
		};
	}
	switch (kind) {
		case 'terms':
			return grouped(createTermsGrouper(getField(body, kind, scope), body), getInner(scope));
		case 'date_histogram': {
			const zone = typeof body.time_zone === 'string' ? body.time_zone : scope.clock.zone;
			const grouper = createHistogramGrouper(getField(body, kind, scope), body, zone);
			return grouped(grouper, getInner(scope));
		}
		case 'filter': {
			const test = compileDsl(body, scope);
			return single((document) => (test(document) ? [document] : []), getInner(scope));
		}
		case 'missing': {
			const read = getField(body, kind, scope);
			return single((document) => (read(document).length ? [] : [document]), getInner(scope));
		}
		case 'nested': {
			if (typeof body.path !== 'string') throw badRequest('[nested] needs "path"');
			const { scope: inside, read } = scope.nested(body.path);
			return single(read, getInner(inside));
		}
		default:
			throw badRequest(`Unknown aggregation type [${kind}]`);
	}
}

/** Compiles aggregations of the Elasticsearch DSL. Throws a 400 if invalid. */
export function compileAggregations(definitions: unknown, scope: Scope): Aggregators {
	const entries = Object.entries(getObject(definitions, 'aggregationsDsl'));
	return new Map(
		entries.map(([name, one]) => [name, compileOne(name, getObject(one, name), scope)]),
	);
}

/** Computes compiled aggregations. */
export const runAggregations = results;
