import { CancelledError } from '../../../../nodes/shared/api/errors/errors.ts';
import { cancellableSleep } from '../../../../nodes/shared/api/cancellableSleep.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Returns whether a promise has settled after all pending callbacks ran. */
async function hasEnded(promise: Promise<unknown>): Promise<boolean> {
	let ended = false;
	const end = () => {
		ended = true;
	};
	promise.then(end, end);
	await jest.advanceTimersByTimeAsync(0);
	return ended;
}

test.each([1, 499, 500, 501, 1200])('waits exactly %i ms', async (ms) => {
	const waiting = cancellableSleep(ms);
	await jest.advanceTimersByTimeAsync(ms - 1);
	expect(await hasEnded(waiting)).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(await hasEnded(waiting)).toBe(true);
});

test.each([0, -5, NaN])('returns immediately for %d ms', async (ms) => {
	expect(await hasEnded(cancellableSleep(ms))).toBe(true);
});

test("doesn't add up the delays of late timers", async () => {
	const real = setTimeout;
	// Each timer is 100 ms late, as under load.
	jest
		.spyOn(globalThis, 'setTimeout')
		.mockImplementation(((run: () => void, ms: number) =>
			real(run, ms + 100)) as typeof setTimeout);
	const waiting = cancellableSleep(10_000);
	await jest.advanceTimersByTimeAsync(10_100);
	expect(await hasEnded(waiting)).toBe(true);
	jest.restoreAllMocks();
});

test('waits equally long if the system clock changes', async () => {
	const waiting = cancellableSleep(2000);
	jest.setSystemTime(Date.now() - 3_600_000);
	await jest.advanceTimersByTimeAsync(1999);
	expect(await hasEnded(waiting)).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(await hasEnded(waiting)).toBe(true);
});

test('throws as soon as the execution is stopped', async () => {
	const stop = new AbortController();
	const waiting = cancellableSleep(120_000, stop.signal);
	const outcome = expect(waiting).rejects.toThrow(CancelledError);
	await jest.advanceTimersByTimeAsync(700);
	expect(await hasEnded(waiting)).toBe(false);
	stop.abort();
	expect(await hasEnded(waiting)).toBe(true);
	await outcome;
	// The remaining part of the current sleep.
	await jest.advanceTimersByTimeAsync(500);
	expect(jest.getTimerCount()).toBe(0);
});

test.each([0, 1000])(
	'throws without waiting %i ms if the execution was stopped before',
	async (ms) => {
		await expect(cancellableSleep(ms, AbortSignal.abort())).rejects.toThrow(CancelledError);
		expect(jest.getTimerCount()).toBe(0);
	},
);
