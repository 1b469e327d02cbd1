import { COUNTED_MS, isForWindow, WINDOW_MS, type RequestWindow } from './requestWindow';

/** Minimum time after the last request of the share before a probe, so that others can use their shares first. */
const MIN_PROBE_DELAY_MS = 500;
/**
 * A probe is sent some whole seconds and this time after the first request of the share. Retry-After, which is rounded
 * up to seconds, then ends when the share can be used again, and not up to a second later.
 */
const PROBE_OFFSET_MS = 60;
/**
 * Smallest share, as a part of the limit. A process that starts in the middle of a window gets few requests accepted,
 * and needs more.
 */
const MIN_SHARE = 1 / 10;
/** Time after a 429 in which other processes are expected. Workflows on a schedule often meet again within it. */
const EXPECTED_MS = 3_600_000;

/**
 * How a request relates to the share: part of it, a probe whether there is more, or one of the requests that follow a
 * successful probe.
 */
export type ShareUse = 'share' | 'probe' | 'growth';

/**
 * Learns which share of the limit is left for this process at one endpoint, if other processes use the same client. A
 * 429 shows that the limit is used up: the share is then the number of requests that the gateway accepted. The next
 * windows need no further 429, because all processes have learned their shares.
 *
 * After the share is used, a probe checks whether others have left some of the limit. If so, the share grows.
 */
export class EndpointShare {
	private readonly window: RequestWindow;
	private readonly endpoint: string;
	/** Requests per window; Infinity if no other process is known. */
	private share = Infinity;
	private blockedUntil = -Infinity;
	private probeAt = Infinity;
	/** No probe is scheduled before. */
	private nextProbeAfter = -Infinity;
	/** Number of requests beyond the share that can be sent after a successful probe. */
	private growth = 0;

	constructor(window: RequestWindow, endpoint: string) {
		this.window = window;
		this.endpoint = endpoint;
	}

	/** Returns whether other processes are expected to use the endpoint. */
	isContended(now: number): boolean {
		return this.share < Infinity && now - this.blockedUntil <= EXPECTED_MS;
	}

	/** Returns whether nothing is known about the endpoint. */
	isUnknown(now: number): boolean {
		return now >= this.blockedUntil && !this.isContended(now);
	}

	/** Returns the earliest time for the next request. */
	getOpening(now: number): number {
		const opening = Math.max(now, this.blockedUntil);
		if (!this.isContended(now) || this.growth > 0) return opening;
		const shareOpening = this.window.getEndpointOpening(now, this.endpoint, this.share);
		return Math.max(opening, Math.min(shareOpening, this.probeAt));
	}

	/** Records that a request is sent. Call it before the request is added to the window. */
	recordRequest(now: number): ShareUse {
		if (!this.isContended(now)) {
			this.share = Infinity;
			return 'share';
		}
		const count = this.window.countEndpoint(now, this.endpoint);
		if (count === 0) this.nextProbeAfter = Math.max(this.nextProbeAfter, now);
		if (count < this.share) {
			this.scheduleProbe(now, count + 1 >= this.share);
			return 'share';
		}
		this.probeAt = Infinity;
		if (this.growth > 0) {
			this.growth--;
			return 'growth';
		}
		this.nextProbeAfter = now;
		return 'probe';
	}

	/** Schedules a probe for a pause after the share. If there is none for a window, the probe is sent without a pause. */
	private scheduleProbe(now: number, isShareUsed: boolean): void {
		if (!isShareUsed || now < this.nextProbeAfter) {
			this.probeAt = Infinity;
			return;
		}
		const firstSentAt = this.window.getFirstSendTime(now, this.endpoint) ?? now;
		const seconds = Math.ceil((now + MIN_PROBE_DELAY_MS - firstSentAt) / 1_000);
		this.probeAt = Math.min(
			firstSentAt + seconds * 1_000 + PROBE_OFFSET_MS,
			Math.max(now, this.nextProbeAfter + COUNTED_MS),
		);
	}

	/**
	 * Records that the gateway accepted a request.
	 * @param limit requests per window for all processes
	 */
	recordSuccess(use: ShareUse, limit: number): void {
		if (use === 'share') return;
		this.share++;
		if (this.share >= limit) {
			// No other process is left.
			this.share = Infinity;
			this.growth = 0;
			return;
		}
		// Two more requests for each accepted one find the end of the limit within a few round trips.
		this.growth += 2;
	}

	/**
	 * Records a 429. Call it after the request was removed from the window.
	 * @param waitMs required wait
	 * @param limit requests per window for all processes
	 */
	recordRejection(use: ShareUse, now: number, waitMs: number, limit: number): void {
		this.blockedUntil = Math.max(this.blockedUntil, now + waitMs);
		if (!isForWindow(waitMs)) return;
		this.growth = 0;
		this.probeAt = Infinity;
		// The next probe is sent in the next window, or in the one after it if this one was a probe.
		const skippedMs = use === 'probe' ? WINDOW_MS : 0;
		this.nextProbeAfter = Math.max(this.nextProbeAfter, now + waitMs + skippedMs);
		// If part of the share is rejected, another process needs more: keep half of the limit at most.
		const max = use === 'share' ? Math.min(this.share, limit / 2) : this.share;
		const accepted = this.window.countEndpoint(now, this.endpoint);
		this.share = Math.max(1, Math.floor(Math.min(max, Math.max(accepted, MIN_SHARE * limit))));
	}
}
