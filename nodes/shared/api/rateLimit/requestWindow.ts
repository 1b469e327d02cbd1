/** The gateway counts requests in windows of 10 seconds. */
export const WINDOW_MS = 10_000;

/**
 * Time for which a request counts here. It is longer than at the gateway, so that a process that was told to wait for
 * the next window can send its requests before this one uses up the limit again.
 */
export const COUNTED_MS = WINDOW_MS + 200;

/** A longer Retry-After isn't for the gateway's window. A shorter one can be rounded up. */
const MAX_WINDOW_WAIT_MS = 1.5 * WINDOW_MS;

/** Returns whether the wait that a 429 requires is for the gateway's window. */
export const isForWindow = (waitMs: number) => waitMs <= MAX_WINDOW_WAIT_MS;

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
	endpoint: string;
}

/** The requests of one client that count against its limits. */
export class RequestWindow {
	private requests: CountedRequest[] = [];
	/** Shortest time from sending a request to its response. */
	private minRoundTripMs = Infinity;

	/** Counts a request that is sent now. */
	add(now: number, limit: number, endpoint: string): CountedRequest {
		const request = { sentAt: now, latestCountedAt: now + MAX_TRANSIT_MS, limit, endpoint };
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
		this.removeExpired(now);
		const limits = this.requests.map((request) => request.limit).filter((other) => other > limit);
		const openings = [...new Set([limit, ...limits])].map((allowed) =>
			getOpeningAfter(
				now,
				this.requests.filter((request) => request.limit <= allowed),
				allowed,
			),
		);
		return Math.max(...openings);
	}

	/** Returns when a request to an endpoint can be sent, of which `allowed` can be sent in any window. */
	getEndpointOpening(now: number, endpoint: string, allowed: number): number {
		return getOpeningAfter(now, this.getEndpointRequests(now, endpoint), allowed);
	}

	/** Returns the number of counted requests to an endpoint. */
	countEndpoint(now: number, endpoint: string): number {
		return this.getEndpointRequests(now, endpoint).length;
	}

	/** Returns when the first counted request to an endpoint was sent; undefined if there is none. */
	getFirstSendTime(now: number, endpoint: string): number | undefined {
		return this.getEndpointRequests(now, endpoint)[0]?.sentAt;
	}

	private getEndpointRequests(now: number, endpoint: string): CountedRequest[] {
		this.removeExpired(now);
		return this.requests.filter((request) => request.endpoint === endpoint);
	}

	private removeExpired(now: number): void {
		this.requests = this.requests.filter(
			({ latestCountedAt }) => latestCountedAt + COUNTED_MS > now,
		);
	}
}

/** Returns when fewer than `allowed` of the requests are counted. */
function getOpeningAfter(now: number, requests: CountedRequest[], allowed: number): number {
	if (requests.length < allowed) return now;
	const times = requests.map(({ latestCountedAt }) => latestCountedAt).sort((a, b) => a - b);
	return times[times.length - allowed]! + COUNTED_MS;
}
