import { Cancelled } from '../errors/failures';
import { getMonotonicTime } from './monotonic';
import { pause } from './pause';
import { RequestWindow } from './requestWindow';
import { Spacing } from './spacing';

/** What the gate knows of time; tests bring their own. */
export interface Clock {
	/** Milliseconds since any moment; never fewer than before. */
	now(): number;
	pause(ms: number): Promise<void>;
}

/** Leave for one request, to be given back as soon as its answer is there. */
export interface Pass {
	/**
	 * Says that the answer came, or that there will be none.
	 * @param isCold whether a token was fetched first, so that the time taken says nothing of the way back
	 */
	settle(isCold?: boolean): void;
	/** Says that the gateway refused the request, and for how many milliseconds it wants to see no other. */
	refuse(wait: number): void;
	/** Counts one more request that the host has made for the same call, such as again after a 401. */
	repeat(): void;
	/** Says that the request was not made. */
	withdraw(): void;
}

interface Waiter {
	limit: number;
	endpoint: string;
	admit(pass: Pass): void;
}

/** Answers that come meanwhile show that requests were counted earlier than they might have been. */
const LOOK_AGAIN = 250;

/**
 * Lets requests of one client through, no more in any 10 seconds than allowed. Of those that may go, the one
 * that has waited longest goes first.
 *
 * When the gateway refuses a request, the way to its endpoint closes for as long as the gateway asks, and no
 * other: the refusal doesn't tell the limit of the client from one of the endpoint. If it was the client's,
 * other endpoints refuse as well and close in turn.
 */
export class RateGate {
	/** In the order in which they came. */
	private readonly waiting: Waiter[] = [];
	private readonly window = new RequestWindow();
	private readonly spacing = new Spacing();
	private readonly closedUntil = new Map<string, number>();
	private readonly clock: Clock;
	private lastUse: number;
	/** When to look again. */
	private wakeAt = Infinity;

	constructor(clock: Clock = { now: getMonotonicTime, pause }) {
		this.clock = clock;
		this.lastUse = clock.now();
	}

	/**
	 * Waits for its turn.
	 * @param limit requests in any 10 seconds, together with others of this limit or a lower one
	 * @param endpoint what a refusal is about
	 * @throws Cancelled as soon as the signal is aborted, wherever in the queue
	 */
	async enter(limit: number, signal?: AbortSignal, endpoint = ''): Promise<Pass> {
		if (signal?.aborted) throw new Cancelled();
		this.lastUse = this.clock.now();
		let leave = () => {};
		try {
			const pass = await new Promise<Pass>((admit, refuse) => {
				const waiter = { limit, endpoint, admit };
				leave = () => {
					this.remove(waiter);
					refuse(new Cancelled());
				};
				signal?.addEventListener('abort', leave, { once: true });
				this.waiting.push(waiter);
				this.look();
			});
			if (!signal?.aborted) return pass;
			pass.withdraw();
			throw new Cancelled();
		} finally {
			signal?.removeEventListener('abort', leave);
		}
	}

	/** Whether it has not been used for so many milliseconds, so that a new one would do as well. */
	isIdle(ms: number): boolean {
		return this.waiting.length === 0 && this.clock.now() - this.lastUse > ms;
	}

	/** Lets all go that may go now, and looks again when the next may. */
	private look(): void {
		const opening = this.admit();
		if (this.waiting.length === 0) return;
		const now = this.clock.now();
		const wakeAt = Math.min(opening, now + LOOK_AGAIN);
		if (wakeAt >= this.wakeAt) return;
		this.wakeAt = wakeAt;
		void this.clock.pause(wakeAt - now).then(() => {
			// One that was to wake earlier has come since.
			if (this.wakeAt !== wakeAt) return;
			this.wakeAt = Infinity;
			this.look();
		});
	}

	/** @returns when the next may go */
	private admit(): number {
		const now = this.clock.now();
		const blocked = new Map<number, number>();
		let next = Infinity;
		for (const waiter of [...this.waiting]) {
			const { limit, endpoint } = waiter;
			const opening =
				blocked.get(limit) ?? Math.max(this.window.getOpening(now, limit), this.spacing.next(now));
			if (opening > now) blocked.set(limit, opening);
			const earliest = Math.max(opening, this.closedUntil.get(endpoint) ?? now);
			if (earliest > now) {
				next = Math.min(next, earliest);
				continue;
			}
			this.remove(waiter);
			waiter.admit(this.createPass(waiter, now));
		}
		return next;
	}

	private createPass({ limit, endpoint }: Waiter, entered: number): Pass {
		const request = this.window.add(entered, limit);
		this.spacing.entered(entered, limit);
		const { clock, window } = this;
		return {
			settle: (isCold = false) => window.settle(request, clock.now(), isCold),
			refuse: (wait) => {
				// The gateway doesn't count what it refuses.
				window.remove(request);
				this.close(endpoint, wait);
			},
			repeat: () => window.settle(window.add(clock.now(), limit), clock.now(), true),
			withdraw: () => window.remove(request),
		};
	}

	private close(endpoint: string, wait: number): void {
		const now = this.clock.now();
		for (const [other, until] of this.closedUntil) if (until <= now) this.closedUntil.delete(other);
		this.closedUntil.set(endpoint, Math.max(this.closedUntil.get(endpoint) ?? now, now + wait));
		this.spacing.refused(now, wait);
	}

	private remove(waiter: Waiter): void {
		const index = this.waiting.indexOf(waiter);
		if (index >= 0) this.waiting.splice(index, 1);
	}
}
