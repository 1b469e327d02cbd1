import type { RateLimitOptions } from '../options.mts';

/** Counts requests by key over a period of time. */
export class GatewayRateLimiter {
	private readonly options: RateLimitOptions;
	private readonly now: () => number;
	private readonly windows = new Map<string, { start: number; count: number }>();
	private readonly times = new Map<string, number[]>();

	constructor(options: RateLimitOptions, now: () => number) {
		this.options = options;
		this.now = now;
	}

	/** Counts a request. Returns the time to wait in ms if it exceeds the limit, else 0. */
	take(key: string): number {
		if (!this.options.enabled) return 0;
		return this.options.window === 'fixed' ? this.takeFixed(key) : this.takeSliding(key);
	}

	/** Removes every count. */
	reset(): void {
		this.windows.clear();
		this.times.clear();
	}

	private takeFixed(key: string): number {
		const now = this.now();
		const length = this.options.windowSeconds * 1000;
		let window = this.windows.get(key);
		if (!window || now >= window.start + length) {
			this.windows.set(key, (window = { start: now, count: 0 }));
		}
		if (window.count >= this.options.requests) return window.start + length - now;
		window.count++;
		return 0;
	}

	private takeSliding(key: string): number {
		const now = this.now();
		const length = this.options.windowSeconds * 1000;
		const kept = (this.times.get(key) ?? []).filter((time) => time > now - length);
		this.times.set(key, kept);
		if (kept.length >= this.options.requests) return (kept[0] as number) + length - now;
		kept.push(now);
		return 0;
	}
}
