import type { JsonObject } from '../../http/parseBody.mts';
import { requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { getObject } from '../query/dsl.mts';

/** A level of an aggregation: the name of its results, its grouping and its metric. */
export interface Level {
	wrappers: string[];
	bucket?: string;
	metric?: string;
}

const metricKinds: Record<string, string> = {
	COUNT: 'value_count',
	UNIQUE_COUNT: 'cardinality',
	AVG: 'avg',
	SUM: 'sum',
	MEDIAN: 'percentiles',
	MIN: 'min',
	MAX: 'max',
};

interface Part {
	name: string;
	type: unknown;
	field: string;
	rest: JsonObject;
}

/** Parses a part. The documents name a nested list by its field in one place, by its type in another. */
function readPart(spec: JsonObject, kind: string, required: string[]): Part | undefined {
	if (spec[kind] === undefined || spec[kind] === null) return undefined;
	const part = getObject(spec[kind], `aggregations.${kind}`);
	requireFields(part, required);
	const { name, type, field, ...rest } = part;
	return { name: String(name), type, field: String(field ?? type ?? ''), rest };
}

function ofKind(part: Part, known: string[], kind: string): void {
	if (part.type !== undefined && !known.includes(part.type as string)) {
		throw badRequest(`There is no ${kind} aggregation of the type "${String(part.type)}".`);
	}
}

function getMetric(part: Part): JsonObject {
	ofKind(part, Object.keys(metricKinds), 'metric');
	const kind = metricKinds[(part.type as string) ?? 'UNIQUE_COUNT'] as string;
	const field = part.field.replace('@', '');
	return { [kind]: { field, ...(kind === 'percentiles' ? { percents: [50] } : {}) } };
}

/** Converts SailPoint aggregations to Elasticsearch's. Throws a 400 if invalid. */
export function convertSailPointAggregations(value: unknown): { dsl: JsonObject; levels: Level[] } {
	const spec = getObject(value, 'aggregations');
	const nested = readPart(spec, 'nested', ['name']);
	const filter = readPart(spec, 'filter', ['name', 'field', 'value']);
	const bucket = readPart(spec, 'bucket', ['name', 'field']);
	const metric = readPart(spec, 'metric', ['name', 'field']);
	if (nested?.field === '') requireFields(spec, ['nested.type']);
	if (!nested && !filter && !bucket && !metric) {
		throw badRequest('The field "aggregations" must have a nested, metric, filter or bucket.');
	}
	const level: Level = { wrappers: [], bucket: bucket?.name, metric: metric?.name };
	const levels = [level];
	let dsl: JsonObject = metric ? { [metric.name]: getMetric(metric) } : {};
	if (bucket) {
		ofKind(bucket, ['TERMS'], 'bucket');
		const { size = 100, minDocCount } = bucket.rest;
		const sub = spec.subAggregation ?? undefined;
		const below = sub === undefined ? undefined : convertSailPointAggregations(sub);
		if (below) levels.push(...below.levels);
		const terms = { field: bucket.field.replace('@', ''), size, min_doc_count: minDocCount };
		dsl = { [bucket.name]: { terms, aggs: { ...dsl, ...below?.dsl } } };
	}
	if (filter) {
		ofKind(filter, ['TERM'], 'filter');
		const field = filter.field.replace('@', '');
		const term = { term: { [field]: filter.rest.value } };
		dsl = { [filter.name]: { filter: term, aggs: dsl } };
		level.wrappers.unshift(filter.name);
	}
	const opened = [filter, bucket, metric].find((part) => part?.field.startsWith('@'));
	const path = nested?.field ?? opened?.field.slice(1).split('.')[0];
	if (path !== undefined) {
		const name = nested?.name ?? path;
		dsl = { [name]: { nested: { path }, aggs: dsl } };
		level.wrappers.unshift(name);
	}
	return { dsl, levels };
}
