import { CancelledError } from './errors/errors';
import { rejectOnCancel } from './cancellableSleep';

/** Milliseconds that n8n itself waits for an answer. */
export const DEFAULT_TIMEOUT_MS = 300_000;

/** Something didn't happen in time; the code is that of Node for the like. */
export class TimeoutError extends Error {
	readonly code = 'ETIMEDOUT';
}

/**
 * Waits for work, no longer than the user wants to wait for an answer; the work itself goes on.
 * @throws TookTooLong if it takes too long, Cancelled as soon as the signal is aborted
 */
export async function withTimeout<T>(
	promise: Promise<T>,
	timeout = DEFAULT_TIMEOUT_MS,
	signal?: AbortSignal,
): Promise<T> {
	const timeoutSignal = AbortSignal.timeout(timeout);
	const combined = signal ? AbortSignal.any([signal, timeoutSignal]) : timeoutSignal;
	return await rejectOnCancel(promise, combined).catch((error: unknown) => {
		const isTimeout = error instanceof CancelledError && timeoutSignal.aborted && !signal?.aborted;
		throw isTimeout ? new TimeoutError() : error;
	});
}
