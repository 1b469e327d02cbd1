import { CancelledError } from '../errors/errors';

interface Waiter {
	admit: () => void;
	reject: () => void;
}

/**
 * Slots for work that may go on at the same time, given out in the order in which they are asked for. The limit may
 * change at any time: call {@link admit} after it has grown.
 */
export class ConcurrencyPool {
	private readonly limit: () => number;
	private readonly signal: AbortSignal;
	private readonly queue = new Set<Waiter>();
	private used = 0;

	/**
	 * @param limit how many slots there are
	 * @param signal refuses everything that still waits for a slot
	 */
	constructor(limit: () => number, signal: AbortSignal) {
		this.limit = limit;
		this.signal = signal;
		signal.addEventListener('abort', () => this.rejectAll(), { once: true });
	}

	/**
	 * Waits for a slot.
	 * @returns gives the slot back; calls after the first change nothing
	 * @throws Cancelled once the signal is aborted
	 */
	async acquire(): Promise<() => void> {
		if (this.signal.aborted) throw new CancelledError();
		if (this.used < this.limit()) this.used++;
		else await this.wait();
		let isHeld = true;
		return () => {
			if (!isHeld) return;
			isHeld = false;
			this.used--;
			this.admit();
		};
	}

	/** Lets in what fits. */
	admit(): void {
		for (const waiter of this.queue) {
			if (this.used >= this.limit()) return;
			this.used++;
			this.queue.delete(waiter);
			waiter.admit();
		}
	}

	private async wait(): Promise<void> {
		await new Promise<void>((admit, reject) => {
			this.queue.add({ admit, reject: () => reject(new CancelledError()) });
		});
	}

	private rejectAll(): void {
		for (const { reject } of this.queue) reject();
		this.queue.clear();
	}
}
