import fc from '../../../fastCheck.mts';
import { paginate } from '../../../../nodes/shared/pagination/paginate.ts';
import { paginateSearch } from '../../../../nodes/shared/pagination/searchIndex.ts';
import { buildSampleRequest } from '../api/samples.mts';
import {
	FAULTS,
	TOTALS,
	createFaultyList,
	createRows,
	type Fault,
	type FaultyList,
	type ListStyle,
	type Row,
	type Total,
} from './faultyList.mts';

const SIZE = 1100;

/** Reads a list to its end. */
async function readList(list: FaultyList, limit = Infinity, concurrency = 8) {
	const { send, requests, rows } = createFaultyList(list);
	const options = {
		limit,
		pageSize: 250,
		getConcurrency: () => concurrency,
		style: list.style === 'search' ? undefined : list.style,
		listField: list.style === 'next' ? 'items' : '',
	};
	const reading =
		list.style === 'search'
			? paginateSearch(
					send,
					(body) => buildSampleRequest({ method: 'POST', body: JSON.stringify(body) }),
					{},
					options,
				)
			: paginate(send, buildSampleRequest(), options);
	const ids: string[] = [];
	let error: Error | undefined;
	try {
		for await (const { records } of reading) {
			ids.push(...Array.from(records!, (record) => (record as Row).id));
		}
	} catch (failure) {
		error = failure as Error;
	}
	return { ids, error, requests: requests(), remainingIds: rows().map(({ id }) => id) };
}

/** Describes the outcome: number of records, how the list ended, and number of requests. */
function describeOutcome({ ids, error, requests }: Awaited<ReturnType<typeof readList>>): string {
	const [, shortfall] = /^Read (.* of .*) records/.exec(error?.message ?? '') ?? [];
	const end = !error
		? `${ids.length}`
		: (shortfall ??
			(/of an earlier page again/.test(error.message)
				? `${ids.length} again`
				: `${ids.length} 400`));
	return `${end} (${requests})`;
}

/**
 * Outcome of reading each list of 1,100 records in pages of 250: number of records read (all, or all that the list
 * returns), "N of M" for an error about an incomplete list, "N again" for an error about repeated records, "N 400" for
 * an error of ISC. The number of requests is in parentheses.
 */
const OUTCOMES: Record<ListStyle, string> = {
	offset: `
		| fault                         | exact              | too low       | too high            | missing       | changing            |
		| none                          | 1100 (5)           | 1100 (9)      | 1,100 of 1,400 (7)  | 1100 (9)      | 1100 (6)            |
		| an empty page in the middle   | 850 of 1,100 (6)   | 500 (3)       | 850 of 1,400 (7)    | 850 (9)       | 850 of 1,100 (6)    |
		| a record hidden from its page | 1,099 of 1,100 (6) | 1099 (9)      | 1,099 of 1,400 (7)  | 1099 (10)     | 1,099 of 1,100 (6)  |
		| a page twice                  | 500 again (5)      | 500 (3)       | 500 again (6)       | 500 again (4) | 500 again (5)       |
		| position ignored              | 250 again (5)      | 250 again (3) | 250 again (6)       | 250 again (3) | 250 again (5)       |
		| position and limit ignored    | 1100 (2)           | 1100 (2)      | 1100 again (2)      | 1100 (2)      | 1100 again (2)      |
		| another order each time       | 500 again (5)      | 500 again (3) | 500 again (6)       | 500 again (4) | 500 again (5)       |
		| a smaller page than requested | 1100 (12)          | 1100 (15)     | 1,100 of 1,400 (16) | 1100 (15)     | 1,100 of 1,101 (13) |
		| grows                         | 1400 (10)          | 1400 (10)     | 1400 (6)            | 1400 (10)     | 1400 (10)           |
		| shrinks                       | 750 (6)            | 750 (6)       | 750 of 1,000 (7)    | 750 (6)       | 750 (6)             |
		| 400 in the middle             | 500 400 (6)        | 500 (4)       | 500 400 (7)         | 500 400 (5)   | 500 400 (6)         |
		| 400 past the end              | 1100 (5)           | 1100 (10)     | 1100 400 (7)        | 1100 (10)     | 1100 400 (7)        |
	`,
	searchAfter: `
		| fault                         | exact              | too low        | too high            | missing        | changing            |
		| none                          | 1100 (5)           | 1100 (6)       | 1,100 of 1,400 (7)  | 1100 (6)       | 1,100 of 1,101 (7)  |
		| an empty page in the middle   | 500 of 1,100 (4)   | 500 (3)        | 500 of 1,400 (4)    | 500 (3)        | 500 of 1,101 (4)    |
		| a record hidden from its page | 1,099 of 1,100 (7) | 1099 (6)       | 1,099 of 1,400 (7)  | 1099 (6)       | 1,099 of 1,101 (7)  |
		| a page twice                  | 500 again (3)      | 500 again (3)  | 500 again (3)       | 500 again (3)  | 500 again (3)       |
		| position ignored              | 250 again (2)      | 250 again (2)  | 250 again (2)       | 250 again (2)  | 250 again (2)       |
		| position and limit ignored    | 1100 again (2)     | 1100 again (2) | 1100 again (2)      | 1100 again (2) | 1100 again (2)      |
		| another order each time       | 250 again (2)      | 250 again (2)  | 250 again (2)       | 250 again (2)  | 250 again (2)       |
		| a smaller page than requested | 1100 (12)          | 1100 (12)      | 1,100 of 1,400 (13) | 1100 (12)      | 1,100 of 1,101 (13) |
		| grows                         | 1400 (7)           | 1400 (7)       | 1400 (6)            | 1400 (7)       | 1400 (7)            |
		| shrinks                       | 750 (5)            | 750 (4)        | 750 of 1,000 (5)    | 750 (4)        | 750 (5)             |
		| 400 in the middle             | 500 400 (3)        | 500 400 (3)    | 500 400 (3)         | 500 400 (3)    | 500 400 (3)         |
		| 400 past the end              | 1100 (5)           | 1100 (6)       | 1,100 of 1,400 (7)  | 1100 (6)       | 1,100 of 1,101 (7)  |
	`,
	search: `
		| fault                         | exact              | too low        | too high            | missing        | changing            |
		| none                          | 1100 (5)           | 1100 (6)       | 1,100 of 1,400 (7)  | 1100 (6)       | 1,100 of 1,101 (7)  |
		| an empty page in the middle   | 500 of 1,100 (4)   | 500 (3)        | 500 of 1,400 (4)    | 500 (3)        | 500 of 1,101 (4)    |
		| a record hidden from its page | 1,099 of 1,100 (7) | 1099 (6)       | 1,099 of 1,400 (7)  | 1099 (6)       | 1,099 of 1,101 (7)  |
		| a page twice                  | 500 again (3)      | 500 again (3)  | 500 again (3)       | 500 again (3)  | 500 again (3)       |
		| position ignored              | 250 again (2)      | 250 again (2)  | 250 again (2)       | 250 again (2)  | 250 again (2)       |
		| position and limit ignored    | 1100 again (2)     | 1100 again (2) | 1100 again (2)      | 1100 again (2) | 1100 again (2)      |
		| another order each time       | 250 again (2)      | 250 again (2)  | 250 again (2)       | 250 again (2)  | 250 again (2)       |
		| a smaller page than requested | 1100 (12)          | 1100 (12)      | 1,100 of 1,400 (13) | 1100 (12)      | 1,100 of 1,101 (13) |
		| grows                         | 1400 (7)           | 1400 (7)       | 1400 (6)            | 1400 (7)       | 1400 (7)            |
		| shrinks                       | 750 (5)            | 750 (4)        | 750 of 1,000 (5)    | 750 (4)        | 750 (5)             |
		| 400 in the middle             | 500 400 (3)        | 500 400 (3)    | 500 400 (3)         | 500 400 (3)    | 500 400 (3)         |
		| 400 past the end              | 1100 (5)           | 1100 (6)       | 1,100 of 1,400 (7)  | 1100 (6)       | 1,100 of 1,101 (7)  |
	`,
	next: `
		| fault                         | exact              | too low        | too high            | missing        | changing           |
		| none                          | 1100 (5)           | 1100 (5)       | 1,100 of 1,400 (6)  | 1100 (5)       | 1100 (6)           |
		| an empty page in the middle   | 850 of 1,100 (6)   | 850 (5)        | 850 of 1,400 (6)    | 850 (5)        | 850 of 1,100 (6)   |
		| a record hidden from its page | 1,099 of 1,100 (6) | 1099 (5)       | 1,099 of 1,400 (6)  | 1099 (5)       | 1,099 of 1,100 (6) |
		| a page twice                  | 500 again (3)      | 500 again (3)  | 500 again (3)       | 500 again (3)  | 500 again (3)      |
		| position ignored              | 250 again (2)      | 250 again (2)  | 250 again (2)       | 250 again (2)  | 250 again (2)      |
		| position and limit ignored    | 1100 again (2)     | 1100 again (2) | 1100 again (2)      | 1100 again (2) | 1100 again (2)     |
		| another order each time       | 500 again (3)      | 500 again (3)  | 500 again (3)       | 500 again (3)  | 500 again (3)      |
		| a smaller page than requested | 1100 (11)          | 1100 (11)      | 1,100 of 1,400 (12) | 1100 (11)      | 1100 (12)          |
		| grows                         | 1400 (6)           | 1400 (6)       | 1,400 of 1,700 (7)  | 1400 (6)       | 1400 (6)           |
		| shrinks                       | 750 (4)            | 750 (4)        | 750 of 1,000 (5)    | 750 (4)        | 750 (4)            |
		| 400 in the middle             | 500 400 (3)        | 500 400 (3)    | 500 400 (3)         | 500 400 (3)    | 500 400 (3)        |
		| 400 past the end              | 1100 (5)           | 1100 (5)       | 1,100 of 1,400 (6)  | 1100 (5)       | 1100 (6)           |
	`,
	none: `
		| fault                         | exact              | too low  | too high           | missing  | changing           |
		| none                          | 1100 (1)           | 1100 (1) | 1,100 of 1,400 (1) | 1100 (1) | 1,100 of 1,101 (1) |
		| a record hidden from its page | 1,099 of 1,100 (1) | 1099 (1) | 1,099 of 1,400 (1) | 1099 (1) | 1,099 of 1,101 (1) |
	`,
};

const parseRows = (table: string) =>
	table
		.trim()
		.split('\n')
		.map((line) => line.split('|').slice(1, -1))
		.map((cells) => cells.map((cell) => cell.trim()));

const CELLS = Object.entries(OUTCOMES).flatMap(([style, table]) => {
	const [header, ...rows] = parseRows(table);
	return rows.flatMap(([fault, ...cells]) =>
		cells.map((outcome, column) => ({
			style: style as ListStyle,
			fault: fault as Fault,
			total: header![column + 1] as Total,
			outcome,
		})),
	);
});

test('contains all faults and totals', () => {
	expect(new Set(CELLS.map(({ fault }) => fault))).toEqual(new Set(FAULTS));
	expect(new Set(CELLS.map(({ total }) => total))).toEqual(new Set(Object.keys(TOTALS)));
});

test.each(CELLS)(
	'reads by $style with $fault and total $total: $outcome',
	async ({ outcome, total, ...list }) => {
		const result = await readList({ ...list, total: TOTALS[total], size: SIZE });
		expect(describeOutcome(result)).toBe(outcome);
		expect(new Set(result.ids).size).toBe(result.ids.length);
	},
);

describe('with a total that stops at 10,000', () => {
	const capTotal = (size: number) => Math.min(size, 10_000);

	test.each<[ListStyle, number, number]>([
		['offset', 12_345, 50],
		['offset', 10_000, 40],
		['searchAfter', 12_345, 50],
		['searchAfter', 10_000, 40],
		['search', 12_345, 50],
		['search', 10_000, 40],
	])('reads all records by %s: %i', async (style, size, needed) => {
		const result = await readList({ style, size, total: capTotal, fault: 'none' });
		expect(result.error).toBeUndefined();
		expect(result.ids).toEqual(createRows(size).map(({ id }) => id));
		expect(result.requests).toBeLessThanOrEqual(needed + 5);
	});
});

describe('requests for a list', () => {
	test.each<[ListStyle, number, number, number]>([
		['offset', 0, 1, 1],
		['offset', 1, 1, 2],
		['offset', 249, 1, 2],
		['offset', 250, 2, 2],
		['offset', 251, 2, 3],
		['offset', 2_000, 9, 12],
		['offset', 10_100, 41, 45],
		['offset', 12_600, 51, 55],
		['searchAfter', 1, 1, 2],
		['searchAfter', 250, 2, 2],
		['searchAfter', 2_000, 9, 9],
		['searchAfter', 10_100, 41, 42],
	])(
		'are as few as possible by %s, %i records: %i with a total, %i without',
		async (style, size, requestsWithTotal, requestsWithout) => {
			const list = { style, size, fault: 'none' } as const;
			const exact = await readList({ ...list, total: TOTALS.exact });
			const missing = await readList({ ...list, total: TOTALS.missing });
			expect([exact, missing].map(({ ids }) => ids.length)).toEqual([size, size]);
			expect([exact, missing].map(({ requests }) => requests)).toEqual([
				requestsWithTotal,
				requestsWithout,
			]);
		},
	);
});

test('returns no record twice and ends, complete or with an error, for any faulty list', async () => {
	const input = fc.record({
		style: fc.constantFrom(...(Object.keys(OUTCOMES) as ListStyle[])),
		fault: fc.constantFrom(...FAULTS),
		size: fc.integer({ min: 0, max: 2500 }),
		total: fc.constantFrom(...(Object.keys(TOTALS) as Total[])),
	});
	const limits = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 3000 }));
	await fc.assert(
		fc.asyncProperty(
			input,
			limits,
			fc.integer({ min: 1, max: 20 }),
			async (list, limit, concurrency) => {
				const { ids, error, requests, remainingIds } = await readList(
					{ ...list, total: TOTALS[list.total] },
					limit,
					concurrency,
				);
				expect(new Set(ids).size).toBe(ids.length);
				expect(ids.length).toBeLessThanOrEqual(limit);
				expect(requests).toBeLessThanOrEqual(Math.ceil((list.size + 300) / 100) + 30);
				// Records that are deleted while the list is read by offset move others to pages that were already read.
				const isStill = list.fault !== 'shrinks' && list.fault !== 'grows';
				const isCounted = list.total === 'exact' && limit > 750;
				if (!error && isCounted && isStill) {
					expect(ids).toHaveLength(Math.min(remainingIds.length, limit));
				}
			},
		),
		{ numRuns: 400 },
	);
});
