import type { RateLimiterClock } from '../../../../../nodes/shared/api/rateLimit/rateLimiter.ts';

interface Sleeper {
	at: number;
	wake: () => void;
}

/** A clock that advances only on demand. */
export class FakeClock implements RateLimiterClock {
	private time = 0;
	/** Sleepers in the order of waking up. At the same time, the one that has slept longest wakes up first. */
	private readonly sleepers: Sleeper[] = [];

	now = () => this.time;

	sleep = async (ms: number) =>
		await new Promise<void>((wake) => {
			const at = this.time + ms;
			const index = this.sleepers.findIndex((sleeper) => sleeper.at > at);
			this.sleepers.splice(index < 0 ? this.sleepers.length : index, 0, { at, wake });
		});

	/** Advances the time without waking sleepers, as after the machine was suspended. */
	jump(ms: number): void {
		this.time += ms;
	}

	/** Advances the time to a moment and wakes all sleepers that are due by then. */
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

/** Waits until all pending promises have settled. */
const flushPromises = async () => {
	await new Promise((done) => setImmediate(done));
};
