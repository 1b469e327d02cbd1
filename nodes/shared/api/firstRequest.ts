import { classifyError, NoTokenError } from './errors/classifyError';
import { recordRejection, throwKnownRejection } from './knownRejections';
import { renewIfNeeded } from './tokenRenewal';
import { reloadCredential, type Session } from './sessionCredential';
import { getTokenOwner } from './tokenOwners';
import { waitForToken } from './waitForToken';

/**
 * Sends one request.
 * @param onTokenReady called as soon as n8n has a token, before the response arrives
 */
export type SendOnce<T> = (onTokenReady?: () => void) => Promise<T>;

/**
 * First token requests by credential, for all executions of the process. They settle with the token or its rejection.
 */
const firstTokens = new Map<string, { owner: string; outcome: Promise<unknown> }>();

/**
 * Sends a request while there is no token yet. n8n fetches a token for each request without one, so a single request
 * goes first and the others wait for its token. If ISC rejects the credential, the others fail with the same error
 * without another token request.
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
