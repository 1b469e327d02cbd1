import { getMonotonicTime } from './monotonicTime';

/** What a run has cost so far. */
export class RunStats {
	requests = 0;
	/** Requests that were made again after a failure or a refusal. */
	retries = 0;
	/** Milliseconds in which at least one request waited for the rate limit. */
	rateLimitWaitMs = 0;
	private waiting = 0;
	private waitStartedAt = 0;

	/** Measures a wait for the rate limit; requests that wait together count once. */
	async trackRateLimitWait<T>(task: () => Promise<T>): Promise<T> {
		if (this.waiting++ === 0) this.waitStartedAt = getMonotonicTime();
		try {
			return await task();
		} finally {
			if (--this.waiting === 0) this.rateLimitWaitMs += getMonotonicTime() - this.waitStartedAt;
		}
	}
}
