import { getMonotonicTime } from './monotonicTime';

/** Statistics of a run. */
export class RunStats {
	/** Number of requests that were sent. */
	requests = 0;
	/** Number of retries. */
	retries = 0;
	/** Time in which at least one request waited for the rate limit, in milliseconds. */
	rateLimitWaitMs = 0;
	private waiting = 0;
	private waitStartedAt = 0;

	/** Measures a wait for the rate limit. Simultaneous waits count once. */
	async trackRateLimitWait<T>(task: () => Promise<T>): Promise<T> {
		if (this.waiting++ === 0) this.waitStartedAt = getMonotonicTime();
		try {
			return await task();
		} finally {
			if (--this.waiting === 0) this.rateLimitWaitMs += getMonotonicTime() - this.waitStartedAt;
		}
	}
}
