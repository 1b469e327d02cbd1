import { CancelledError } from '../errors/errors';

interface Waiter {
	admit: () => void;
	reject: () => void;
}

/**
 * Limits how many tasks run at the same time. Tasks get their slots in the order of their requests. The limit can
 * change at any time; call {@link admit} after it increased.
 */
export class ConcurrencyPool {
	private readonly limit: () => number;
	private readonly signal: AbortSignal;
	private readonly queue = new Set<Waiter>();
	private used = 0;

	/**
	 * @param limit returns the number of slots
	 * @param signal rejects all tasks that wait for a slot
	 */
	constructor(limit: () => number, signal: AbortSignal) {
		this.limit = limit;
		this.signal = signal;
		signal.addEventListener('abort', () => this.rejectAll(), { once: true });
	}

	/**
	 * Waits for a slot.
	 * @returns a function that releases the slot; only its first call has an effect
	 * @throws {CancelledError} once the signal is aborted
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

	/** Admits waiting tasks up to the limit. */
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
