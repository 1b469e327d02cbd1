import { splitJsonArray } from '../../../../nodes/shared/api/recordBatch.ts';
import { getNextPageSize } from '../../../../nodes/shared/pagination/adaptivePageSize.ts';

/** Creates documents with about `length` characters. */
const createDocuments = (count: number, length: number) =>
	Array.from({ length: count }, (_, id) => ({ id, text: 'x'.repeat(length - 18) }));

test.each([
	['tiny', 100, 10_000],
	['like audit events', 690, 7_200],
	['like identities', 5_000, 1_000],
	['long', 200_000, 25],
	['huge', 10_000_000, 1],
])('requests more or fewer documents that are %s: %i characters, %i', (_what, length, size) => {
	const page = createDocuments(length > 1_000_000 ? 2 : 60, length);
	const least = size * 0.9;
	expect(getNextPageSize(page)).toBeGreaterThanOrEqual(least);
	expect(getNextPageSize(page)).toBeLessThanOrEqual(size * 1.1);
	const lines = splitJsonArray(Buffer.from(JSON.stringify(page)))!;
	expect(getNextPageSize(lines)).toBeGreaterThanOrEqual(least);
	expect(getNextPageSize(lines)).toBeLessThanOrEqual(size * 1.1);
});

test('weighs long and short documents alike at any position', () => {
	const mixed = [...createDocuments(100, 1_000), ...createDocuments(100, 9_000)];
	expect(getNextPageSize(mixed)).toBe(getNextPageSize(mixed.toReversed()));
	expect(getNextPageSize(mixed) / getNextPageSize(createDocuments(60, 5_010))).toBeCloseTo(1);
});

test('works with a single document', () => {
	expect(getNextPageSize(createDocuments(1, 5_000))).toBe(1_000);
});
