/** Milliseconds that n8n itself is busy with one request before it can make the next. */
const REQUEST_OVERHEAD_MS = 4;

/**
 * How many requests are worth having under way at a time: as many as n8n can start while the first of them
 * travels. More would only wait in n8n. The fastest answer counts, since a slow server is not helped by more
 * requests.
 */
export class AdaptiveConcurrency {
	private readonly max: number;
	private minRoundTripMs = Infinity;

	/** @param max upper limit */
	constructor(max: number) {
		this.max = max;
	}

	/** @param ms milliseconds from request to answer */
	recordLatency(ms: number): void {
		this.minRoundTripMs = Math.min(this.minRoundTripMs, ms);
	}

	/** Whether an answer was seen. */
	get hasResponse(): boolean {
		return this.minRoundTripMs !== Infinity;
	}

	/** One until an answer was seen. */
	get current(): number {
		if (!this.hasResponse) return 1;
		return Math.min(this.max, Math.max(2, Math.ceil(this.minRoundTripMs / REQUEST_OVERHEAD_MS)));
	}
}
