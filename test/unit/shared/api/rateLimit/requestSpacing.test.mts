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

test.each([100, 50, 1])(
	'spreads %i requests over a quarter of a window with other processes',
	(limit) => expect(getDelay(new RequestSpacing(), 0, limit, true) * limit).toBe(WINDOW_MS / 4),
);

test('uses the highest limit of a run, so that a low one delays no other', () => {
	const spacing = new RequestSpacing();
	spacing.recordRequest(1000, LIMIT);
	expect(getDelay(spacing, 1200, 1, true)).toBe(25);
});

test('forgets the highest limit after a pause of one window', () => {
	const spacing = new RequestSpacing();
	spacing.recordRequest(1000, LIMIT);
	expect(getDelay(spacing, 1000 + WINDOW_MS + 1, 50, true)).toBe(50);
});

describe('the first requests after a pause', () => {
	/** Sends requests, of which the last ones are in flight. Returns the delay to the next one. */
	function sendAll(spacing: RequestSpacing, count: number, inFlight: number, limit = LIMIT) {
		for (let index = 0; index < count; index++) spacing.recordRequest(0, limit);
		for (let index = inFlight; index < count; index++) spacing.recordEnd();
		return spacing.getNextSlot(false);
	}

	test.each([
		['are sent at once up to a fifth of the limit', 19, 19, 10],
		['are sent carefully from there', 20, 3, 100],
		["aren't delayed if few are in flight", 20, 2, 10],
		['are sent carefully up to three fifths of the limit', 59, 3, 100],
		['are sent at once from there', 60, 60, 10],
	])('%s', (_what, count, inFlight, delay) => {
		expect(sendAll(new RequestSpacing(), count, inFlight)).toBe(delay);
	});

	test('are sent carefully in proportion to the limit', () => {
		expect(sendAll(new RequestSpacing(), 200, 29, 1000)).toBe(1);
		expect(sendAll(new RequestSpacing(), 200, 30, 1000)).toBe(10);
	});

	test('are sent carefully again after the next pause', () => {
		const spacing = new RequestSpacing();
		expect(sendAll(spacing, 100, 0)).toBe(10);
		const now = WINDOW_MS + 1;
		for (let index = 0; index < 20; index++) spacing.recordRequest(now, LIMIT);
		expect(spacing.getNextSlot(false) - now).toBe(100);
	});

	test('are spread if other processes are expected', () => {
		const spacing = new RequestSpacing();
		sendAll(spacing, 30, 30);
		expect(spacing.getNextSlot(true)).toBe(25);
	});
});
