import fc from '../../../fastCheck.mts';
import { OffsetPlanner } from '../../../../nodes/shared/pagination/offsetPlanner.ts';
import type { PageRequest } from '../../../../nodes/shared/pagination/offsetPlanner.ts';

const createPlanner = (options: Partial<ConstructorParameters<typeof OffsetPlanner>[0]> = {}) =>
	new OffsetPlanner({ limit: Infinity, pageSize: 250, start: 0, ...options });

/** Returns all pages that can be requested now. */
function getNextPages(planner: OffsetPlanner, max = 100): PageRequest[] {
	const pages: PageRequest[] = [];
	for (let page = planner.next(); page && pages.length < max; page = planner.next())
		pages.push(page);
	return pages;
}

/** Records full pages in turn. */
function recordFullPages(planner: OffsetPlanner, pages: PageRequest[], total?: number) {
	for (const page of pages) planner.recordPage(page, page.limit, total);
}

const offsets = (pages: PageRequest[]) => pages.map(({ offset }) => offset);

test('requests the first page alone, with the total', () => {
	const planner = createPlanner();
	expect(getNextPages(planner)).toEqual([{ offset: 0, limit: 250, count: true }]);
});

test('requests all other pages at the same time with a total, and none after it', () => {
	const planner = createPlanner();
	recordFullPages(planner, getNextPages(planner), 1300);
	const others = getNextPages(planner);
	expect(offsets(others)).toEqual([250, 500, 750, 1000, 1250]);
	expect(others.some(({ count }) => count)).toBe(false);
});

test('requests one page more if the total is a multiple of the page size', () => {
	const planner = createPlanner();
	recordFullPages(planner, getNextPages(planner), 1000);
	expect(offsets(getNextPages(planner))).toEqual([250, 500, 750, 1000]);
});

test('requests as many pages ahead as were read without a total, up to four', () => {
	const planner = createPlanner();
	const counts: number[] = [];
	for (let round = 0; round < 5; round++) {
		const pages = getNextPages(planner);
		counts.push(pages.length);
		recordFullPages(planner, pages);
	}
	expect(counts).toEqual([1, 1, 2, 4, 4]);
});

test.each([
	['few pages', 750, false],
	['many pages', 751, true],
])('requests the total or not, with a limit of %s', (_what, limit, count) => {
	expect(getNextPages(createPlanner({ limit }))).toMatchObject([{ count }]);
});

test("requests no total if the list can't count", () => {
	expect(getNextPages(createPlanner({ counts: false }))).toMatchObject([{ count: false }]);
});

test('reads beyond the total if the list grows', () => {
	const planner = createPlanner();
	recordFullPages(planner, getNextPages(planner), 600);
	recordFullPages(planner, getNextPages(planner));
	expect(offsets(getNextPages(planner))[0]).toBe(750);
});

test('requests the total again after the last record if the list shrinks', () => {
	const planner = createPlanner();
	recordFullPages(planner, getNextPages(planner), 1000);
	const [second, third, ...others] = getNextPages(planner);
	recordFullPages(planner, [second!]);
	planner.recordPage(third!, 20);
	for (const page of others) planner.recordPage(page, 0);
	const check = getNextPages(planner);
	expect(check).toEqual([{ offset: 520, limit: 250, count: true }]);
	planner.recordPage(check[0]!, 0, 520);
	expect(planner.hasEnded).toBe(true);
	expect(planner.shortfall).toBeUndefined();
});

test('reports missing records for any reason', () => {
	const planner = createPlanner();
	recordFullPages(planner, getNextPages(planner), 1000);
	const [second, ...others] = getNextPages(planner);
	planner.recordPage(second!, 249);
	recordFullPages(planner, others.slice(0, 2));
	planner.recordPage(others[2]!, 0);
	planner.recordPage(getNextPages(planner)[0]!, 0, 1000);
	expect(planner.shortfall).toEqual({ read: 999, total: 1000 });
});

test('uses the size of a short first page for all pages', () => {
	const planner = createPlanner();
	planner.recordPage(planner.next()!, 50);
	expect(getNextPages(planner)).toEqual([{ offset: 50, limit: 50, count: false }]);
});

test('uses the requested page size if the second page is even shorter', () => {
	const planner = createPlanner();
	planner.recordPage(planner.next()!, 50, 5000);
	planner.recordPage(planner.next()!, 3, 5000);
	expect(getNextPages(planner, 2)).toMatchObject([
		{ offset: 100, limit: 250 },
		{ offset: 350, limit: 250 },
	]);
});

test('always ends, requests no position twice, and is complete or reports what is missing', () => {
	const input = fc.record({
		size: fc.integer({ min: 0, max: 3000 }),
		limit: fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.constant(Infinity)),
		start: fc.integer({ min: 0, max: 300 }),
		cap: fc.constantFrom(50, 100, 250),
		total: fc.constantFrom('exact', 'tooHigh', 'tooLow', 'missing', 'changing'),
		holes: fc.uniqueArray(fc.nat(11), { maxLength: 3 }),
		/** How many records are created or deleted after each number of pages. */
		growth: fc.integer({ min: -600, max: 600 }),
		growsAt: fc.nat(8),
		width: fc.integer({ min: 1, max: 40 }),
	});
	fc.assert(
		fc.property(input, (server) => {
			const planner = createPlanner({ limit: server.limit, start: server.start });
			const ahead: Array<{ page: PageRequest; records: number; total?: number }> = [];
			let size = server.size;
			let requests = 0;
			let missing = 0;
			let repeated = 0;
			let largest = size;
			const seen = new Set<number>();
			const countRecords = (page: PageRequest) => {
				if (requests++ === server.growsAt) size = Math.max(0, size + server.growth);
				largest = Math.max(largest, size);
				const isMissing = page.offset > 0 && server.holes.includes(Math.floor(page.offset / 250));
				const full = Math.max(0, Math.min(page.limit, server.cap, size - page.offset));
				const records = isMissing ? 0 : full;
				missing += full - records;
				const totals = {
					exact: size,
					tooHigh: size + 300,
					tooLow: Math.floor(size / 2),
					missing: undefined,
					changing: size + (requests % 3) * 100,
				};
				return { page, records, total: page.count ? totals[server.total] : undefined };
			};
			for (;;) {
				while (ahead.length < server.width) {
					const page = planner.next();
					if (!page) break;
					ahead.push(countRecords(page));
				}
				const first = ahead.shift();
				if (!first) break;
				const { page, records, total } = first;
				const isLive = planner.isLive(page);
				for (let at = page.offset; isLive && at < page.offset + records; at++) {
					if (seen.has(at)) repeated++;
					seen.add(at);
				}
				planner.recordPage(page, records, total);
				if (requests > largest / 5 + 120) break;
			}
			expect(requests).toBeLessThanOrEqual(largest / 5 + 120);
			expect(repeated).toBe(0);
			expect(seen.size).toBeLessThanOrEqual(server.limit);
			const expected = Math.max(0, Math.min(size - server.start, server.limit));
			const isCounted = server.total === 'exact' && server.limit > 750;
			const isReported = isCounted || (server.total === 'missing' && missing === 0);
			if (isReported && server.growth <= 0 && seen.size < expected) {
				expect(planner.shortfall).toBeDefined();
			}
			if (isReported && server.growth === 0 && missing === 0) {
				expect(seen.size).toBe(expected);
				expect(planner.shortfall).toBeUndefined();
			}
		}),
		{ numRuns: 1000 },
	);
});
