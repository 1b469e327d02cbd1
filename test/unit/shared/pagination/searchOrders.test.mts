import fc from '../../../fastCheck.mts';
import { paginateSearch } from '../../../../nodes/shared/pagination/searchIndex.ts';
import {
	buildSearch,
	createSearchIndex,
	type Document,
	type SearchIndex,
} from './fakeSearchIndex.mts';

/** Reads all documents of an index. Returns them with the error, if any. */
async function readIndex(index: SearchIndex, sort: string[], pageSize = 20, limit = Infinity) {
	const { send, requests } = createSearchIndex(index);
	const documents: Document[] = [];
	let error: (Error & { description?: string }) | undefined;
	try {
		const options = { limit, pageSize };
		for await (const { records } of paginateSearch(send, buildSearch, { sort }, options)) {
			documents.push(...(Array.from(records!) as Document[]));
		}
	} catch (failure) {
		error = failure as Error;
	}
	const distinct = new Set(documents.map((document) => JSON.stringify(document))).size;
	return { documents, distinct, error, requests };
}

const createPeople = (count: number): Document[] =>
	Array.from({ length: count }, (_, index) => ({
		id: String(index).padStart(4, '0'),
		name: `${index % 2 ? 'Bob' : 'alice'} ${index}`,
	}));

test.each(['name.exact', '-name.exact'])('returns all documents by %s', async (sorter) => {
	const { distinct, documents, error } = await readIndex({ documents: createPeople(90) }, [sorter]);
	expect(error).toBeUndefined();
	expect([documents.length, distinct]).toEqual([90, 90]);
});

test.each(['first', 'last'] as const)(
	'throws before a document is repeated if the sort field is hidden (missing values %s)',
	async (missing) => {
		const documents = createPeople(90).map((person, index) => ({
			...person,
			rank: `r${index % 5}`,
		}));
		const index: SearchIndex = { documents, missing, hidden: ['rank'] };
		const result = await readIndex(index, ['rank']);
		expect(result.error?.message).toMatch(
			/^'Sort By' can't be used for pagination: the documents don't contain the values of 'rank'/,
		);
		expect(result.documents).toHaveLength(20);
		expect(result.requests).toHaveLength(2);
	},
);

test.each(['first', 'last'] as const)(
	'returns all documents if none has a value in the sort field (missing values %s)',
	async (missing) => {
		const { distinct, error } = await readIndex({ documents: createPeople(90), missing }, ['rank']);
		expect(error).toBeUndefined();
		expect(distinct).toBe(90);
	},
);

test('throws without repeated documents if the index ignores the position', async () => {
	const index: SearchIndex = { documents: createPeople(90), ignoresSearchAfter: true };
	const { documents, error, requests } = await readIndex(index, []);
	expect(error?.message).toMatch(/^ISC returned records of an earlier page again/);
	expect(documents).toHaveLength(20);
	expect(requests).toHaveLength(2);
});

test('throws as well if the second page is larger than the first', async () => {
	const { send } = createSearchIndex({ documents: createPeople(90), ignoresSearchAfter: true });
	const options = { limit: Infinity, pageSize: 20, resize: () => 70 };
	const yielded: unknown[] = [];
	const reading = async () => {
		for await (const { records } of paginateSearch(send, buildSearch, {}, options)) {
			yielded.push(...records!);
		}
	};
	await expect(reading()).rejects.toThrow(/^ISC returned records of an earlier page again/);
	expect(yielded).toHaveLength(20);
});

test.each([
	['name', /records of an earlier page again/],
	['-name', /^Read \d+ of 90 records/],
])('throws for an order by %s that ignores case', async (sorter, message) => {
	const { documents, distinct, error } = await readIndex(
		{ documents: createPeople(90), ignoresCase: true },
		[sorter],
	);
	expect(error?.message).toMatch(message);
	expect(distinct).toBe(documents.length);
});

test('throws with both numbers after another request if the total is too high', async () => {
	const index: SearchIndex = { documents: createPeople(90), total: (matches) => matches + 10 };
	const { documents, error, requests } = await readIndex(index, []);
	expect(error?.message).toMatch(/^Read 90 of 100 records/);
	expect(documents).toHaveLength(90);
	expect(requests.at(-1)).toMatchObject({ limit: 1, count: true });
});

describe('with documents without an ID', () => {
	const createIndexWithGap = (at: number) =>
		createPeople(60).map(({ id, name }, index) => (index === at ? { name } : { id, name }));

	test('ends if they are at the end of the list', async () => {
		const { documents, error } = await readIndex({ documents: createIndexWithGap(59) }, [], 60);
		expect(error).toBeUndefined();
		expect(documents).toHaveLength(60);
	});

	test.each([19, 39, 20, 58])('returns all documents once: number %i by name', async (at) => {
		const documents = createIndexWithGap(at).map((person, index) => ({
			...person,
			name: `n${100 + index}`,
		}));
		const { distinct, error, documents: matches } = await readIndex({ documents }, ['name']);
		expect(error).toBeUndefined();
		expect([matches.length, distinct]).toEqual([60, 60]);
	});

	test('throws for a page that contains only these', async () => {
		const documents = createPeople(60).map(({ name }) => ({ name }));
		const { error } = await readIndex({ documents }, []);
		expect(error?.message).toMatch(/^'Sort By' requires the field 'id'/);
	});
});

describe('for any missing values, returns each document once or throws', () => {
	const value = (values: string[]) => fc.constantFrom(undefined, ...values);
	const documents = fc
		.array(fc.record({ a: value(['x', 'Y', 'z']), b: value(['1', 'B', 'c']), c: value(['q']) }), {
			maxLength: 60,
		})
		.map((rows) => rows.map((row, index) => ({ ...row, id: String(index).padStart(3, '0') })));
	const sort = fc
		.uniqueArray(fc.constantFrom('a', '-a', 'b', '-b', 'c', '-c', '-id'), {
			maxLength: 4,
			selector: (sorter) => sorter.replace('-', ''),
		})
		.map((sorters) => sorters.slice(0, sorters.indexOf('-id') + 1 || 5));
	const input = fc.record({
		documents,
		missing: fc.constantFrom('first' as const, 'last' as const),
		cap: fc.constantFrom(7, 10, 10_000),
		total: fc.constantFrom(
			(matches: number) => matches,
			() => undefined,
		),
	});
	const pageSize = fc.integer({ min: 1, max: 30 });
	const limit = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 70 }));

	test('in byte order', async () => {
		await fc.assert(
			fc.asyncProperty(input, sort, pageSize, limit, async (index, sorters, size, max) => {
				const result = await readIndex(index, sorters, size, max);
				expect(result.error).toBeUndefined();
				const expected = Math.min(index.documents.length, max);
				expect([result.documents.length, result.distinct]).toEqual([expected, expected]);
			}),
			{ numRuns: 1000 },
		);
	});

	/** Makes an index return a total and ignore case. */
	const ignoreCase = (index: SearchIndex): SearchIndex => ({
		...index,
		ignoresCase: true,
		total: (matches) => matches,
	});

	test('in an order that ignores case', async () => {
		await fc.assert(
			fc.asyncProperty(input, sort, pageSize, async (index, sorters, size) => {
				const result = await readIndex(ignoreCase(index), sorters, size);
				if (result.error) return;
				const expected = index.documents.length;
				expect([result.documents.length, result.distinct]).toEqual([expected, expected]);
			}),
			{ numRuns: 1000 },
		);
	});

	test('repeats no document before the error, by one field in an order that ignores case', async () => {
		const sorters = fc.constantFrom('a', '-a', 'b', '-b');
		await fc.assert(
			fc.asyncProperty(input, sorters, pageSize, async (index, sorter, size) => {
				const result = await readIndex(ignoreCase(index), [sorter], size);
				expect(result.distinct).toBe(result.documents.length);
			}),
			{ numRuns: 1000 },
		);
	});
});
