import { getMonotonicTime } from './pace/monotonic';
import type { Session } from './sessionCredential';

type Owned = Pick<Session, 'host' | 'credential' | 'origin'>;

/** Milliseconds for which an owner counts after its last request. */
const RECENT = 60_000;

/** By credential: the owners of its tokens, and until when they count. The host stores one token for all of them. */
const owners = new Map<string, Map<string, number>>();

/** Names whose token a session needs: with expressions, a credential stands for several clients or tenants. */
export const ownerOf = ({ host, credential, origin }: Owned): string =>
	JSON.stringify([host.credentialId, credential.clientId, origin]);

/**
 * Notes that a session uses its credential.
 * @returns whether the credential is used for another client or tenant at this time as well
 */
export function isShared(session: Owned): boolean {
	const now = getMonotonicTime();
	const { credentialId } = session.host;
	const known = owners.get(credentialId) ?? new Map<string, number>();
	owners.set(credentialId, known.set(ownerOf(session), now + RECENT));
	for (const [owner, until] of known) if (until < now) known.delete(owner);
	return known.size > 1;
}
