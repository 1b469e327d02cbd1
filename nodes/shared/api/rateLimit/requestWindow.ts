/** The gateway counts requests in windows of 10 seconds. */
export const WINDOW_MS = 10_000;

/** Maximum time until the gateway counts a request, including the request for a first token. */
const MAX_TRANSIT_MS = 2_000;

/** One request that the gateway counts. */
export interface CountedRequest {
	/** When the request was sent. */
	sentAt: number;
	/** Latest time at which the gateway can have counted the request. */
	latestCountedAt: number;
	/** Requests per window that its sender allows. */
	limit: number;
}

/** The requests of one client that the gateway still counts. */
export class RequestWindow {
	private requests: CountedRequest[] = [];
	/** Shortest time from sending a request to its response. */
	private minRoundTripMs = Infinity;

	/** Counts a request that is sent now. */
	add(now: number, limit: number): CountedRequest {
		const request = { sentAt: now, latestCountedAt: now + MAX_TRANSIT_MS, limit };
		this.requests.push(request);
		return request;
	}

	/** Removes a request that the gateway doesn't count. */
	remove(request: CountedRequest): void {
		this.requests = this.requests.filter((other) => other !== request);
	}

	/**
	 * Records that the response to a request arrived.
	 * @param isCold whether a token was fetched first, so that the duration isn't that of a round trip
	 */
	release(request: CountedRequest, now: number, isCold: boolean): void {
		if (!isCold) this.minRoundTripMs = Math.min(this.minRoundTripMs, now - request.sentAt);
		// The response takes at least half of the fastest round trip.
		request.latestCountedAt = Math.min(
			request.latestCountedAt,
			isCold ? now : now - this.minRoundTripMs / 2,
		);
	}

	/**
	 * Returns when a request with a limit can be sent. In any window, each limit caps the number of requests with this
	 * limit or a lower one. A low limit therefore doesn't delay requests with a higher one, and all requests stay below
	 * the highest.
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
