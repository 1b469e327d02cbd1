import { firstCall, type Transmit } from './firstCall';
import type { Host } from './host';
import { Tally } from './pace/tally';
import { Width } from './pace/width';
import { freshen } from './renewals';
import { readCredential, readOrigin, reload, type Session } from './sessionCredential';
import { storedToken } from './token';

export { assertSameTenant, readCredential, type Session } from './sessionCredential';

export interface SessionOptions {
	/** How many requests may be under way at a time. */
	parallel?: number;
	/** Ends the session beside the host's own signal. */
	signal?: AbortSignal;
}

/** How many requests an execution has under way at most, unless the user says otherwise. */
export const MAX_PARALLEL = 50;

/** @throws BadInput if the credential cannot work; no request is made */
export async function openSession(host: Host, options: SessionOptions = {}): Promise<Session> {
	const { parallel = MAX_PARALLEL } = options;
	const credential = await readCredential(host);
	return {
		host,
		origin: readOrigin(credential),
		credential,
		token: storedToken(credential),
		signal: joinSignals(host.cancelSignal, options.signal),
		tally: new Tally(),
		width: new Width(parallel),
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
export async function requestWithToken<T>(
	session: Session,
	transmit: Transmit<T>,
	timeout?: number,
): Promise<T> {
	if (!session.token) await reload(session);
	if (!session.token) return await firstCall(session, transmit, timeout);
	await freshen(session, timeout);
	return await transmit();
}
