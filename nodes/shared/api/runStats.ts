import { getMonotonicTime } from './monotonicTime';

/** What a run has cost so far. */
export class RunStats {
	requests = 0;
	/** Requests that were made again after a failure or a refusal. */
	retries = 0;
	/** Milliseconds in which at least one request waited for the rate limit. */
	rateLimitWaitMs = 0;
	private waiting = 0;
	private since = 0;

	/** Measures a wait for the rate limit; requests that wait together count once. */
	async trackRateLimitWait<T>(work: () => Promise<T>): Promise<T> {
		if (this.waiting++ === 0) this.since = getMonotonicTime();
		try {
			return await work();
		} finally {
			if (--this.waiting === 0) this.rateLimitWaitMs += getMonotonicTime() - this.since;
		}
	}
}
