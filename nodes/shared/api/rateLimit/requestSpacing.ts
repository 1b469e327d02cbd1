import { isForWindow, WINDOW_MS } from './requestWindow';

/**
 * Maximum number of requests per second without other processes, for limits up to this number. More requests would be
 * in flight when another process has used up the limit, and all of them would get 429s.
 */
const BURST_RATE = 100;

/**
 * Time over which a full window of requests is spread. It is longer than a window to leave room for other processes.
 */
const SPREAD_MS = 1.02 * WINDOW_MS;
/** Number of windows at the full rate after which requests are spread, since another process may be waiting. */
const BURST_WINDOWS = 5;
/** Time after a 429 in which other processes are expected. */
const CONTENDED_MS = 60_000;

/**
 * Calculates the delay between requests. A single process can send the requests of a window within a second. During a
 * long run, however, this would block other processes that use the same client, and processes that send at the same
 * time would get 429s together. Therefore, requests are spread evenly during a long run and for a minute after a 429.
 */
export class RequestSpacing {
	private contendedUntil = -Infinity;
	private lastRequestAt = -Infinity;
	/** Number of requests since the last pause of a full window. */
	private consecutiveRequests = 0;
	/** Highest limit of these requests. */
	private highestLimit = 1;

	/**
	 * Records that a request is sent.
	 * @param limit requests per window that its sender allows
	 */
	recordRequest(now: number, limit: number): void {
		const isFirst = now - this.lastRequestAt > WINDOW_MS;
		this.consecutiveRequests = isFirst ? 1 : this.consecutiveRequests + 1;
		this.highestLimit = isFirst ? limit : Math.max(this.highestLimit, limit);
		this.lastRequestAt = now;
	}

	/** Records a 429 and the required wait, in milliseconds. */
	recordRejection(now: number, waitMs: number): void {
		if (isForWindow(waitMs)) this.contendedUntil = now + waitMs + CONTENDED_MS;
	}

	/** Highest limit of the requests since the last pause. */
	get limit(): number {
		return this.highestLimit;
	}

	/** Returns the earliest time for the next request, independent of its limit. */
	getNextSlot(now: number): number {
		const mustSpread =
			now < this.contendedUntil || this.consecutiveRequests >= BURST_WINDOWS * this.limit;
		const delayMs = mustSpread ? SPREAD_MS / this.limit : 1_000 / Math.max(BURST_RATE, this.limit);
		return this.lastRequestAt + delayMs;
	}
}
