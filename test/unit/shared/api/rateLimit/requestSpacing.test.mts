import { WINDOW_MS } from '../../../../../nodes/shared/api/rateLimit/requestWindow.ts';
import { RequestSpacing } from '../../../../../nodes/shared/api/rateLimit/requestSpacing.ts';

const LIMIT = 100;
/** Time between a request at a moment and the next. */
const gapAt = (spacing: RequestSpacing, now: number, limit = LIMIT) => {
	spacing.recordRequest(now, limit);
	return spacing.getNextSlot(now) - now;
};

test('alone, requests need no space', () => expect(gapAt(new RequestSpacing(), 0)).toBe(0));

test.each([100, 50, 1])(
	'after a refusal %i are spread over a window, with room for one more',
	(limit) => {
		const spacing = new RequestSpacing();
		spacing.recordRejection(0, 6000);
		const gap = gapAt(spacing, 6000, limit);
		expect(gap * limit).toBeGreaterThan(WINDOW_MS);
		expect(gap * limit).toBeLessThan(1.05 * WINDOW_MS);
	},
);

test('however often they are refused, the space stays the same', () => {
	const spacing = new RequestSpacing();
	for (let window = 0; window < 100; window++) spacing.recordRejection(window * WINDOW_MS, 9000);
	expect(gapAt(spacing, 100 * WINDOW_MS)).toBe(102);
});

test('after a minute without a refusal no others are expected', () => {
	const spacing = new RequestSpacing();
	spacing.recordRejection(0, 1000);
	expect(gapAt(spacing, 60_999)).toBe(102);
	expect(gapAt(spacing, 61_000)).toBe(0);
});

test('a refusal for longer than a window is not about the rate', () => {
	const spacing = new RequestSpacing();
	spacing.recordRejection(0, 60_000);
	expect(gapAt(spacing, 1000)).toBe(0);
});

test('five windows at the full rate are a long run; a pause of a window ends it', () => {
	const spacing = new RequestSpacing();
	for (let request = 1; request < 5 * LIMIT; request++) expect(gapAt(spacing, request)).toBe(0);
	expect(gapAt(spacing, 1000)).toBe(102);
	expect(gapAt(spacing, 1000 + WINDOW_MS + 1)).toBe(0);
});

test('the highest limit of a run counts, so that a low one holds up no other', () => {
	const spacing = new RequestSpacing();
	spacing.recordRejection(0, 1000);
	spacing.recordRequest(1000, LIMIT);
	expect(gapAt(spacing, 1200, 1)).toBe(102);
});
