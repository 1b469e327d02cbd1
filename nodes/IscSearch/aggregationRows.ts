import isEmpty from 'lodash/isEmpty';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../forms/object';

type Result = IDataObject;

/** What was worked out: one value, or several by name, such as percentiles. */
function metricOf(name: string, result: Result): IDataObject | undefined {
	if ('value' in result) return { [name]: result.value };
	const values = result.values;
	if (!isObject(values)) return undefined;
	const entries = Object.entries(values);
	// A median is the only percentile that was asked for.
	return entries.length === 1
		? { [name]: entries[0]![1] }
		: Object.fromEntries(entries.map(([key, value]) => [`${name}.${key}`, value]));
}

/** Buckets come as a list, or by their keys. */
const bucketsOf = ({ buckets }: Result): Result[] | undefined =>
	Array.isArray(buckets)
		? (buckets as Result[])
		: isObject(buckets)
			? Object.entries(buckets).map(([key, bucket]) => ({ key, ...(bucket as Result) }))
			: undefined;

/**
 * Makes rows of the result of aggregations: one for each innermost group, with a column for each group that
 * it stands in, its `count`, and what was worked out for it.
 */
export function aggregationRows(aggregations: Result, above: IDataObject = {}): IDataObject[] {
	const named = Object.entries(aggregations).filter((entry): entry is [string, Result] =>
		isObject(entry[1]),
	);
	const metrics = Object.assign(
		{},
		...named.map(([name, result]) => metricOf(name, result) ?? {}),
	) as IDataObject;
	const row = { ...above, ...metrics };
	const rows = named.flatMap(([name, result]) => {
		if (metricOf(name, result)) return [];
		const buckets = bucketsOf(result);
		if (!buckets) return isWrapper(result) ? aggregationRows(result, countedIn(row, result)) : [];
		return buckets.flatMap((bucket) =>
			aggregationRows(bucket, {
				...countedIn(row, bucket),
				[name]: bucket.key_as_string ?? bucket.key,
			}),
		);
	});
	return rows.length > 0 || isEmpty(row) ? rows : [row];
}

/** A nested list or a filter: what is in it stands in it by name, beside its count. */
const isWrapper = (result: Result) => 'doc_count' in result;

const countedIn = (row: IDataObject, { doc_count: count }: Result): IDataObject => ({
	...row,
	...(count !== undefined && { count }),
});
