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
	work: Promise<T>,
	timeout = DEFAULT_TIMEOUT_MS,
	signal?: AbortSignal,
): Promise<T> {
	const timer = AbortSignal.timeout(timeout);
	const either = signal ? AbortSignal.any([signal, timer]) : timer;
	return await rejectOnCancel(work, either).catch((error: unknown) => {
		const isLate = error instanceof CancelledError && timer.aborted && !signal?.aborted;
		throw isLate ? new TimeoutError() : error;
	});
}
