import { runFirstRequest, type SendOnce } from './firstRequest';
import type { N8nHost } from './n8nHost';
import { RunStats } from './runStats';
import { AdaptiveConcurrency } from './concurrency/adaptiveConcurrency';
import { renewIfNeeded } from './tokenRenewal';
import { readCredential, readApiOrigin, reloadCredential, type Session } from './sessionCredential';
import { readStoredToken } from './accessToken';

export { assertSameTenant, readCredential, type Session } from './sessionCredential';

export interface SessionOptions {
	/** How many requests may be under way at a time. */
	maxConcurrency?: number;
	/** Ends the session beside the host's own signal. */
	signal?: AbortSignal;
}

/** How many requests an execution has under way at most, unless the user says otherwise. */
export const DEFAULT_MAX_CONCURRENCY = 50;

/** @throws BadInput if the credential cannot work; no request is made */
export async function openSession(host: N8nHost, options: SessionOptions = {}): Promise<Session> {
	const { maxConcurrency = DEFAULT_MAX_CONCURRENCY } = options;
	const credential = await readCredential(host);
	return {
		host,
		origin: readApiOrigin(credential),
		credential,
		token: readStoredToken(credential),
		signal: joinSignals(host.cancelSignal, options.signal),
		stats: new RunStats(),
		concurrency: new AdaptiveConcurrency(maxConcurrency),
	};
}

/** Returns a signal that is aborted as soon as one of the given ones is. */
export function joinSignals(
	first: AbortSignal,
	...others: Array<AbortSignal | undefined>
): AbortSignal;
export function joinSignals(...signals: Array<AbortSignal | undefined>): AbortSignal | undefined;
export function joinSignals(...signals: Array<AbortSignal | undefined>): AbortSignal | undefined {
	const present = signals.filter((signal) => signal !== undefined);
	return present.length > 1 ? AbortSignal.any(present) : present[0];
}

/**
 * Has one request made with a token that is there, belongs to the credential and lasts long enough.
 * @param timeout milliseconds to wait for a token
 * @throws NoToken if none could be had, Cancelled if the session has ended meanwhile
 */
export async function withFreshToken<T>(
	session: Session,
	transmit: SendOnce<T>,
	timeout?: number,
): Promise<T> {
	if (!session.token) await reloadCredential(session);
	if (!session.token) return await runFirstRequest(session, transmit, timeout);
	await renewIfNeeded(session, timeout);
	return await transmit();
}
