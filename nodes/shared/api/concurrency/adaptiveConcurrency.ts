/** Time that n8n needs to send one request, in milliseconds. */
const REQUEST_OVERHEAD_MS = 4;

/**
 * Calculates how many requests to send at the same time: as many as n8n can start during one round trip. More requests
 * would only wait in n8n. The fastest response counts, since more requests don't help a slow server.
 */
export class AdaptiveConcurrency {
	private readonly max: number;
	private minRoundTripMs = Infinity;

	/** @param max maximum number of requests at the same time */
	constructor(max: number) {
		this.max = max;
	}

	/** Records the time from a request to its response, in milliseconds. */
	recordLatency(ms: number): void {
		this.minRoundTripMs = Math.min(this.minRoundTripMs, ms);
	}

	/** Whether there was a response. */
	get hasResponse(): boolean {
		return this.minRoundTripMs !== Infinity;
	}

	/** Number of requests to send at the same time. 1 until the first response. */
	get current(): number {
		if (!this.hasResponse) return 1;
		return Math.min(this.max, Math.max(2, Math.ceil(this.minRoundTripMs / REQUEST_OVERHEAD_MS)));
	}
}
