import { RunStats } from '../../../../nodes/shared/api/runStats.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const sleep = async (ms: number) => await new Promise<void>((done) => setTimeout(done, ms));

test('counts simultaneous waits once, including failed ones', async () => {
	const stats = new RunStats();
	const first = stats.trackRateLimitWait(async () => await sleep(300));
	const second = stats.trackRateLimitWait(async () => {
		await sleep(500);
		throw new Error('stopped');
	});
	const outcome = expect(second).rejects.toThrow('stopped');
	await jest.advanceTimersByTimeAsync(500);
	await Promise.all([first, outcome]);
	await jest.advanceTimersByTimeAsync(1000);
	expect(stats.rateLimitWaitMs).toBe(500);
});

test('measures correctly if the system clock changes', async () => {
	const stats = new RunStats();
	const waiting = stats.trackRateLimitWait(async () => await sleep(300));
	jest.setSystemTime(Date.now() - 3_600_000);
	await jest.advanceTimersByTimeAsync(300);
	await waiting;
	expect(stats.rateLimitWaitMs).toBe(300);
});
