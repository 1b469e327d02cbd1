import { CancelledError } from '../errors/errors';
import { getMonotonicTime } from '../monotonicTime';
import { cancellableSleep } from '../cancellableSleep';
import { RequestWindow } from './requestWindow';
import { EndpointShare } from './endpointShare';
import { RequestSpacing } from './requestSpacing';
import type { ApiRequest } from '../types';
import { getLegacyVersion, stripVersion } from '../apiVersion';

/** Clock of a rate limiter. Tests use a fake one. */
export interface RateLimiterClock {
	/** Returns milliseconds that never decrease. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** Permission to send one request. Release it as soon as the response arrives. */
export interface Permit {
	/**
	 * Reports that the response arrived, or that the request failed.
	 * @param isCold whether a token was fetched first, so that the duration isn't that of a round trip
	 */
	release(isCold?: boolean): void;
	/** Reports that the gateway accepted the request. */
	onAccepted(): void;
	/** Reports a 429 and the time to wait before the next request to the endpoint, in milliseconds. */
	onRateLimited(waitMs: number): void;
	/** Counts another request that n8n sent for the same permit, for example after a 401. */
	countRepeat(): void;
	/** Reports that the request wasn't sent. */
	cancel(): void;
}

interface Waiter {
	limit: number;
	endpoint: string;
	admit(permit: Permit): void;
}

/**
 * Limits the requests of one client in any 10 seconds. Of the requests that can be sent, the one that has waited
 * longest goes first.
 *
 * After a 429, only requests to the same endpoint are delayed, for the time that the gateway requires. A 429 doesn't
 * show whether it is for the limit of the client or of the endpoint. If it is for the client, other endpoints return
 * 429 as well and are delayed in turn. Each endpoint also has a share of the limit; see {@link EndpointShare}.
 */
export class RateLimiter {
	/** Waiting requests, in the order of their arrival. */
	private readonly queue: Waiter[] = [];
	private readonly window = new RequestWindow();
	private readonly spacing = new RequestSpacing();
	private readonly shares = new Map<string, EndpointShare>();
	private readonly clock: RateLimiterClock;
	private lastUsedAt: number;
	/** When to check the queue again. */
	private wakeAt = Infinity;

	constructor(clock: RateLimiterClock = { now: getMonotonicTime, sleep: cancellableSleep }) {
		this.clock = clock;
		this.lastUsedAt = clock.now();
	}

	/**
	 * Waits until a request can be sent.
	 * @param limit maximum number of requests per 10 seconds, including others with this limit or a lower one
	 * @param endpoint endpoint that a 429 delays; see {@link getEndpointKey}
	 * @throws {CancelledError} as soon as the signal is aborted
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

	/** Returns whether the rate limiter has been unused for `ms` milliseconds, so that it can be discarded. */
	isIdle(ms: number): boolean {
		return this.queue.length === 0 && this.clock.now() - this.lastUsedAt > ms;
	}

	/** Admits all requests that can be sent now, and schedules the next check. */
	private dispatch(): void {
		const wakeAt = this.admitReady();
		if (wakeAt >= this.wakeAt) return;
		this.wakeAt = wakeAt;
		void this.clock.sleep(wakeAt - this.clock.now()).then(() => {
			// An earlier check was scheduled in the meantime.
			if (this.wakeAt !== wakeAt) return;
			this.wakeAt = Infinity;
			this.dispatch();
		});
	}

	/** Admits all requests that can be sent now. Returns when the next request can be sent. */
	private admitReady(): number {
		const now = this.clock.now();
		const openings = new Map<number, number>();
		const blockedEndpoints = new Map<string, number>();
		let next = Infinity;
		for (const waiter of [...this.queue]) {
			const { limit, endpoint } = waiter;
			const opensAt = openings.get(limit) ?? this.window.getOpening(now, limit);
			if (opensAt > now) openings.set(limit, opensAt);
			const endpointOpensAt =
				blockedEndpoints.get(endpoint) ?? this.getEndpointOpening(now, endpoint);
			if (endpointOpensAt > now) blockedEndpoints.set(endpoint, endpointOpensAt);
			const earliest = Math.max(opensAt, endpointOpensAt);
			if (earliest > now) {
				next = Math.min(next, earliest);
				continue;
			}
			this.remove(waiter);
			waiter.admit(this.createPermit(waiter, now));
		}
		return next;
	}

	private getEndpointOpening(now: number, endpoint: string): number {
		const share = this.getShare(endpoint, now);
		return Math.max(share.getOpening(now), this.spacing.getNextSlot(share.isContended(now)));
	}

	private createPermit({ limit, endpoint }: Waiter, sentAt: number): Permit {
		const { clock, window, spacing } = this;
		const use = this.getShare(endpoint, sentAt).recordRequest(sentAt);
		const request = window.add(sentAt, limit, endpoint);
		spacing.recordRequest(sentAt, limit);
		/** Applies what is known about the request, and admits the requests for which there is room now. */
		const apply = (change: (now: number) => void) => {
			change(clock.now());
			this.dispatch();
		};
		return {
			release: (isCold = false) =>
				apply((now) => {
					window.release(request, now, isCold);
					spacing.recordEnd();
				}),
			onAccepted: () =>
				apply((now) => this.getShare(endpoint, now).recordSuccess(use, spacing.limit)),
			onRateLimited: (waitMs) =>
				apply((now) => {
					// The gateway doesn't count requests that it rejects.
					window.remove(request);
					this.getShare(endpoint, now).recordRejection(use, now, waitMs, spacing.limit);
				}),
			countRepeat: () =>
				apply((now) => window.release(window.add(now, limit, endpoint), now, true)),
			cancel: () =>
				apply(() => {
					window.remove(request);
					spacing.recordEnd();
				}),
		};
	}

	private getShare(endpoint: string, now: number): EndpointShare {
		const existing = this.shares.get(endpoint);
		if (existing) return existing;
		for (const [other, share] of this.shares) if (share.isUnknown(now)) this.shares.delete(other);
		const share = new EndpointShare(this.window, endpoint);
		this.shares.set(endpoint, share);
		return share;
	}

	private remove(waiter: Waiter): void {
		const index = this.queue.indexOf(waiter);
		if (index >= 0) this.queue.splice(index, 1);
	}
}

/** Rate limiters of this process by client and API version, like the gateway's counters. All executions share them. */
export const rateLimiters = new Map<string, RateLimiter>();

/** Idle time after which a rate limiter is discarded. It is longer than any request with its retries. */
const IDLE_MS = 3_600_000;

/**
 * Returns the rate limiter for a request.
 * @param clientId client that the token is for
 * @param origin origin of the tenant's API
 * @param path path of the request with its version; all services with a version of their own share one rate limiter
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

/** Returns the endpoint of a request: its method and path without segments that look like IDs. */
export const getEndpointKey = ({ method, path }: Pick<ApiRequest, 'method' | 'path'>) =>
	[method, ...stripVersion(path).map((part) => (/\d/.test(part) ? '*' : part))].join(' ');
