import { CallFailed } from './errors/failures';
import { firstCall, type Transmit } from './firstCall';
import type { Host } from './host';
import { Tally } from './pace/tally';
import { Width } from './pace/width';
import { ForeignToken, freshen } from './renewals';
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

function joinSignals(...signals: Array<AbortSignal | undefined>): AbortSignal | undefined {
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
	for (let tries = 1; ; tries++) {
		const made = await makeRequest(session, transmit, timeout).then(
			(response) => ({ response }),
			(error: unknown) => {
				if (!(error instanceof ForeignToken)) throw error;
				if (tries === MOST_TRIES) throw refuseShared();
				return undefined;
			},
		);
		if (made) return made.response;
	}
}

async function makeRequest<T>(
	session: Session,
	transmit: Transmit<T>,
	timeout?: number,
): Promise<T> {
	if (!session.token) await reload(session);
	if (!session.token) return await firstCall(session, transmit, timeout);
	await freshen(session, timeout);
	return await transmit();
}

/** How often a token may turn out to be of another execution's tenant before the request fails. */
const MOST_TRIES = 10;

const refuseShared = () =>
	new CallFailed({
		message: 'Another run uses this credential for another tenant or client at the same time',
		hint: "The request wasn't sent. n8n stores one token for each credential: create a credential for each tenant, or run one after another.",
	});
