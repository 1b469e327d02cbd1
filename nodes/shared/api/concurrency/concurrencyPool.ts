import { CancelledError } from '../errors/errors';

interface Waiting {
	admit: () => void;
	refuse: () => void;
}

/**
 * Slots for work that may go on at the same time, given out in the order in which they are asked for. The limit may
 * change at any time: call {@link admit} after it has grown.
 */
export class ConcurrencyPool {
	private readonly limit: () => number;
	private readonly signal: AbortSignal;
	private readonly queue = new Set<Waiting>();
	private taken = 0;

	/**
	 * @param limit how many slots there are
	 * @param signal refuses everything that still waits for a slot
	 */
	constructor(limit: () => number, signal: AbortSignal) {
		this.limit = limit;
		this.signal = signal;
		signal.addEventListener('abort', () => this.refuseAll(), { once: true });
	}

	/**
	 * Waits for a slot.
	 * @returns gives the slot back; calls after the first change nothing
	 * @throws Cancelled once the signal is aborted
	 */
	async take(): Promise<() => void> {
		if (this.signal.aborted) throw new CancelledError();
		if (this.taken < this.limit()) this.taken++;
		else await this.wait();
		let isHeld = true;
		return () => {
			if (!isHeld) return;
			isHeld = false;
			this.taken--;
			this.admit();
		};
	}

	/** Lets in what fits. */
	admit(): void {
		for (const waiting of this.queue) {
			if (this.taken >= this.limit()) return;
			this.taken++;
			this.queue.delete(waiting);
			waiting.admit();
		}
	}

	private async wait(): Promise<void> {
		await new Promise<void>((admit, reject) => {
			this.queue.add({ admit, refuse: () => reject(new CancelledError()) });
		});
	}

	private refuseAll(): void {
		for (const { refuse } of this.queue) refuse();
		this.queue.clear();
	}
}
