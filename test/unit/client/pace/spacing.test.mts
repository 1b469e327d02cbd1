import { WINDOW } from '../../../../nodes/client/pace/requestWindow.ts';
import { Spacing } from '../../../../nodes/client/pace/spacing.ts';

const LIMIT = 100;
/** Time between a request at a moment and the next. */
const gapAt = (spacing: Spacing, now: number, limit = LIMIT) => {
	spacing.entered(now, limit);
	return spacing.next(now) - now;
};

test('alone, requests need no space', () => expect(gapAt(new Spacing(), 0)).toBe(0));

test.each([100, 50, 1])(
	'after a refusal %i are spread over a window, with room for one more',
	(limit) => {
		const spacing = new Spacing();
		spacing.refused(0, 6000);
		const gap = gapAt(spacing, 6000, limit);
		expect(gap * limit).toBeGreaterThan(WINDOW);
		expect(gap * limit).toBeLessThan(1.05 * WINDOW);
	},
);

test('however often they are refused, the space stays the same', () => {
	const spacing = new Spacing();
	for (let window = 0; window < 100; window++) spacing.refused(window * WINDOW, 9000);
	expect(gapAt(spacing, 100 * WINDOW)).toBe(102);
});

test('after a minute without a refusal no others are expected', () => {
	const spacing = new Spacing();
	spacing.refused(0, 1000);
	expect(gapAt(spacing, 60_999)).toBe(102);
	expect(gapAt(spacing, 61_000)).toBe(0);
});

test('a refusal for longer than a window is not about the rate', () => {
	const spacing = new Spacing();
	spacing.refused(0, 60_000);
	expect(gapAt(spacing, 1000)).toBe(0);
});

test('five windows at the full rate are a long run; a pause of a window ends it', () => {
	const spacing = new Spacing();
	for (let request = 1; request < 5 * LIMIT; request++) expect(gapAt(spacing, request)).toBe(0);
	expect(gapAt(spacing, 1000)).toBe(102);
	expect(gapAt(spacing, 1000 + WINDOW + 1)).toBe(0);
});

test('the highest limit of a run counts, so that a low one holds up no other', () => {
	const spacing = new Spacing();
	spacing.refused(0, 1000);
	spacing.entered(1000, LIMIT);
	expect(gapAt(spacing, 1200, 1)).toBe(102);
});
