/** The gateway counts requests in windows of 10 seconds. */
export const WINDOW_MS = 10_000;

/** How long a request may be on its way before the gateway counts it, a first token included. */
const MAX_TRANSIT_MS = 2_000;

/** One request, as the gateway counts it. */
export interface CountedRequest {
	/** When it went. */
	sentAt: number;
	/** Latest time at which the gateway may have counted it. */
	latestCountedAt: number;
	/** Requests in any window that its sender allows. */
	limit: number;
}

/** The requests of one client that the gateway still counts. */
export class RequestWindow {
	private requests: CountedRequest[] = [];
	/** Shortest time in milliseconds from leave to answer. */
	private minRoundTripMs = Infinity;

	/** Counts a request that goes now. */
	add(now: number, limit: number): CountedRequest {
		const request = { sentAt: now, latestCountedAt: now + MAX_TRANSIT_MS, limit };
		this.requests.push(request);
		return request;
	}

	/** Forgets a request that the gateway doesn't count. */
	remove(request: CountedRequest): void {
		this.requests = this.requests.filter((other) => other !== request);
	}

	/**
	 * Notes that a request was answered.
	 * @param isCold whether a token was fetched first, so that the time taken says nothing of the way back
	 */
	release(request: CountedRequest, now: number, isCold: boolean): void {
		if (!isCold) this.minRoundTripMs = Math.min(this.minRoundTripMs, now - request.sentAt);
		// The way back alone takes half of the fastest round trip.
		request.latestCountedAt = Math.min(
			request.latestCountedAt,
			isCold ? now : now - this.minRoundTripMs / 2,
		);
	}

	/**
	 * When a request with a limit may go. In any window there are, for each limit, no more requests with this
	 * limit or a lower one: a low limit slows down no other, and all together keep to the highest.
	 */
	getOpening(now: number, limit: number): number {
		this.requests = this.requests.filter(
			({ latestCountedAt }) => latestCountedAt + WINDOW_MS > now,
		);
		const limits = this.requests.map((request) => request.limit).filter((other) => other > limit);
		const openings = [...new Set([limit, ...limits])].map((allowed) => {
			const times = this.requests
				.filter((request) => request.limit <= allowed)
				.map(({ latestCountedAt }) => latestCountedAt);
			if (times.length < allowed) return now;
			return times.sort((a, b) => a - b)[times.length - allowed]! + WINDOW_MS;
		});
		return Math.max(...openings);
	}
}
