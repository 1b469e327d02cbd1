import { DateTime } from 'luxon';
import type { DateTimeUnit } from 'luxon';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import type { Document } from '../documents/document.mts';
import { isDate } from '../query/dateRange.mts';
import type { Reader } from '../query/fieldReader.mts';

/** Documents with the same value. */
export interface Bucket {
	head: JsonObject;
	count: number;
	documents: Document[];
}
export interface Grouping {
	rest: JsonObject;
	buckets: Bucket[];
}
/** Groups documents; `keep` means that the documents are needed afterwards. */
export type Grouper = (documents: Iterable<Document>, keep: boolean) => Grouping;

interface Group {
	value: string | number | boolean;
	count: number;
	documents: Document[];
}

function groupBy(
	documents: Iterable<Document>,
	valuesOf: (document: Document) => Iterable<unknown>,
	keep: boolean,
): Map<unknown, Group> {
	const groups = new Map<unknown, Group>();
	for (const document of documents) {
		for (const value of valuesOf(document)) {
			let group = groups.get(value);
			if (!group) {
				group = { value: value as Group['value'], count: 0, documents: [] };
				groups.set(value, group);
			}
			group.count++;
			if (keep) group.documents.push(document);
		}
	}
	return groups;
}

function getHead(value: Group['value']): JsonObject {
	if (typeof value === 'boolean') return { key: Number(value), key_as_string: String(value) };
	if (isDate(value)) return { key: Date.parse(value), key_as_string: value };
	return { key: value };
}

const byValue = (a: Group, b: Group) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);

function ordering(order: unknown): (a: Group, b: Group) => number {
	if (order === undefined) return (a, b) => b.count - a.count || byValue(a, b);
	const [entry] = Object.entries(([order].flat()[0] ?? {}) as JsonObject);
	const [by, direction] = entry ?? [];
	const sign = direction === 'asc' ? 1 : -1;
	if (by === '_count') return (a, b) => (a.count - b.count) * sign || byValue(a, b);
	if (by === '_key' || by === '_term') return (a, b) => byValue(a, b) * sign;
	throw badRequest(`[terms] cannot be ordered by [${String(by)}]`);
}

/** Returns an integer of a body. Throws a 400 for anything else. */
function getWhole(value: unknown, fallback: number, name: string, least: number): number {
	const number = value ?? fallback;
	if (!Number.isInteger(number) || (number as number) < least) {
		throw badRequest(`[${name}] must be a whole number of ${least} or more`);
	}
	return number as number;
}

/** Groups by the values of a field, the most frequent first. */
export function createTermsGrouper(read: Reader, body: JsonObject): Grouper {
	const size = getWhole(body.size, 10, 'size', 1);
	const least = getWhole(body.min_doc_count, 1, 'min_doc_count', 0);
	const order = ordering(body.order);
	return (documents, keep) => {
		const groups = groupBy(documents, (document) => new Set(read(document)), keep);
		const all = [...groups.values()].filter(({ count }) => count >= least).sort(order);
		const others = all.slice(size).reduce((total, { count }) => total + count, 0);
		return {
			rest: { doc_count_error_upper_bound: 0, sum_other_doc_count: others },
			buckets: all.slice(0, size).map(({ value, count, documents: held }) => ({
				head: getHead(value),
				count,
				documents: held,
			})),
		};
	};
}

const calendar: Record<string, DateTimeUnit> = {
	...{ minute: 'minute', hour: 'hour', day: 'day', week: 'week', month: 'month' },
	...{ quarter: 'quarter', year: 'year', '1m': 'minute', '1h': 'hour', '1d': 'day' },
	...{ '1w': 'week', '1M': 'month', '1q': 'quarter', '1y': 'year' },
};
const lengths: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const MOST_BUCKETS = 10_000;

/** Returns the intervals of a histogram: the start of the interval of a time, and the start of the next one. */
function getSteps(body: JsonObject, zone: string) {
	const text = String(body.calendar_interval ?? body.fixed_interval ?? body.interval ?? '');
	const unit = body.fixed_interval === undefined ? calendar[text] : undefined;
	const at = (time: number) => DateTime.fromMillis(time, { zone });
	if (unit) {
		return {
			start: (time: number) => at(time).startOf(unit).toMillis(),
			next: (time: number) =>
				at(time)
					.plus({ [unit]: 1 })
					.toMillis(),
		};
	}
	const [, count, kind] = /^(\d+)([smhd])$/.exec(text) ?? [];
	const length = Number(count) * (lengths[kind ?? ''] ?? Number.NaN);
	if (!(length > 0)) throw badRequest(`[date_histogram] needs an interval, not [${text}]`);
	return {
		start: (time: number) => Math.floor(time / length) * length,
		next: (time: number) => time + length,
	};
}

/** Groups by intervals of time, in order, including empty intervals between others. */
export function createHistogramGrouper(read: Reader, body: JsonObject, zone: string): Grouper {
	const steps = getSteps(body, zone);
	const least = getWhole(body.min_doc_count, 0, 'min_doc_count', 0);
	return (documents, keep) => {
		const startsOf = (document: Document) =>
			new Set(
				read(document)
					.filter(isDate)
					.map((value) => steps.start(Date.parse(value))),
			);
		const groups = groupBy(documents, startsOf, keep);
		const starts = [...groups.keys()].map(Number).sort((a, b) => a - b);
		const buckets: Bucket[] = [];
		const last = starts.at(-1) ?? -Infinity;
		for (let start = starts[0] ?? Infinity; start <= last; start = steps.next(start)) {
			if (buckets.length >= MOST_BUCKETS) throw badRequest('[date_histogram] has too many buckets');
			const { count = 0, documents: held = [] } = groups.get(start) ?? {};
			if (count < least) continue;
			const head = { key_as_string: new Date(start).toISOString(), key: start };
			buckets.push({ head, count, documents: held });
		}
		return { rest: {}, buckets };
	};
}
