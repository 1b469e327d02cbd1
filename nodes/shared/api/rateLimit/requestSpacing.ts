import { WINDOW_MS } from './requestWindow';

/**
 * Maximum number of requests per second without other processes, for limits up to this number. More requests would be
 * in flight when another process has used up the limit, and all of them would get 429s.
 */
const BURST_RATE = 100;
/** Time over which a full window of requests is spread if other processes are expected. */
const SPREAD_MS = WINDOW_MS / 2;

/**
 * Calculates the delay between requests. A single process can send the requests of a window within a second. If other
 * processes use the same client, however, their requests would be in flight at the same time and get 429s together, so
 * requests are spread.
 */
export class RequestSpacing {
	private lastRequestAt = -Infinity;
	/** Highest limit of the requests since the last pause of a full window. */
	limit = 1;

	/**
	 * Records that a request is sent.
	 * @param limit requests per window that its sender allows
	 */
	recordRequest(now: number, limit: number): void {
		const isFirst = now - this.lastRequestAt > WINDOW_MS;
		this.limit = isFirst ? limit : Math.max(this.limit, limit);
		this.lastRequestAt = now;
	}

	/** Returns the earliest time for the next request, independent of its limit. */
	getNextSlot(isContended: boolean): number {
		const delayMs = isContended ? SPREAD_MS / this.limit : 1_000 / Math.max(BURST_RATE, this.limit);
		return this.lastRequestAt + delayMs;
	}
}
