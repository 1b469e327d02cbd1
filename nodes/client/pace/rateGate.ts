import pLimit from 'p-limit';

import { Cancelled } from '../errors/failures';
import { pause, unlessCancelled } from './pause';

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

/** The gateway counts requests in windows of 10 seconds. */
export const WINDOW = 10_000;
/** How long a request may be on its way before the gateway counts it, a first token included. */
const ON_ITS_WAY = 2_000;
/** Answers that come meanwhile show that requests were counted earlier than they might have been. */
const LOOK_AGAIN = 250;
/** Even a crowded client gets through now and then. */
const LEAST_ALLOWANCE = 2;
/** So many windows at most are spent at one rate before a faster one is tried. */
const MAX_CALM = 8;

/**
 * Lets requests through in the order in which they come, no more in any 10 seconds than allowed. Where the
 * gateway refuses one all the same, somebody else uses the same client: the gate then closes for as long as
 * the gateway asks, keeps to the share that it got, and after some calm tries for more.
 */
export class RateGate {
	private readonly line = pLimit(1);
	private slots: Slot[] = [];
	/** Shortest time in milliseconds from leave to answer. */
	private fastest = Infinity;
	private closedUntil = 0;
	/** Share of the rate that this process was seen to get. */
	private share = Infinity;
	/** What the share is not lowered below by one refusal and those that come along with it. */
	private floor = 0;
	private step = 1;
	private calm = 1;
	private raiseAt = 0;

	private readonly clock: Clock;

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
			const wait = this.waitFor(allowed);
			if (wait <= 0) return this.pass(allowed);
			await this.clock.pause(Math.min(wait, LOOK_AGAIN), signal);
		}
	}

	private pass(allowed: number): Pass {
		const entered = this.clock.now();
		const slot: Slot = { at: entered + ON_ITS_WAY, refused: false };
		this.slots.push(slot);
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
				this.close(wait, allowed);
			},
		};
	}

	/** Milliseconds until the next request may go. */
	private waitFor(allowed: number): number {
		const now = this.clock.now();
		this.raise(now, allowed);
		const counted = this.counted(now);
		const most = Math.min(allowed, Math.max(LEAST_ALLOWANCE, this.share));
		const free =
			counted.length < most
				? now
				: counted.map(({ at }) => at).sort((a, b) => a - b)[counted.length - most]! + WINDOW;
		return Math.max(this.closedUntil, free) - now;
	}

	/** Requests that the gateway still counts against the client: those it refused do not. */
	private counted(now: number): Slot[] {
		this.slots = this.slots.filter(({ at }) => at + WINDOW > now);
		return this.slots.filter(({ refused }) => !refused);
	}

	private close(wait: number, allowed: number): void {
		const now = this.clock.now();
		// The requests that were under way together are refused together: one event, not many.
		const isNews = now >= this.closedUntil;
		this.closedUntil = Math.max(this.closedUntil, now + wait);
		if (isNews) {
			this.floor = Math.floor(Math.min(allowed, this.share) / 2);
			this.step = 1;
			this.raiseAt = this.closedUntil + this.calm * WINDOW;
			this.calm = Math.min(this.calm * 2, MAX_CALM);
		}
		// What came through is the share, but a window that others had used up says little of the next.
		this.share = Math.min(this.share, Math.max(this.floor, this.counted(now).length));
	}

	private raise(now: number, allowed: number): void {
		if (this.share >= allowed) {
			this.calm = 1;
		} else if (now >= this.raiseAt) {
			this.share = Math.max(this.share, LEAST_ALLOWANCE) + this.step;
			this.step *= 2;
			this.raiseAt = now + WINDOW;
		}
	}
}
