/** Milliseconds that n8n itself is busy with one request before it can make the next. */
const BUSY = 4;

/**
 * How many requests are worth having under way at a time: as many as n8n can start while the first of them
 * travels. More would only wait in n8n. The fastest answer counts, since a slow server is not helped by more
 * requests.
 */
export class Width {
	private readonly most: number;
	private fastest = Infinity;

	/** @param most upper limit */
	constructor(most: number) {
		this.most = most;
	}

	/** @param ms milliseconds from request to answer */
	note(ms: number): void {
		this.fastest = Math.min(this.fastest, ms);
	}

	/** Whether an answer was seen. */
	get hasAnswer(): boolean {
		return this.fastest !== Infinity;
	}

	/** One until an answer was seen. */
	get size(): number {
		if (!this.hasAnswer) return 1;
		return Math.min(this.most, Math.max(2, Math.ceil(this.fastest / BUSY)));
	}
}
