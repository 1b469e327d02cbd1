import { NoToken } from './errors/hostFailure';
import { inTime, TookTooLong } from './inTime';
import type { Session } from './sessionCredential';

/**
 * Waits for a token that is being fetched.
 * @param timeout milliseconds
 * @throws NoToken if it takes too long, Cancelled as soon as the session ends
 */
export async function waitForToken<T>(
	{ signal }: Session,
	work: Promise<T>,
	timeout?: number,
): Promise<T> {
	return await inTime(work, timeout, signal).catch((error: unknown) => {
		throw error instanceof TookTooLong
			? new NoToken({ kind: 'signIn', text: '', code: error.code })
			: error;
	});
}
