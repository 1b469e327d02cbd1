import fc from 'fast-check';

import { OffsetPlanner } from '../../../../nodes/shared/pagination/offsetPlanner.ts';
import type { PageRequest } from '../../../../nodes/shared/pagination/offsetPlanner.ts';

const planOf = (more: Partial<ConstructorParameters<typeof OffsetPlanner>[0]> = {}) =>
	new OffsetPlanner({ limit: Infinity, pageSize: 250, start: 0, ...more });

/** All pages that can be requested now. */
function allNext(plan: OffsetPlanner, most = 100): PageRequest[] {
	const pages: PageRequest[] = [];
	for (let page = plan.next(); page && pages.length < most; page = plan.next()) pages.push(page);
	return pages;
}

/** Takes full pages in turn. */
function takeFull(plan: OffsetPlanner, pages: PageRequest[], total?: number) {
	for (const page of pages) plan.recordPage(page, page.limit, total);
}

const offsets = (pages: PageRequest[]) => pages.map(({ offset }) => offset);

test('requests the first page alone, with the total', () => {
	const plan = planOf();
	expect(allNext(plan)).toEqual([{ offset: 0, limit: 250, count: true }]);
});

test('requests all other pages at the same time with a total, and none after it', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan), 1300);
	const others = allNext(plan);
	expect(offsets(others)).toEqual([250, 500, 750, 1000, 1250]);
	expect(others.some(({ count }) => count)).toBe(false);
});

test('requests one page more if the total is a multiple of the page size', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan), 1000);
	expect(offsets(allNext(plan))).toEqual([250, 500, 750, 1000]);
});

test('requests as many pages ahead as were read without a total, up to four', () => {
	const plan = planOf();
	const counts: number[] = [];
	for (let round = 0; round < 5; round++) {
		const pages = allNext(plan);
		counts.push(pages.length);
		takeFull(plan, pages);
	}
	expect(counts).toEqual([1, 1, 2, 4, 4]);
});

test.each([
	['few pages', 750, false],
	['many pages', 751, true],
])('requests the total or not, with a limit of %s', (_what, limit, count) => {
	expect(allNext(planOf({ limit }))).toMatchObject([{ count }]);
});

test("requests no total if the list can't count", () => {
	expect(allNext(planOf({ counts: false }))).toMatchObject([{ count: false }]);
});

test('reads beyond the total if the list grows', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan), 600);
	takeFull(plan, allNext(plan));
	expect(offsets(allNext(plan))[0]).toBe(750);
});

test('requests the total again after the last record if the list shrinks', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan), 1000);
	const [second, third, ...others] = allNext(plan);
	takeFull(plan, [second!]);
	plan.recordPage(third!, 20);
	for (const page of others) plan.recordPage(page, 0);
	const check = allNext(plan);
	expect(check).toEqual([{ offset: 520, limit: 250, count: true }]);
	plan.recordPage(check[0]!, 0, 520);
	expect(plan.hasEnded).toBe(true);
	expect(plan.shortfall).toBeUndefined();
});

test('reports missing records for any reason', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan), 1000);
	const [second, ...others] = allNext(plan);
	plan.recordPage(second!, 249);
	takeFull(plan, others.slice(0, 2));
	plan.recordPage(others[2]!, 0);
	plan.recordPage(allNext(plan)[0]!, 0, 1000);
	expect(plan.shortfall).toEqual({ read: 999, total: 1000 });
});

test('uses the size of a short first page for all pages', () => {
	const plan = planOf();
	plan.recordPage(plan.next()!, 50);
	expect(allNext(plan)).toEqual([{ offset: 50, limit: 50, count: false }]);
});

test('uses the requested page size if the second page is even shorter', () => {
	const plan = planOf();
	plan.recordPage(plan.next()!, 50, 5000);
	plan.recordPage(plan.next()!, 3, 5000);
	expect(allNext(plan, 2)).toMatchObject([
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
		/** How many records the list has more, or fewer, after so many pages. */
		growth: fc.integer({ min: -600, max: 600 }),
		growsAt: fc.nat(8),
		width: fc.integer({ min: 1, max: 40 }),
	});
	fc.assert(
		fc.property(input, (server) => {
			const plan = planOf({ limit: server.limit, start: server.start });
			const ahead: Array<{ page: PageRequest; records: number; total?: number }> = [];
			let size = server.size;
			let requests = 0;
			let lost = 0;
			let doubled = 0;
			let largest = size;
			const seen = new Set<number>();
			const answerTo = (page: PageRequest) => {
				if (requests++ === server.growsAt) size = Math.max(0, size + server.growth);
				largest = Math.max(largest, size);
				const isHole = page.offset > 0 && server.holes.includes(Math.floor(page.offset / 250));
				const full = Math.max(0, Math.min(page.limit, server.cap, size - page.offset));
				const records = isHole ? 0 : full;
				lost += full - records;
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
					const page = plan.next();
					if (!page) break;
					ahead.push(answerTo(page));
				}
				const first = ahead.shift();
				if (!first) break;
				const { page, records, total } = first;
				const isLive = plan.isLive(page);
				for (let at = page.offset; isLive && at < page.offset + records; at++) {
					if (seen.has(at)) doubled++;
					seen.add(at);
				}
				plan.recordPage(page, records, total);
				if (requests > largest / 5 + 120) break;
			}
			expect(requests).toBeLessThanOrEqual(largest / 5 + 120);
			expect(doubled).toBe(0);
			expect(seen.size).toBeLessThanOrEqual(server.limit);
			const wanted = Math.max(0, Math.min(size - server.start, server.limit));
			const isCounted = server.total === 'exact' && server.limit > 750;
			const isHonest = isCounted || (server.total === 'missing' && lost === 0);
			if (isHonest && server.growth <= 0 && seen.size < wanted) {
				expect(plan.shortfall).toBeDefined();
			}
			if (isHonest && server.growth === 0 && lost === 0) {
				expect(seen.size).toBe(wanted);
				expect(plan.shortfall).toBeUndefined();
			}
		}),
		{ numRuns: 1000 },
	);
});
