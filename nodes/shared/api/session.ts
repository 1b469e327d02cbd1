import { runFirstRequest, type SendOnce } from './firstRequest';
import type { N8nHost } from './n8nHost';
import { RunStats } from './runStats';
import { AdaptiveConcurrency } from './concurrency/adaptiveConcurrency';
import { renewAndWait, renewIfNeeded } from './tokenRenewal';
import { readCredential, readApiOrigin, reloadCredential, type Session } from './sessionCredential';
import { hasResponseWithoutToken, readStoredToken } from './accessToken';

export { assertSameTenant, readCredential, type Session } from './sessionCredential';

export interface SessionOptions {
	/** Maximum number of requests at the same time. */
	maxConcurrency?: number;
	/** Ends the session, in addition to the signal of n8n. */
	signal?: AbortSignal;
}

/** Default for the maximum number of requests that an execution sends at the same time. */
export const DEFAULT_MAX_CONCURRENCY = 50;

/**
 * Opens a session. Sends no request.
 * @throws {ParameterError} if the credential is invalid
 */
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
 * Sends one request after making sure that there is a token which belongs to the credential and doesn't expire soon.
 * @param timeout time to wait for a token, in milliseconds
 * @throws {NoTokenError} if the token request failed
 * @throws {CancelledError} if the session ended in the meantime
 */
export async function withFreshToken<T>(
	session: Session,
	transmit: SendOnce<T>,
	timeout?: number,
): Promise<T> {
	if (!session.token) await reloadCredential(session);
	if (needsFirstToken(session)) await renewAndWait(session, timeout);
	if (!session.token) return await runFirstRequest(session, transmit, timeout);
	await renewIfNeeded(session, timeout);
	return await transmit();
}

/** Returns whether a first token must be requested, because n8n treats a response without a token as one. */
const needsFirstToken = ({ token, credential }: Session) =>
	!token && credential.grantType === 'clientCredentials' && hasResponseWithoutToken(credential);
