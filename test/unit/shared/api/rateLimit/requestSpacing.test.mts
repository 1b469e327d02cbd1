import { WINDOW_MS } from '../../../../../nodes/shared/api/rateLimit/requestWindow.ts';
import { RequestSpacing } from '../../../../../nodes/shared/api/rateLimit/requestSpacing.ts';

const LIMIT = 100;
/** Returns the delay between a request at a moment and the next request. */
const getDelay = (spacing: RequestSpacing, now: number, limit: number, isContended: boolean) => {
	spacing.recordRequest(now, limit);
	return spacing.getNextSlot(isContended) - now;
};

test.each([
	[100, 10],
	[2, 10],
	[1000, 1],
])('sends requests of a limit of %i every %i ms without other processes', (limit, delay) =>
	expect(getDelay(new RequestSpacing(), 0, limit, false)).toBe(delay),
);

test.each([100, 50, 1])('spreads %i requests over half a window with other processes', (limit) =>
	expect(getDelay(new RequestSpacing(), 0, limit, true) * limit).toBe(WINDOW_MS / 2),
);

test('uses the highest limit of a run, so that a low one delays no other', () => {
	const spacing = new RequestSpacing();
	spacing.recordRequest(1000, LIMIT);
	expect(getDelay(spacing, 1200, 1, true)).toBe(50);
});

test('forgets the highest limit after a pause of one window', () => {
	const spacing = new RequestSpacing();
	spacing.recordRequest(1000, LIMIT);
	expect(getDelay(spacing, 1000 + WINDOW_MS + 1, 50, true)).toBe(100);
});
