import fc from 'fast-check';

import {
	OffsetPlan,
	mayBeCut,
	type PageRequest,
} from '../../../../nodes/client/paging/offsetPlan.ts';

const planOf = (more: Partial<ConstructorParameters<typeof OffsetPlan>[0]> = {}) =>
	new OffsetPlan({ limit: Infinity, pageSize: 250, start: 0, ...more });

/** All that may be asked for now. */
function allNext(plan: OffsetPlan, most = 100): PageRequest[] {
	const pages: PageRequest[] = [];
	for (let page = plan.next(); page && pages.length < most; page = plan.next()) pages.push(page);
	return pages;
}

/** Takes full pages in turn. */
function takeFull(plan: OffsetPlan, pages: PageRequest[], total?: number) {
	for (const page of pages) plan.take(page, page.limit, total);
}

test('the first page goes alone, and the second, which asks for the total', () => {
	const plan = planOf();
	const first = allNext(plan);
	expect(first).toEqual([{ offset: 0, limit: 250, count: false }]);
	takeFull(plan, first);
	const second = allNext(plan);
	expect(second).toEqual([{ offset: 250, limit: 250, count: true }]);
});

test('with the total, all other pages may go at a time, and none behind it', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan));
	takeFull(plan, allNext(plan), 1300);
	expect(allNext(plan).map(({ offset }) => offset)).toEqual([500, 750, 1000, 1250]);
});

test('without a total, no more pages are tried ahead than were read', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan));
	takeFull(plan, allNext(plan));
	const third = allNext(plan);
	expect(third).toHaveLength(2);
	takeFull(plan, third);
	expect(allNext(plan)).toHaveLength(4);
});

test.each([
	['few records', 900, false],
	['many records', 5000, true],
])('a limit of %s: whether the total is asked for', (_what, limit, count) => {
	const plan = planOf({ limit });
	takeFull(plan, allNext(plan));
	expect(allNext(plan)).toMatchObject([{ count }]);
});

test('a list that grows while it is read is read on behind its total', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan));
	takeFull(plan, allNext(plan), 600);
	const last = allNext(plan);
	expect(last.map(({ offset }) => offset)).toEqual([500]);
	takeFull(plan, last);
	expect(allNext(plan)[0]?.offset).toBe(750);
});

test('a list that shrinks while it is read ends with its first empty page', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan));
	takeFull(plan, allNext(plan), 5000);
	const [third, fourth] = allNext(plan, 2);
	plan.take(third!, 20);
	expect(plan.hasEnded).toBe(false);
	plan.take(fourth!, 0);
	expect(plan.hasEnded).toBe(true);
	expect(plan.next()).toBeUndefined();
});

test('a page of another size than asked for sets the size of all', () => {
	const plan = planOf();
	plan.take(plan.next()!, 50);
	expect(plan.next()).toEqual({ offset: 50, limit: 50, count: true });
});

test('a plan that is stopped asks for no more', () => {
	const plan = planOf();
	takeFull(plan, allNext(plan));
	plan.stop();
	expect(plan.next()).toBeUndefined();
});

test.each([15, 20, 50, 75, 100, 200, 250])('a list may be cut to %i', (records) => {
	expect(mayBeCut(records)).toBe(true);
});

test.each([0, 1, 5, 9, 12, 51, 249])('a page of %i is the last', (records) => {
	expect(mayBeCut(records)).toBe(false);
});

test('whatever comes back and whenever, pages join without gap or overlap up to the limit', () => {
	const input = fc.record({
		size: fc.integer({ min: 0, max: 5000 }),
		limit: fc.oneof(fc.integer({ min: 1, max: 6000 }), fc.constant(Infinity)),
		start: fc.integer({ min: 0, max: 300 }),
		cap: fc.constantFrom(50, 100, 250),
		tellsTotal: fc.boolean(),
		width: fc.integer({ min: 1, max: 40 }),
	});
	fc.assert(
		fc.property(input, ({ size, limit, start, cap, tellsTotal, width }) => {
			const plan = planOf({ limit, start });
			const ahead: PageRequest[] = [];
			let reached = start;
			for (let round = 0; round < 1000; round++) {
				while (ahead.length < width) {
					const page = plan.next();
					if (!page) break;
					ahead.push(page);
				}
				const page = ahead.shift();
				if (!page) break;
				const records = Math.max(0, Math.min(page.limit, cap, size - page.offset));
				if (records > 0) {
					expect(page.offset).toBe(reached);
					reached += records;
				}
				plan.take(page, records, tellsTotal && page.count ? size : undefined);
			}
			expect(reached).toBe(Math.max(start, Math.min(size, start + limit)));
		}),
	);
});
