import type { JsonObject } from '../../http/parseBody.mts';
import { isDate } from '../query/dateRange.mts';

/** Computes a number from the values of a field. */
type Metric = (values: unknown[], body: JsonObject) => JsonObject;

const getNumbers = (values: unknown[]): number[] =>
	values
		.map((value) => (isDate(value) ? Date.parse(value) : Number(value)))
		.filter((value) => !Number.isNaN(value));

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
// Math.min fails with a million arguments.
const least = (numbers: number[]) => numbers.reduce((a, b) => (b < a ? b : a), Infinity);
const most = (numbers: number[]) => numbers.reduce((a, b) => (b > a ? b : a), -Infinity);

function one(values: unknown[], work: (numbers: number[]) => number): JsonObject {
	const numbers = getNumbers(values);
	if (!numbers.length) return { value: null };
	const value = work(numbers);
	return isDate(values[0]) ? { value, value_as_string: new Date(value).toISOString() } : { value };
}

/** Returns a percentile of sorted numbers. */
function percentile(sorted: number[], percent: number): number | null {
	if (!sorted.length) return null;
	const place = ((sorted.length - 1) * percent) / 100;
	const below = sorted[Math.floor(place)] as number;
	const above = sorted[Math.ceil(place)] as number;
	return below + (above - below) * (place - Math.floor(place));
}

export const metrics: Record<string, Metric> = {
	avg: (values) => one(values, (numbers) => sum(numbers) / numbers.length),
	sum: (values) => ({ value: sum(getNumbers(values)) }),
	min: (values) => one(values, least),
	max: (values) => one(values, most),
	value_count: (values) => ({ value: values.length }),
	cardinality: (values) => ({ value: new Set(values).size }),
	stats: (values) => {
		const numbers = getNumbers(values);
		const { length: count } = numbers;
		if (!count) return { count, min: null, max: null, avg: null, sum: 0 };
		const total = sum(numbers);
		return { count, min: least(numbers), max: most(numbers), avg: total / count, sum: total };
	},
	percentiles: (values, body) => {
		const sorted = getNumbers(values).sort((a, b) => a - b);
		const percents = (body.percents ?? [1, 5, 25, 50, 75, 95, 99]) as number[];
		return {
			values: Object.fromEntries(
				percents.map((percent) => [percent.toFixed(1), percentile(sorted, percent)]),
			),
		};
	},
};
