import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../shared/parameters/json';

type Result = IDataObject;

/**
 * The columns of a metric: its value, or one for each of several values by name, such as those of `stats` and
 * `percentiles`.
 * @returns undefined for groups, and for what only wraps them
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
	// A median is the only percentile that was asked for.
	return result.values !== undefined && entries.length === 1
		? ({ [name]: entries[0]![1] } as IDataObject)
		: (Object.fromEntries(entries.map(([key, value]) => [`${name}.${key}`, value])) as IDataObject);
}

/** Buckets come as a list, or by their keys. */
const getBuckets = ({ buckets }: Result): Result[] | undefined =>
	Array.isArray(buckets)
		? (buckets as Result[])
		: isJsonObject(buckets)
			? Object.entries(buckets).map(([key, bucket]) => ({ key, ...(bucket as Result) }))
			: undefined;

/**
 * Makes rows of the result of aggregations: one for each innermost group, with a column for each group that
 * it stands in, its `count`, and what was worked out for it.
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
			toAggregationRows(omit(bucket, BUCKET_KEYS), {
				...addCount(row, bucket),
				...getKeyColumns(name, bucket),
			}),
		);
	});
	return rows.length > 0 || isEmpty(row) ? rows : [row];
}

/** What a bucket has beside its aggregations. */
const BUCKET_KEYS = ['key', 'key_as_string', 'doc_count', 'from', 'to'];

/** The key of a group; that of a composite one has a column for each of its parts. */
const getKeyColumns = (name: string, { key, key_as_string: text }: Result): IDataObject =>
	isJsonObject(key) ? key : { [name]: text ?? key };

/** A nested list or a filter: what is in it stands in it by name, beside its count. */
const isWrapper = (result: Result) => 'doc_count' in result;

const addCount = (row: IDataObject, { doc_count: count }: Result): IDataObject => ({
	...row,
	...(count !== undefined && { count }),
});

/** Groups that were left out since there are more than the request asked for. */
export interface OmittedGroups {
	/** Name of the aggregation, which is the field unless the user named it. */
	name: string;
	/** Documents in the groups that were left out; of the parent group with the most, where groups are nested. */
	documents: number;
}

/** Finds the groupings whose smaller groups were left out. */
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
