import pLimit from 'p-limit';

import { Cancelled } from '../errors/failures';
import { pause, unlessCancelled } from './pause';
import { Spacing, WINDOW } from './spacing';

/** What the gate knows of time; tests bring their own. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	pause(ms: number, signal?: AbortSignal): Promise<void>;
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
}

interface Slot {
	/** Latest time at which the gateway may have counted the request. */
	at: number;
	refused: boolean;
}

/** How long a request may be on its way before the gateway counts it, a first token included. */
const ON_ITS_WAY = 2_000;
/** Answers that come meanwhile show that requests were counted earlier than they might have been. */
const LOOK_AGAIN = 250;

/**
 * Lets requests through in the order in which they come, no more in any 10 seconds than allowed. Where the
 * gateway refuses one all the same, somebody else uses the same client: the gate then closes for as long as
 * the gateway asks, and goes on with more space between requests.
 */
export class RateGate {
	private readonly line = pLimit(1);
	private readonly spacing = new Spacing();
	private readonly clock: Clock;
	private slots: Slot[] = [];
	/** Shortest time in milliseconds from leave to answer. */
	private fastest = Infinity;
	private closedUntil = 0;
	private refusedAt = -Infinity;

	constructor(clock: Clock = { now: () => Date.now(), pause }) {
		this.clock = clock;
	}

	/**
	 * Waits for its turn.
	 * @param allowed requests in any 10 seconds
	 * @throws Cancelled as soon as the signal is aborted, wherever in the line
	 */
	async enter(allowed: number, signal?: AbortSignal): Promise<Pass> {
		const turn = this.line(async () => await this.takeTurn(allowed, signal));
		return await unlessCancelled(turn, signal);
	}

	private async takeTurn(allowed: number, signal?: AbortSignal): Promise<Pass> {
		for (;;) {
			if (signal?.aborted) throw new Cancelled();
			const wait = this.opensAt(allowed) - this.clock.now();
			if (wait <= 0) return this.pass(allowed);
			await this.clock.pause(Math.min(wait, LOOK_AGAIN), signal);
		}
	}

	private pass(allowed: number): Pass {
		const entered = this.clock.now();
		const slot: Slot = { at: entered + ON_ITS_WAY, refused: false };
		this.slots.push(slot);
		this.spacing.entered(entered);
		const settle = (isCold = false) => {
			const now = this.clock.now();
			if (!isCold) this.fastest = Math.min(this.fastest, now - entered);
			// The way back alone takes half of the fastest round trip.
			slot.at = Math.min(slot.at, isCold ? now : now - this.fastest / 2);
		};
		return {
			settle,
			refuse: (wait) => {
				settle();
				slot.refused = true;
				const now = this.clock.now();
				// Requests that were under way together are refused together: one event, not many.
				if (entered > this.refusedAt) this.spacing.refused(now, wait, allowed);
				this.refusedAt = now;
				this.closedUntil = Math.max(this.closedUntil, now + wait);
			},
		};
	}

	/** When the next request may go. */
	private opensAt(allowed: number): number {
		const now = this.clock.now();
		const counted = this.counted(now);
		const free =
			counted.length < allowed
				? now
				: counted.map(({ at }) => at).sort((a, b) => a - b)[counted.length - allowed]! + WINDOW;
		return Math.max(this.closedUntil, free, this.spacing.next(now, allowed));
	}

	/** Requests that the gateway still counts against the client: those it refused do not. */
	private counted(now: number): Slot[] {
		this.slots = this.slots.filter(({ at }) => at + WINDOW > now);
		return this.slots.filter(({ refused }) => !refused);
	}
}
