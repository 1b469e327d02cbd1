import { hostFailure, NoToken } from './errors/hostFailure';
import { noteRefusal, throwKnownRefusal } from './refusals';
import { reload, type Session } from './sessionCredential';
import { ownerOf } from './tokenOwners';
import { waitForToken } from './waitForToken';

/**
 * Makes one request.
 * @param announce to be called as soon as the host has a token, which is before the request is answered
 */
export type Transmit<T> = (announce?: () => void) => Promise<T>;

/** By owner of the token, for all executions of the process: settles when its first token is there, or was refused. */
const firstTokens = new Map<string, Promise<unknown>>();

/**
 * Makes a request while there is no token yet. The host fetches a token for each request that finds none, so one
 * goes first and the rest wait until its token is there. If it couldn't sign in, neither can they: they fail the
 * same way, without asking again.
 */
export async function firstCall<T>(
	session: Session,
	transmit: Transmit<T>,
	timeout?: number,
): Promise<T> {
	const owner = ownerOf(session);
	for (;;) {
		const ahead = firstTokens.get(owner);
		if (!ahead) break;
		const refused = await waitForToken(session, ahead, timeout);
		if (refused) throw refused as Error;
		await reload(session);
		if (session.token) return await transmit();
	}
	if (session.credential.grantType !== 'clientCredentials') {
		throw new NoToken({ kind: 'signIn', text: '', state: 'notConnected' });
	}
	throwKnownRefusal(session);
	let announce = () => {};
	const token = new Promise<undefined>((resolve) => (announce = () => resolve(undefined)));
	const call = transmit(announce);
	const settled = call.then(
		() => undefined,
		(error: unknown) => {
			const failure = hostFailure(error);
			noteRefusal(session, failure, error);
			return failure.kind === 'signIn' ? error : undefined;
		},
	);
	const first = Promise.race([token, settled]).finally(() => firstTokens.delete(owner));
	firstTokens.set(owner, first);
	return await call;
}
