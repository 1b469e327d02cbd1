import { RateLimiter } from '../../../../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { WINDOW_MS } from '../../../../../nodes/shared/api/rateLimit/requestWindow.ts';
import { getRetryDelay } from '../../../../../nodes/shared/api/retryPolicy.ts';
import { GatewayRateLimiter } from '../../../../../simulator/src/gateway/rateLimiter.mts';
import type { RateLimitOptions } from '../../../../../simulator/src/options.mts';
import { FakeClock } from './fakeClock.mts';

/** What the gateway allows all processes together in a window. */
export const LIMIT = 100;

/** One process with a rate gate of its own. */
export interface Process {
	requests: number;
	/** When it begins, in milliseconds. */
	from?: number;
	/** How many of its requests may be under way. */
	concurrency?: number;
	/** Requests in any window that it thinks it may make. */
	limit?: number;
	/** Endpoints that its requests go to in turn. */
	endpoints?: string[];
}

export interface Gateway {
	window: RateLimitOptions['window'];
	/** Milliseconds of a round trip. */
	latency?: number;
	/** How it rounds Retry-After to seconds. */
	round?: (seconds: number) => number;
}

/** Random numbers from 0 to 1 that are the same each time. */
function createRandom(seed: number) {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

/** Has processes make requests of one gateway, in virtual time. */
export async function simulate(
	{ window, latency = 150, round = Math.ceil }: Gateway,
	processes: Process[],
) {
	const clock = new FakeClock();
	const random = createRandom(1);
	const limiter = new GatewayRateLimiter(
		{ enabled: true, requests: LIMIT, windowSeconds: WINDOW_MS / 1000, window, perService: false },
		clock.now,
	);
	let rejections = 0;
	let failed = 0;
	let maxAttempts = 0;

	/** @returns when it was answered; undefined if it was given up */
	async function request(rateLimiter: RateLimiter, limit: number, endpoint?: string) {
		for (let attempt = 1; ; attempt++) {
			const permit = await rateLimiter.acquire(limit, undefined, endpoint);
			const travel = latency * (0.8 + 0.4 * random());
			await clock.sleep(travel * 0.3);
			const left = limiter.take('client');
			await clock.sleep(travel * 0.7);
			permit.release();
			maxAttempts = Math.max(maxAttempts, attempt);
			if (left === 0) return clock.now();
			rejections++;
			const wait = getRetryDelay({
				status: 429,
				retryAfter: String(round(left / 1000)),
				isReadOnly: true,
				attempt,
				elapsedMs: 0,
				now: 0,
				random: random(),
			});
			if (wait === undefined) {
				failed++;
				return undefined;
			}
			permit.onRateLimited(wait);
		}
	}

	async function run(process: Process): Promise<number[]> {
		const { requests, from = 0, concurrency = 38, limit = LIMIT, endpoints = [''] } = process;
		const rateLimiter = new RateLimiter(clock);
		const respondedAt: number[] = [];
		let next = 0;
		if (from > 0) await clock.sleep(from);
		const work = async () => {
			while (next < requests) {
				const at = await request(rateLimiter, limit, endpoints[next++ % endpoints.length]);
				if (at !== undefined) respondedAt.push(at);
			}
		};
		await Promise.all(Array.from({ length: concurrency }, work));
		return respondedAt;
	}

	let isOver = false;
	const all = Promise.all(processes.map(run)).finally(() => (isOver = true));
	while (!isOver) await clock.runTo(clock.now() + 1000);
	return { respondedAt: await all, rejections, failed, maxAttempts };
}
