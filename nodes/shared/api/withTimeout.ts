import { CancelledError } from './errors/errors';
import { rejectOnCancel } from './cancellableSleep';

/** Time that n8n waits for a response by default, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 300_000;

/** A wait that exceeded its timeout. The code is the one that Node uses. */
export class TimeoutError extends Error {
	readonly code = 'ETIMEDOUT';
}

/**
 * Waits for a promise, which continues after the timeout.
 * @param timeout time to wait, in milliseconds
 * @throws {TimeoutError} if it takes longer
 * @throws {CancelledError} as soon as the signal is aborted
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
