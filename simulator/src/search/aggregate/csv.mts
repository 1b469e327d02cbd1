import type { JsonObject } from '../../http/parseBody.mts';
import type { Level } from './sailpoint.mts';

type Bucket = JsonObject & { key: unknown; key_as_string?: string };

const cell = (value: unknown) => {
	const text = String(value ?? '');
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

function metricValue(result: unknown): unknown {
	const { value, values } = (result ?? {}) as { value?: unknown; values?: JsonObject };
	return values ? Object.values(values)[0] : value;
}

function getRows(result: JsonObject, levels: Level[]): unknown[][] {
	const [level, ...below] = levels;
	if (!level) return [];
	const held = level.wrappers.reduce((part, name) => part[name] as JsonObject, result);
	const getValue = (part: JsonObject) =>
		level.metric === undefined ? part.doc_count : metricValue(part[level.metric]);
	if (level.bucket === undefined) return [[getValue(held)]];
	const { buckets } = held[level.bucket] as { buckets: Bucket[] };
	return buckets.flatMap((bucket) => {
		const key = bucket.key_as_string ?? bucket.key;
		return below.length
			? getRows(bucket, below).map((row) => [key, ...row])
			: [[key, getValue(bucket)]];
	});
}

/** Formats the result of SailPoint aggregations as CSV, with a row for each bucket. */
export function formatAggregationCsv(result: JsonObject, levels: Level[]): string {
	const groups = levels.map(({ bucket }) => bucket).filter((name) => name !== undefined);
	const header = [...groups, levels.at(-1)?.metric ?? 'Count'];
	return [header, ...getRows(result, levels)]
		.map((row) => `${row.map(cell).join(',')}\r\n`)
		.join('');
}
