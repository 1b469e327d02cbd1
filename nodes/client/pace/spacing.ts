/** The gateway counts requests in windows of 10 seconds. */
export const WINDOW = 10_000;

/** After so many windows at the full rate, requests go over so many milliseconds of each, no longer at once. */
const LONG_RUN = 5;
const SPREAD = 2_000;
/** The same after a refusal: the rate is still the full one, in case that the others are done. */
const CROWDED_SPREAD = 7_000;
/** How long after a refusal others are reckoned with. */
const CROWDED_FOR = 60_000;
/** A window that was used up with more than this of it to come was used up too early, */
const EARLY = 7_500;
/** and with less than this, late enough to go faster. */
const LATE = 5_000;
const CHANGE = 1.5;
/** Even a crowded client gets through now and then. */
const LARGEST_GAP = 5_000;

/**
 * How long to wait between requests. One process alone sends at once what fits into a window. Bursts
 * without end, though, would never let another process in that uses the same client, and all that burst at
 * the same time are refused together. So long runs are spread a little, and whoever is refused spreads its
 * requests further: the window then fills slowly enough for all to get their part of it, and few requests
 * are under way when it is full.
 */
export class Spacing {
	/** Milliseconds; 0 while nobody else was noticed. */
	private gap = 0;
	private crowdedUntil = -Infinity;
	private lastEntry = -Infinity;
	/** Requests since nothing was sent for a window. */
	private inARow = 0;

	/** Notes that a request goes. */
	entered(now: number): void {
		this.inARow = now - this.lastEntry > WINDOW ? 1 : this.inARow + 1;
		this.lastEntry = now;
	}

	/**
	 * Notes that the gateway refused a request.
	 * @param wait milliseconds until its window ends
	 * @param allowed requests in a window that one alone may make
	 */
	refused(now: number, wait: number, allowed: number): void {
		const least = CROWDED_SPREAD / allowed;
		if (this.gap === 0) this.gap = least;
		else if (wait > EARLY) this.gap = Math.min(LARGEST_GAP, this.gap * CHANGE);
		else if (wait < LATE) this.gap = Math.max(least, this.gap / CHANGE);
		this.crowdedUntil = now + wait + CROWDED_FOR;
	}

	/** The earliest time for the next request. */
	next(now: number, allowed: number): number {
		if (now >= this.crowdedUntil) this.gap = 0;
		const isLongRun = this.inARow >= LONG_RUN * allowed;
		return this.lastEntry + (this.gap || (isLongRun ? SPREAD / allowed : 0));
	}
}
