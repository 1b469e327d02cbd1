import { sleep } from './n8n';

import { CancelledError } from './errors/errors';
import { getMonotonicTime } from './monotonicTime';

/** The host's sleep cannot be ended early; in short pieces, none outlives a stopped execution by long. */
const MAX_SLEEP_MS = 500;

/**
 * Waits, unless the execution is stopped.
 * @throws Cancelled as soon as the signal is aborted
 */
export async function cancellableSleep(ms: number, signal?: AbortSignal): Promise<void> {
	const end = getMonotonicTime() + ms;
	let left = ms;
	while (left > 0 && !signal?.aborted) {
		await rejectOnCancel(sleep(Math.min(left, MAX_SLEEP_MS)), signal);
		// Timers that come late must not add up.
		left = Math.min(left - MAX_SLEEP_MS, end - getMonotonicTime());
	}
	if (signal?.aborted) throw new CancelledError();
}

/**
 * Settles as the work does.
 * @throws Cancelled as soon as the signal is aborted, whatever becomes of the work
 */
export async function rejectOnCancel<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await work;
	let stop = () => {};
	const stopped = new Promise<never>((_resolve, reject) => {
		stop = () => reject(new CancelledError());
	});
	work.catch(() => {});
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop, { once: true });
	try {
		return await Promise.race([stopped, work]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
