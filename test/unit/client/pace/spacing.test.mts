import { Spacing, WINDOW } from '../../../../nodes/client/pace/spacing.ts';

const ALLOWED = 100;
/** Time between a request at a moment and the next. */
const gapAt = (spacing: Spacing, now: number) => {
	spacing.entered(now);
	return spacing.next(now, ALLOWED) - now;
};

test('alone, requests need no space', () => expect(gapAt(new Spacing(), 0)).toBe(0));

test('after a refusal they are spread over a window', () => {
	const spacing = new Spacing();
	spacing.refused(0, 6000, ALLOWED);
	expect(gapAt(spacing, 6000)).toBe(70);
});

test.each([
	['early, they go slower', 8000, 105],
	['in between, they stay', 6000, 70],
	['late, they are no faster than at first', 2000, 70],
])('refused again, %s', (_what, wait, gap) => {
	const spacing = new Spacing();
	spacing.refused(0, 6000, ALLOWED);
	spacing.refused(10_000, wait, ALLOWED);
	expect(gapAt(spacing, 20_000)).toBe(gap);
});

test('a window that is used up late lets them go faster again', () => {
	const spacing = new Spacing();
	for (let window = 0; window < 4; window++) spacing.refused(window * WINDOW, 9000, ALLOWED);
	const slow = gapAt(spacing, 4 * WINDOW);
	spacing.refused(5 * WINDOW, 1000, ALLOWED);
	expect(gapAt(spacing, 6 * WINDOW)).toBeLessThan(slow);
});

test('however often they are refused, a few keep trying', () => {
	const spacing = new Spacing();
	for (let window = 0; window < 100; window++) spacing.refused(window * WINDOW, 9000, ALLOWED);
	expect(gapAt(spacing, 100 * WINDOW)).toBe(5000);
});

test('after a minute without a refusal nobody is reckoned with any more', () => {
	const spacing = new Spacing();
	spacing.refused(0, 1000, ALLOWED);
	expect(gapAt(spacing, 60_999)).toBe(70);
	expect(gapAt(spacing, 61_000)).toBe(0);
});

test('a pause of a window ends a long run', () => {
	const spacing = new Spacing();
	for (let request = 0; request < 5 * ALLOWED; request++) spacing.entered(request);
	expect(gapAt(spacing, 1000)).toBe(20);
	expect(gapAt(spacing, 1000 + WINDOW + 1)).toBe(0);
});
