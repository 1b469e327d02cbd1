import { getMonotonicTime } from './monotonic';

/** What a run has cost so far. */
export class Tally {
	requests = 0;
	/** Requests that were made again after a failure or a refusal. */
	retries = 0;
	/** Milliseconds in which at least one request waited for the rate limit. */
	waited = 0;
	private waiting = 0;
	private since = 0;

	/** Measures a wait for the rate limit; requests that wait together count once. */
	async wait<T>(work: () => Promise<T>): Promise<T> {
		if (this.waiting++ === 0) this.since = getMonotonicTime();
		try {
			return await work();
		} finally {
			if (--this.waiting === 0) this.waited += getMonotonicTime() - this.since;
		}
	}
}
