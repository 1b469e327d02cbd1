import { Cancelled } from '../../../../nodes/client/errors/failures.ts';
import type { Clock } from '../../../../nodes/client/pace/rateGate.ts';

/** Time that passes only when it is told to. */
export class FakeClock implements Clock {
	private time = 0;
	private readonly sleepers: Array<{ at: number; wake: () => void }> = [];

	now = () => this.time;

	pause = async (ms: number, signal?: AbortSignal) =>
		await new Promise<void>((wake, fail) => {
			this.sleepers.push({ at: this.time + ms, wake });
			signal?.addEventListener('abort', () => fail(new Cancelled()), { once: true });
		});

	/** Lets time pass up to a moment, and everything happen that is due by then. */
	async runTo(moment: number): Promise<void> {
		await settle();
		for (;;) {
			const due = this.sleepers.filter(({ at }) => at <= moment).sort((a, b) => a.at - b.at)[0];
			if (!due) break;
			this.sleepers.splice(this.sleepers.indexOf(due), 1);
			this.time = Math.max(this.time, due.at);
			due.wake();
			await settle();
		}
		this.time = Math.max(this.time, moment);
	}
}

/** Lets promises that are ready go on. */
const settle = async () => {
	await new Promise((done) => setImmediate(done));
};
