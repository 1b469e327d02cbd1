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
	const deadline = getMonotonicTime() + ms;
	let remaining = ms;
	while (remaining > 0 && !signal?.aborted) {
		await rejectOnCancel(sleep(Math.min(remaining, MAX_SLEEP_MS)), signal);
		// Timers that come late must not add up.
		remaining = Math.min(remaining - MAX_SLEEP_MS, deadline - getMonotonicTime());
	}
	if (signal?.aborted) throw new CancelledError();
}

/**
 * Settles as the work does.
 * @throws Cancelled as soon as the signal is aborted, whatever becomes of the work
 */
export async function rejectOnCancel<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await promise;
	let cancel = () => {};
	const cancelled = new Promise<never>((_resolve, reject) => {
		cancel = () => reject(new CancelledError());
	});
	promise.catch(() => {});
	if (signal.aborted) cancel();
	signal.addEventListener('abort', cancel, { once: true });
	try {
		return await Promise.race([cancelled, promise]);
	} finally {
		signal.removeEventListener('abort', cancel);
	}
}
