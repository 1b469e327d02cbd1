import { WINDOW_MS } from './requestWindow';

/**
 * Maximum number of requests per second without other processes, for limits up to this number. More requests would be
 * in flight when another process has used up the limit, and all of them would get 429s.
 */
const BURST_RATE = 100;
/** Time over which a full window of requests is spread if other processes are expected. */
const SPREAD_MS = WINDOW_MS / 4;
/**
 * Careful part of the requests after a pause, as parts of the limit. If two to five processes start together, they use
 * up the limit here, before they know each other. Short lists end before it.
 */
const CAREFUL_FROM = 0.2;
const CAREFUL_TO = 0.6;
/** Number of requests in flight in the careful part, of which all can get 429s: a part of the limit, and a minimum. */
const CAREFUL_IN_FLIGHT = 0.03;
const MIN_CAREFUL_IN_FLIGHT = 3;

/**
 * Calculates the delay between requests. A single process can send the requests of a window within a second. If other
 * processes use the same client, however, their requests would be in flight at the same time and get 429s together, so
 * requests are spread. While other processes are unknown, few requests are in flight when they could use up the limit.
 */
export class RequestSpacing {
	private lastRequestAt = -Infinity;
	/** Number of requests since the last pause of a full window. */
	private count = 0;
	private inFlight = 0;
	/** Highest limit of the requests since the last pause of a full window. */
	limit = 1;

	/**
	 * Records that a request is sent.
	 * @param limit requests per window that its sender allows
	 */
	recordRequest(now: number, limit: number): void {
		const isFirst = now - this.lastRequestAt > WINDOW_MS;
		this.limit = isFirst ? limit : Math.max(this.limit, limit);
		this.count = isFirst ? 1 : this.count + 1;
		this.lastRequestAt = now;
		this.inFlight++;
	}

	/** Records that a request has ended. */
	recordEnd(): void {
		this.inFlight--;
	}

	/** Returns the earliest time for the next request, independent of its limit. */
	getNextSlot(isContended: boolean): number {
		return this.lastRequestAt + this.getDelay(isContended);
	}

	private getDelay(isContended: boolean): number {
		const { limit, count } = this;
		if (isContended) return SPREAD_MS / limit;
		const isCareful = count >= CAREFUL_FROM * limit && count < CAREFUL_TO * limit;
		const maxInFlight = Math.max(MIN_CAREFUL_IN_FLIGHT, CAREFUL_IN_FLIGHT * limit);
		// Not slower than the limit, so that slow responses don't leave some of it unused.
		if (isCareful && this.inFlight >= maxInFlight) return WINDOW_MS / limit;
		return 1_000 / Math.max(BURST_RATE, limit);
	}
}
