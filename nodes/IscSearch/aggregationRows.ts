import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../shared/parameters/json';

type Result = IDataObject;

/**
 * Returns the columns of a metric: its value, or one column per value for metrics such as `stats` and `percentiles`.
 * @returns undefined for groups, and for results that only wrap groups
 */
function getMetricColumns(name: string, result: Result): IDataObject | undefined {
	if (getBuckets(result) || isWrapper(result)) return undefined;
	if ('value' in result) return { [name]: result.value };
	const values = (result.values ?? omit(result, 'meta')) as
		| Result
		| Array<{ key: unknown; value: unknown }>;
	const entries = Array.isArray(values)
		? values.map(({ key, value }) => [String(key), value] as const)
		: Object.entries(values);
	// A single percentile is the median.
	return result.values !== undefined && entries.length === 1
		? ({ [name]: entries[0]![1] } as IDataObject)
		: (Object.fromEntries(entries.map(([key, value]) => [`${name}.${key}`, value])) as IDataObject);
}

/** Returns buckets as a list; ISC returns a list, or an object by keys. */
const getBuckets = ({ buckets }: Result): Result[] | undefined =>
	Array.isArray(buckets)
		? (buckets as Result[])
		: isJsonObject(buckets)
			? Object.entries(buckets).map(([key, bucket]) => ({ key, ...(bucket as Result) }))
			: undefined;

/**
 * Converts aggregations to rows: one per innermost group, with a column for each group around it, its `count`, and its
 * metrics.
 */
export function toAggregationRows(
	aggregations: Result,
	parentColumns: IDataObject = {},
): IDataObject[] {
	const entries = Object.entries(aggregations).filter((entry): entry is [string, Result] =>
		isJsonObject(entry[1]),
	);
	const metrics = Object.assign(
		{},
		...entries.map(([name, result]) => getMetricColumns(name, result) ?? {}),
	) as IDataObject;
	const row = { ...parentColumns, ...metrics };
	const rows = entries.flatMap(([name, result]) => {
		if (getMetricColumns(name, result)) return [];
		const buckets = getBuckets(result);
		if (!buckets) return isWrapper(result) ? toAggregationRows(result, addCount(row, result)) : [];
		return buckets.flatMap((bucket) =>
			toAggregationRows(omit(bucket, 'key'), {
				...addCount(row, bucket),
				...getKeyColumns(name, bucket),
			}),
		);
	});
	return rows.length > 0 || isEmpty(row) ? rows : [row];
}

/** Returns the key column of a group; a composite key has one column per part. */
const getKeyColumns = (name: string, { key, key_as_string: text }: Result): IDataObject =>
	isJsonObject(key) ? key : { [name]: text ?? key };

/** Returns whether a result only wraps other aggregations: a nested list or a filter. */
const isWrapper = (result: Result) => 'doc_count' in result;

const addCount = (row: IDataObject, { doc_count: count }: Result): IDataObject => ({
	...row,
	...(count !== undefined && { count }),
});

/** Groups that ISC omitted because there are more than requested. */
export interface OmittedGroups {
	/** Name of the aggregation: the field, or the name in the DSL. */
	name: string;
	/** Number of documents in omitted groups; for nested groups, the largest number in one parent group. */
	documents: number;
}

/** Finds aggregations whose smaller groups were omitted. */
export function findOmittedGroups(aggregations: Result): OmittedGroups[] {
	const documentsByName = new Map<string, number>();
	const visit = (result: Result, name: string): void => {
		const omitted = Number(result.sum_other_doc_count ?? 0);
		if (omitted > 0) documentsByName.set(name, Math.max(omitted, documentsByName.get(name) ?? 0));
		const inner =
			getBuckets(result)?.flatMap((bucket) => Object.entries(bucket)) ?? Object.entries(result);
		for (const [key, value] of inner) if (isJsonObject(value)) visit(value, key);
	};
	visit(aggregations, '');
	return [...documentsByName].map(([name, documents]) => ({ name, documents }));
}
