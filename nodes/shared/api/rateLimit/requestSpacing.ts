import { WINDOW_MS } from './requestWindow';

/** A little longer than a window, so that a request of another process always finds room in one. */
const SPREAD_MS = 1.02 * WINDOW_MS;
/** After so many windows at the full rate, others may have come who find no room. */
const BURST_WINDOWS = 5;
/** How long after a refusal others are expected. */
const CONTENDED_MS = 60_000;
/** A longer wait isn't about the gateway's window; a shorter one may be rounded up. */
const MAX_WINDOW_WAIT_MS = 1.5 * WINDOW_MS;

/**
 * How long to wait between requests. One process alone sends at once what fits into a window. In a long run,
 * though, that would never let in another process that uses the same client, and all that send at the same
 * time are refused together. So in a long run, and for a minute after a refusal, requests are spread evenly.
 */
export class RequestSpacing {
	private contendedUntil = -Infinity;
	private lastRequestAt = -Infinity;
	/** Requests since nothing was sent for a window, */
	private consecutiveRequests = 0;
	/** and the highest limit among them. */
	private limit = 0;

	/**
	 * Notes that a request goes.
	 * @param limit requests in a window that it allows
	 */
	recordRequest(now: number, limit: number): void {
		const isFirst = now - this.lastRequestAt > WINDOW_MS;
		this.consecutiveRequests = isFirst ? 1 : this.consecutiveRequests + 1;
		this.limit = isFirst ? limit : Math.max(this.limit, limit);
		this.lastRequestAt = now;
	}

	/** Notes that the gateway refused a request, and for how many milliseconds. */
	recordRejection(now: number, waitMs: number): void {
		if (waitMs <= MAX_WINDOW_WAIT_MS) this.contendedUntil = now + waitMs + CONTENDED_MS;
	}

	/** The earliest time for the next request, whatever its own limit. */
	getNextSlot(now: number): number {
		const mustSpread =
			now < this.contendedUntil || this.consecutiveRequests >= BURST_WINDOWS * this.limit;
		return mustSpread ? this.lastRequestAt + SPREAD_MS / this.limit : this.lastRequestAt;
	}
}
