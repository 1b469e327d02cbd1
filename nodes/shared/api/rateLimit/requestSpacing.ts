import { WINDOW_MS } from './requestWindow';

/**
 * Time over which a full window of requests is spread. It is longer than a window to leave room for other processes.
 */
const SPREAD_MS = 1.02 * WINDOW_MS;
/** Number of windows at the full rate after which requests are spread, since another process may be waiting. */
const BURST_WINDOWS = 5;
/** Time after a 429 in which other processes are expected. */
const CONTENDED_MS = 60_000;
/** A longer Retry-After isn't for the gateway's window. A shorter one can be rounded up. */
const MAX_WINDOW_WAIT_MS = 1.5 * WINDOW_MS;

/**
 * Calculates the delay between requests. A single process can send the requests of a window without delay. During a
 * long run, however, this would block other processes that use the same client, and processes that send at the same
 * time would get 429s together. Therefore, requests are spread evenly during a long run and for a minute after a 429.
 */
export class RequestSpacing {
	private contendedUntil = -Infinity;
	private lastRequestAt = -Infinity;
	/** Number of requests since the last pause of a full window. */
	private consecutiveRequests = 0;
	/** Highest limit of these requests. */
	private limit = 0;

	/**
	 * Records that a request is sent.
	 * @param limit requests per window that its sender allows
	 */
	recordRequest(now: number, limit: number): void {
		const isFirst = now - this.lastRequestAt > WINDOW_MS;
		this.consecutiveRequests = isFirst ? 1 : this.consecutiveRequests + 1;
		this.limit = isFirst ? limit : Math.max(this.limit, limit);
		this.lastRequestAt = now;
	}

	/** Records a 429 and the required wait, in milliseconds. */
	recordRejection(now: number, waitMs: number): void {
		if (waitMs <= MAX_WINDOW_WAIT_MS) this.contendedUntil = now + waitMs + CONTENDED_MS;
	}

	/** Returns the earliest time for the next request, independent of its limit. */
	getNextSlot(now: number): number {
		const mustSpread =
			now < this.contendedUntil || this.consecutiveRequests >= BURST_WINDOWS * this.limit;
		return mustSpread ? this.lastRequestAt + SPREAD_MS / this.limit : this.lastRequestAt;
	}
}
