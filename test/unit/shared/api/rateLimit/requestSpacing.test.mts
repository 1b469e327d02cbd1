import { WINDOW_MS } from '../../../../../nodes/shared/api/rateLimit/requestWindow.ts';
import { RequestSpacing } from '../../../../../nodes/shared/api/rateLimit/requestSpacing.ts';

const LIMIT = 100;
/** Returns the delay between a request at a moment and the next request. */
const getDelay = (spacing: RequestSpacing, now: number, limit = LIMIT) => {
	spacing.recordRequest(now, limit);
	return spacing.getNextSlot(now) - now;
};

test.each([
	[100, 10],
	[2, 10],
	[1000, 1],
])('sends requests of a limit of %i every %i ms without other processes', (limit, delay) =>
	expect(getDelay(new RequestSpacing(), 0, limit)).toBe(delay),
);

test.each([100, 50, 1])(
	'spreads %i requests over a window after a 429, with room for one more',
	(limit) => {
		const spacing = new RequestSpacing();
		spacing.recordRejection(0, 6000);
		const delay = getDelay(spacing, 6000, limit);
		expect(delay * limit).toBeGreaterThan(WINDOW_MS);
		expect(delay * limit).toBeLessThan(1.05 * WINDOW_MS);
	},
);

test('keeps the same delay after further 429s', () => {
	const spacing = new RequestSpacing();
	for (let window = 0; window < 100; window++) spacing.recordRejection(window * WINDOW_MS, 9000);
	expect(getDelay(spacing, 100 * WINDOW_MS)).toBe(102);
});

test('sends requests as before after a minute without a 429', () => {
	const spacing = new RequestSpacing();
	spacing.recordRejection(0, 1000);
	expect(getDelay(spacing, 60_999)).toBe(102);
	expect(getDelay(spacing, 61_000)).toBe(10);
});

test('ignores a 429 that requires a longer wait than a window', () => {
	const spacing = new RequestSpacing();
	spacing.recordRejection(0, 60_000);
	expect(getDelay(spacing, 1000)).toBe(10);
});

test('spreads requests after five full windows, until a pause of one window', () => {
	const spacing = new RequestSpacing();
	for (let request = 1; request < 5 * LIMIT; request++) expect(getDelay(spacing, request)).toBe(10);
	expect(getDelay(spacing, 1000)).toBe(102);
	expect(getDelay(spacing, 1000 + WINDOW_MS + 1)).toBe(10);
});

test('uses the highest limit of a run, so that a low one delays no other', () => {
	const spacing = new RequestSpacing();
	spacing.recordRejection(0, 1000);
	spacing.recordRequest(1000, LIMIT);
	expect(getDelay(spacing, 1200, 1)).toBe(102);
});
