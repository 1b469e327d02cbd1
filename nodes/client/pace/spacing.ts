import { WINDOW } from './requestWindow';

/** A little longer than a window, so that a request of another process always finds room in one. */
const SPREAD = 1.02 * WINDOW;
/** After so many windows at the full rate, others may have come who find no room. */
const LONG_RUN = 5;
/** How long after a refusal others are expected. */
const CROWDED_FOR = 60_000;
/** A longer wait isn't about the gateway's window; a shorter one may be rounded up. */
const LONGEST_WAIT = 1.5 * WINDOW;

/**
 * How long to wait between requests. One process alone sends at once what fits into a window. In a long run,
 * though, that would never let in another process that uses the same client, and all that send at the same
 * time are refused together. So in a long run, and for a minute after a refusal, requests are spread evenly.
 */
export class Spacing {
	private crowdedUntil = -Infinity;
	private lastEntry = -Infinity;
	/** Requests since nothing was sent for a window, */
	private inARow = 0;
	/** and the highest limit among them. */
	private limit = 0;

	/**
	 * Notes that a request goes.
	 * @param limit requests in a window that it allows
	 */
	entered(now: number, limit: number): void {
		const isFirst = now - this.lastEntry > WINDOW;
		this.inARow = isFirst ? 1 : this.inARow + 1;
		this.limit = isFirst ? limit : Math.max(this.limit, limit);
		this.lastEntry = now;
	}

	/** Notes that the gateway refused a request, and for how many milliseconds. */
	refused(now: number, wait: number): void {
		if (wait <= LONGEST_WAIT) this.crowdedUntil = now + wait + CROWDED_FOR;
	}

	/** The earliest time for the next request, whatever its own limit. */
	next(now: number): number {
		const isSpread = now < this.crowdedUntil || this.inARow >= LONG_RUN * this.limit;
		return isSpread ? this.lastEntry + SPREAD / this.limit : this.lastEntry;
	}
}
