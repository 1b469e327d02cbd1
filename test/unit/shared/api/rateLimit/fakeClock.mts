import type { RateLimiterClock } from '../../../../../nodes/shared/api/rateLimit/rateLimiter.ts';

interface Sleeper {
	at: number;
	wake: () => void;
}

/** Time that passes only when it is told to. */
export class FakeClock implements RateLimiterClock {
	private time = 0;
	/** The next to wake comes first; of those at the same time, the one that has slept longest. */
	private readonly sleepers: Sleeper[] = [];

	now = () => this.time;

	sleep = async (ms: number) =>
		await new Promise<void>((wake) => {
			const at = this.time + ms;
			const later = this.sleepers.findIndex((sleeper) => sleeper.at > at);
			this.sleepers.splice(later < 0 ? this.sleepers.length : later, 0, { at, wake });
		});

	/** Lets time jump without anything happening meanwhile, as after a suspended machine. */
	jump(ms: number): void {
		this.time += ms;
	}

	/** Lets time pass up to a moment, and everything happen that is due by then. */
	async runTo(until: number): Promise<void> {
		await flushPromises();
		while (this.sleepers[0] && this.sleepers[0].at <= until) {
			const { at, wake } = this.sleepers.shift()!;
			this.time = Math.max(this.time, at);
			wake();
			await flushPromises();
		}
		this.time = Math.max(this.time, until);
	}
}

/** Lets promises that are ready go on. */
const flushPromises = async () => {
	await new Promise((done) => setImmediate(done));
};
