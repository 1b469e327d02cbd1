import { NoTokenError } from './errors/classifyError';
import { withTimeout, TimeoutError } from './withTimeout';
import type { Session } from './sessionCredential';

/**
 * Waits for a token that is being fetched.
 * @param timeout time to wait, in milliseconds
 * @throws {NoTokenError} if it takes longer
 * @throws {CancelledError} as soon as the session ends
 */
export async function waitForToken<T>(
	{ signal }: Session,
	token: Promise<T>,
	timeout?: number,
): Promise<T> {
	return await withTimeout(token, timeout, signal).catch((error: unknown) => {
		throw error instanceof TimeoutError
			? new NoTokenError({ kind: 'auth', text: '', code: error.code })
			: error;
	});
}
