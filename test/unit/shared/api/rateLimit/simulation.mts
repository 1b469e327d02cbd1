import { RateLimiter } from '../../../../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { WINDOW_MS } from '../../../../../nodes/shared/api/rateLimit/requestWindow.ts';
import { getRetryDelay } from '../../../../../nodes/shared/api/retryPolicy.ts';
import { GatewayRateLimiter } from '../../../../../simulator/src/gateway/rateLimiter.mts';
import type { RateLimitOptions } from '../../../../../simulator/src/options.mts';
import { FakeClock } from './fakeClock.mts';

/** Requests per window that the gateway allows for all processes together. */
export const LIMIT = 100;

/** One process with its own rate limiter. */
export interface Process {
	requests: number;
	/** When the process starts, in milliseconds. */
	from?: number;
	/** When the process sends the same number of requests again, in milliseconds. */
	againAt?: number;
	/** Maximum number of its requests at the same time. */
	concurrency?: number;
	/** Requests per window that the process assumes are allowed. */
	limit?: number;
	/** Endpoints that its requests are sent to in turn. */
	endpoints?: string[];
}

export interface Gateway {
	window: RateLimitOptions['window'];
	/** Duration of a round trip, in milliseconds. */
	latency?: number;
	/** Rounds Retry-After to seconds. */
	round?: (seconds: number) => number;
	/** Whether the machine is busy while processes start: they start within 0.4 s, and first responses take longer. */
	busyStart?: boolean;
}

/** Maximum delay of the start of a process on a busy machine. */
const START_DELAY_MS = 400;
/** Time after the start in which responses take longer on a busy machine, and how many times longer. */
const BUSY_MS = 1_500;
const BUSY_FACTOR = 3;

/** Creates a generator of reproducible random numbers from 0 to 1. */
function createRandom(seed: number) {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

/** Simulates processes that send requests to one gateway, in virtual time. */
export async function simulate(
	{ window, latency = 150, round = Math.ceil, busyStart = false }: Gateway,
	processes: Process[],
) {
	const clock = new FakeClock();
	const random = createRandom(1);
	const limiter = new GatewayRateLimiter(
		{ enabled: true, requests: LIMIT, windowSeconds: WINDOW_MS / 1000, window, perService: false },
		clock.now,
	);
	const rejectedAt: number[] = [];
	let failed = 0;
	let maxAttempts = 0;

	/** Sends one request. Returns the time of its response; undefined if the retries were used up. */
	async function request(
		rateLimiter: RateLimiter,
		limit: number,
		endpoint: string | undefined,
		startedAt: number,
	) {
		for (let attempt = 1; ; attempt++) {
			const permit = await rateLimiter.acquire(limit, undefined, endpoint);
			const isBusy = busyStart && clock.now() - startedAt < BUSY_MS;
			const latencyMs = latency * (0.8 + 0.4 * random()) * (isBusy ? BUSY_FACTOR : 1);
			await clock.sleep(latencyMs * 0.3);
			const waitMs = limiter.take('client');
			await clock.sleep(latencyMs * 0.7);
			if (waitMs === 0) permit.onAccepted();
			permit.release();
			maxAttempts = Math.max(maxAttempts, attempt);
			if (waitMs === 0) return clock.now();
			rejectedAt.push(clock.now());
			const delayMs = getRetryDelay({
				status: 429,
				retryAfter: String(round(waitMs / 1000)),
				isReadOnly: true,
				attempt,
				elapsedMs: 0,
				now: 0,
				random: random(),
			});
			if (delayMs === undefined) {
				failed++;
				return undefined;
			}
			permit.onRateLimited(delayMs);
		}
	}

	async function run(process: Process): Promise<number[]> {
		const { from = 0, concurrency = 38, limit = LIMIT, endpoints = [''], againAt } = process;
		let { requests } = process;
		const rateLimiter = new RateLimiter(clock);
		const respondedAt: number[] = [];
		let next = 0;
		const startDelay = busyStart ? random() * START_DELAY_MS : 0;
		if (from + startDelay > 0) await clock.sleep(from + startDelay);
		let startedAt = clock.now();
		const sendAll = async () => {
			while (next < requests) {
				const respondedTime = await request(
					rateLimiter,
					limit,
					endpoints[next++ % endpoints.length],
					startedAt,
				);
				if (respondedTime !== undefined) respondedAt.push(respondedTime);
			}
		};
		await Promise.all(Array.from({ length: concurrency }, sendAll));
		if (againAt === undefined) return respondedAt;
		await clock.sleep(againAt + startDelay - clock.now());
		requests *= 2;
		startedAt = clock.now();
		await Promise.all(Array.from({ length: concurrency }, sendAll));
		return respondedAt;
	}

	let isOver = false;
	const completed = Promise.all(processes.map(run)).finally(() => (isOver = true));
	while (!isOver) await clock.runTo(clock.now() + 1000);
	return { respondedAt: await completed, rejectedAt, failed, maxAttempts };
}
