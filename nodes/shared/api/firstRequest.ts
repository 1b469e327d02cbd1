import { classifyError, NoTokenError } from './errors/classifyError';
import { recordRejection, throwKnownRejection } from './knownRejections';
import { renewIfNeeded } from './tokenRenewal';
import { reloadCredential, type Session } from './sessionCredential';
import { getTokenOwner } from './tokenOwners';
import { waitForToken } from './waitForToken';

/**
 * Makes one request.
 * @param announce to be called as soon as the host has a token, which is before the request is answered
 */
export type SendOnce<T> = (onTokenReady?: () => void) => Promise<T>;

/** By credential, for all executions of the process: settles when its first token is there, or was refused. */
const firstTokens = new Map<string, { owner: string; outcome: Promise<unknown> }>();

/**
 * Makes a request while there is no token yet. The host fetches a token for each request that finds none, so one
 * goes first and the rest wait until its token is there. If it couldn't sign in, neither can they: they fail the
 * same way, without asking again.
 */
export async function runFirstRequest<T>(
	session: Session,
	transmit: SendOnce<T>,
	timeout?: number,
): Promise<T> {
	const { credentialId } = session.host;
	const owner = getTokenOwner(session);
	for (;;) {
		const pending = firstTokens.get(credentialId);
		if (!pending) break;
		const rejection = await waitForToken(session, pending.outcome, timeout);
		if (rejection && pending.owner === owner) throw rejection as Error;
		await reloadCredential(session);
		if (!session.token) continue;
		await renewIfNeeded(session, timeout);
		return await transmit();
	}
	if (session.credential.grantType !== 'clientCredentials') {
		throw new NoTokenError({ kind: 'auth', text: '', state: 'notConnected' });
	}
	throwKnownRejection(session);
	let onTokenReady = () => {};
	const token = new Promise<undefined>((resolve) => (onTokenReady = () => resolve(undefined)));
	const request = transmit(onTokenReady);
	const settled = request.then(
		() => undefined,
		(error: unknown) => {
			const failure = classifyError(error);
			recordRejection(session, failure, error);
			return failure.kind === 'auth' ? error : undefined;
		},
	);
	const outcome = Promise.race([token, settled]).finally(() => firstTokens.delete(credentialId));
	firstTokens.set(credentialId, { owner, outcome });
	return await request;
}
