import { sleep } from './n8n';

import { CancelledError } from './errors/errors';
import { getMonotonicTime } from './monotonicTime';

/** n8n's sleep can't be ended early. Short sleeps end soon after the execution is stopped. */
const MAX_SLEEP_MS = 500;

/**
 * Waits for `ms` milliseconds.
 * @throws {CancelledError} as soon as the signal is aborted
 */
export async function cancellableSleep(ms: number, signal?: AbortSignal): Promise<void> {
	const deadline = getMonotonicTime() + ms;
	let remaining = ms;
	while (remaining > 0 && !signal?.aborted) {
		await rejectOnCancel(sleep(Math.min(remaining, MAX_SLEEP_MS)), signal);
		// Late timers must not add up.
		remaining = Math.min(remaining - MAX_SLEEP_MS, deadline - getMonotonicTime());
	}
	if (signal?.aborted) throw new CancelledError();
}

/**
 * Waits for a promise.
 * @throws {CancelledError} as soon as the signal is aborted; the result of the promise is ignored then
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
