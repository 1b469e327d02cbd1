import { CancelledError } from '../errors/errors';
import { getMonotonicTime } from '../monotonicTime';
import { cancellableSleep } from '../cancellableSleep';
import { RequestWindow } from './requestWindow';
import { RequestSpacing } from './requestSpacing';
import type { ApiRequest } from '../types';
import { getLegacyVersion, stripVersion } from '../apiVersion';

/** What the gate knows of time; tests bring their own. */
export interface RateLimiterClock {
	/** Milliseconds since any moment; never fewer than before. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** Leave for one request, to be given back as soon as its answer is there. */
export interface Permit {
	/**
	 * Says that the answer came, or that there will be none.
	 * @param isCold whether a token was fetched first, so that the time taken says nothing of the way back
	 */
	release(isCold?: boolean): void;
	/** Says that the gateway refused the request, and for how many milliseconds it wants to see no other. */
	onRateLimited(waitMs: number): void;
	/** Counts one more request that the host has made for the same call, such as again after a 401. */
	countRepeat(): void;
	/** Says that the request was not made. */
	cancel(): void;
}

interface Waiter {
	limit: number;
	endpoint: string;
	admit(permit: Permit): void;
}

/** Answers that come meanwhile show that requests were counted earlier than they might have been. */
const RECHECK_INTERVAL_MS = 250;

/**
 * Lets requests of one client through, no more in any 10 seconds than allowed. Of those that may go, the one
 * that has waited longest goes first.
 *
 * When the gateway refuses a request, the way to its endpoint closes for as long as the gateway asks, and no
 * other: the refusal doesn't tell the limit of the client from one of the endpoint. If it was the client's,
 * other endpoints refuse as well and close in turn.
 */
export class RateLimiter {
	/** In the order in which they came. */
	private readonly queue: Waiter[] = [];
	private readonly window = new RequestWindow();
	private readonly spacing = new RequestSpacing();
	private readonly blockedUntil = new Map<string, number>();
	private readonly clock: RateLimiterClock;
	private lastUsedAt: number;
	/** When to look again. */
	private wakeAt = Infinity;

	constructor(clock: RateLimiterClock = { now: getMonotonicTime, sleep: cancellableSleep }) {
		this.clock = clock;
		this.lastUsedAt = clock.now();
	}

	/**
	 * Waits for its turn.
	 * @param limit requests in any 10 seconds, together with others of this limit or a lower one
	 * @param endpoint what a refusal is about
	 * @throws Cancelled as soon as the signal is aborted, wherever in the queue
	 */
	async acquire(limit: number, signal?: AbortSignal, endpoint = ''): Promise<Permit> {
		if (signal?.aborted) throw new CancelledError();
		this.lastUsedAt = this.clock.now();
		let cancel = () => {};
		try {
			const permit = await new Promise<Permit>((admit, reject) => {
				const waiter = { limit, endpoint, admit };
				cancel = () => {
					this.remove(waiter);
					reject(new CancelledError());
				};
				signal?.addEventListener('abort', cancel, { once: true });
				this.queue.push(waiter);
				this.dispatch();
			});
			if (!signal?.aborted) return permit;
			permit.cancel();
			throw new CancelledError();
		} finally {
			signal?.removeEventListener('abort', cancel);
		}
	}

	/** Whether it has not been used for so many milliseconds, so that a new one would do as well. */
	isIdle(ms: number): boolean {
		return this.queue.length === 0 && this.clock.now() - this.lastUsedAt > ms;
	}

	/** Lets all go that may go now, and looks again when the next may. */
	private dispatch(): void {
		const opensAt = this.admitReady();
		if (this.queue.length === 0) return;
		const now = this.clock.now();
		const wakeAt = Math.min(opensAt, now + RECHECK_INTERVAL_MS);
		if (wakeAt >= this.wakeAt) return;
		this.wakeAt = wakeAt;
		void this.clock.sleep(wakeAt - now).then(() => {
			// One that was to wake earlier has come since.
			if (this.wakeAt !== wakeAt) return;
			this.wakeAt = Infinity;
			this.dispatch();
		});
	}

	/** @returns when the next may go */
	private admitReady(): number {
		const now = this.clock.now();
		const blocked = new Map<number, number>();
		let next = Infinity;
		for (const waiter of [...this.queue]) {
			const { limit, endpoint } = waiter;
			const opensAt =
				blocked.get(limit) ??
				Math.max(this.window.getOpening(now, limit), this.spacing.getNextSlot(now));
			if (opensAt > now) blocked.set(limit, opensAt);
			const earliest = Math.max(opensAt, this.blockedUntil.get(endpoint) ?? now);
			if (earliest > now) {
				next = Math.min(next, earliest);
				continue;
			}
			this.remove(waiter);
			waiter.admit(this.createPermit(waiter, now));
		}
		return next;
	}

	private createPermit({ limit, endpoint }: Waiter, sentAt: number): Permit {
		const request = this.window.add(sentAt, limit);
		this.spacing.recordRequest(sentAt, limit);
		const { clock, window } = this;
		return {
			release: (isCold = false) => window.release(request, clock.now(), isCold),
			onRateLimited: (waitMs) => {
				// The gateway doesn't count what it refuses.
				window.remove(request);
				this.block(endpoint, waitMs);
			},
			countRepeat: () => window.release(window.add(clock.now(), limit), clock.now(), true),
			cancel: () => window.remove(request),
		};
	}

	private block(endpoint: string, waitMs: number): void {
		const now = this.clock.now();
		for (const [other, until] of this.blockedUntil)
			if (until <= now) this.blockedUntil.delete(other);
		this.blockedUntil.set(endpoint, Math.max(this.blockedUntil.get(endpoint) ?? now, now + waitMs));
		this.spacing.recordRejection(now, waitMs);
	}

	private remove(waiter: Waiter): void {
		const index = this.queue.indexOf(waiter);
		if (index >= 0) this.queue.splice(index, 1);
	}
}

/** The gates of this process, by what the gateway counts by: client and API version. Shared by all executions. */
export const rateLimiters = new Map<string, RateLimiter>();

/** No request is kept up for so many milliseconds, so nothing still depends on a gate that is idle as long. */
const IDLE_MS = 3_600_000;

/**
 * @param clientId client that the token is for
 * @param origin origin of the tenant's API
 * @param path path of the request with its version; the services with a version of their own share one gate
 */
export function getRateLimiter(clientId: string, origin: string, path: string): RateLimiter {
	const key = JSON.stringify([origin, clientId, getLegacyVersion(path)]);
	const existing = rateLimiters.get(key);
	if (existing) return existing;
	for (const [other, rateLimiter] of rateLimiters)
		if (rateLimiter.isIdle(IDLE_MS)) rateLimiters.delete(other);
	const rateLimiter = new RateLimiter();
	rateLimiters.set(key, rateLimiter);
	return rateLimiter;
}

/** The endpoint of a call: its path without what looks like an ID. */
export const getEndpointKey = ({ method, path }: Pick<ApiRequest, 'method' | 'path'>) =>
	[method, ...stripVersion(path).map((part) => (/\d/.test(part) ? '*' : part))].join(' ');
