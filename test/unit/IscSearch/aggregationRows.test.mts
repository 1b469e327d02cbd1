import { toAggregationRows, findOmittedGroups } from '../../../nodes/IscSearch/aggregationRows.ts';

test('returns rows for nested groups with their metrics', () => {
	const buckets = [
		{
			key: 'Finance',
			doc_count: 3,
			salary: { value: 10 },
			city: { buckets: [{ key: 'Rome', doc_count: 2 }] },
		},
		{ key: 'IT', doc_count: 1, salary: { value: 7 }, city: { buckets: [] } },
	];
	expect(toAggregationRows({ department: { buckets } })).toEqual([
		{ department: 'Finance', count: 2, salary: 10, city: 'Rome' },
		{ department: 'IT', count: 1, salary: 7 },
	]);
});

test('supports aggregations with the names of the keys of a bucket', () => {
	const bucket = { key: 'A', doc_count: 3, from: { value: 1 }, to: { value: 2 } };
	const range = { key: 'B', doc_count: 1, from: 5, to: 9, key_as_string: 'b' };
	expect(toAggregationRows({ group: { buckets: [bucket, range] } })).toEqual([
		{ group: 'A', count: 3, from: 1, to: 2 },
		{ group: 'b', count: 1 },
	]);
});

test('unwraps nested lists and filters', () => {
	const inner = { type: { buckets: [{ key: 'ROLE', doc_count: 5 }] } };
	expect(toAggregationRows({ access: { doc_count: 9, only: { doc_count: 7, ...inner } } })).toEqual(
		[{ type: 'ROLE', count: 5 }],
	);
});

test('supports single values, several values, medians, keyed buckets, and dates', () => {
	expect(toAggregationRows({ n: { value: 4 }, m: { values: { '50.0': 2 } } })).toEqual([
		{ n: 4, m: 2 },
	]);
	expect(toAggregationRows({ p: { values: { '5.0': 1, '95.0': 9 } } })).toEqual([
		{ 'p.5.0': 1, 'p.95.0': 9 },
	]);
	expect(toAggregationRows({ f: { buckets: { good: { doc_count: 1 } } } })).toEqual([
		{ f: 'good', count: 1 },
	]);
	const day = { key: 1, key_as_string: '2026-01-01', doc_count: 2 };
	expect(toAggregationRows({ day: { buckets: [day] } })).toEqual([{ day: '2026-01-01', count: 2 }]);
});

test('returns no row without results', () => {
	expect(toAggregationRows({ department: { buckets: [] } })).toEqual([]);
	expect(toAggregationRows({})).toEqual([]);
});

test('returns one column per value of a metric', () => {
	expect(toAggregationRows({ s: { count: 2, min: 1, max: 3, avg: 2, sum: 4 } })).toEqual([
		{ 's.count': 2, 's.min': 1, 's.max': 3, 's.avg': 2, 's.sum': 4 },
	]);
	const values = [
		{ key: 25, value: 1 },
		{ key: 75, value: 3 },
	];
	expect(toAggregationRows({ p: { values } })).toEqual([{ 'p.25': 1, 'p.75': 3 }]);
	const hits = { total: 1, hits: [{ _id: 'x' }] };
	const buckets = [{ key: 'IT', doc_count: 1, newest: { hits } }];
	expect(toAggregationRows({ d: { buckets } })).toEqual([
		{ d: 'IT', count: 1, 'newest.hits': hits },
	]);
});

test('returns one column per part of a composite key', () => {
	const buckets = [{ key: { d: 'IT', c: 'Rome' }, doc_count: 3 }];
	expect(toAggregationRows({ both: { after_key: { d: 'IT', c: 'Rome' }, buckets } })).toEqual([
		{ d: 'IT', c: 'Rome', count: 3 },
	]);
});

test('finds omitted groups at any depth', () => {
	const city = { sum_other_doc_count: 4, buckets: [] };
	const buckets = [
		{ key: 'IT', doc_count: 9, city },
		{ key: 'HR', doc_count: 9, city: { ...city, sum_other_doc_count: 7 } },
	];
	expect(findOmittedGroups({ d: { sum_other_doc_count: 0, buckets } })).toEqual([
		{ name: 'city', documents: 7 },
	]);
	expect(findOmittedGroups({ access: { doc_count: 1, d: { buckets } } })).toHaveLength(1);
	expect(findOmittedGroups({ n: { value: 4 } })).toEqual([]);
});
