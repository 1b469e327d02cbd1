import { NoToken, renewalFailure } from './errors/hostFailure';
import { getMonotonicTime } from './pace/monotonic';
import { noteRefusal, throwKnownRefusal } from './refusals';
import { reload, type Session } from './sessionCredential';
import { findFlaw, storedToken } from './token';
import { isShared, ownerOf } from './tokenOwners';
import { waitForToken } from './waitForToken';

/*
 * Shared by all executions of the process, as the host's store of tokens is, and by owner of the token: the renewals under
 * way, the flaws that a renewal left as they were, when to try again in the background, and the fresh tokens that
 * ISC refused even so.
 */
const renewals = new Map<string, Promise<void>>();
const lastingFlaws = new Map<string, string>();
const restingUntil = new Map<string, number>();
const refusedFresh = new Map<string, { id?: string; until: number }>();

/** Milliseconds without another renewal ahead of time after one that failed. */
const REST = 10_000;
/** Milliseconds for which a fresh token that ISC refused isn't renewed again. */
const REFUSED_FOR = 60_000;

/** What has to be done about the token; flaws that ISC itself puts into fresh tokens don't count. */
function flawOf(session: Session) {
	const { token, credential, origin } = session;
	const canBeOfOther = isShared(session);
	const flaw = token && findFlaw(token, credential, origin);
	return flaw && (canBeOfOther || flaw.kind !== lastingFlaws.get(ownerOf(session)))
		? flaw
		: undefined;
}

/** Stops a request that the host would sign with a token of another tenant or client. */
export class ForeignToken extends Error {}

/**
 * Checks the token that the host signs a request with: another execution can have stored it since {@link freshen}.
 * @throws ForeignToken if it was made for another tenant or client
 */
export function assertOwnToken(session: Session): void {
	const flaw = flawOf(session);
	if (flaw && flaw.kind !== 'expiry') throw new ForeignToken();
}

const isResting = (session: Session) =>
	getMonotonicTime() < (restingUntil.get(ownerOf(session)) ?? 0);

/**
 * Renews a token that won't last or doesn't fit the credential. While it still works, no request waits for that.
 * @throws NoToken if there is no token that works
 */
export async function freshen(session: Session, timeout?: number): Promise<void> {
	const flaw = flawOf(session);
	if (!flaw || (flaw.isUsable && isResting(session))) return;
	// Another execution may have renewed the token since this session read it.
	await reload(session);
	const stillFlawed = flawOf(session);
	if (!stillFlawed) return;
	if (!stillFlawed.isUsable) return await renewAndWait(session, timeout);
	renewal(session).catch(() => {
		session.host.log("The token couldn't be renewed ahead of time; it is used until it expires");
	});
}

/**
 * Gets another token after ISC has refused one.
 * @param refused ID of the token that was refused; undefined where it isn't known
 * @returns whether to try again with what is stored now, and whether that was renewed for it
 * @throws NoToken if ISC gives no token
 */
export async function replaceToken(
	session: Session,
	refused: string | undefined,
	timeout?: number,
): Promise<'replaced' | 'renewed' | 'same'> {
	const owner = ownerOf(session);
	await reload(session);
	if (!session.token || (refused !== undefined && session.token.id !== refused)) return 'replaced';
	const known = refusedFresh.get(owner);
	if (known && known.id === refused && getMonotonicTime() < known.until) return 'same';
	await renewAndWait(session, timeout);
	return 'renewed';
}

/** Notes that ISC refused a token right after its renewal: the next request needn't renew it again. */
export function noteRefusedFresh(session: Session, id: string | undefined): void {
	refusedFresh.set(ownerOf(session), { id, until: getMonotonicTime() + REFUSED_FOR });
}

async function renewAndWait(session: Session, timeout?: number): Promise<void> {
	await waitForToken(session, renewal(session), timeout);
	await reload(session);
}

/** The renewal under way for this owner, or a new one. */
function renewal(session: Session): Promise<void> {
	const owner = ownerOf(session);
	const underWay = renewals.get(owner);
	if (underWay) return underWay;
	const work = renew(session).finally(() => renewals.delete(owner));
	renewals.set(owner, work);
	return work;
}

async function renew(session: Session): Promise<void> {
	const { host, origin, token } = session;
	const owner = ownerOf(session);
	throwKnownRefusal(session);
	if (token?.renewable === false) {
		throw new NoToken({ kind: 'signIn', text: '', state: 'noRefreshToken' });
	}
	const error = await host.renewToken().then(
		() => undefined,
		(reason: unknown) => new NoToken(renewalFailure(reason), { cause: reason }),
	);
	const credential = await host.credential();
	const latest = storedToken(credential);
	// A refresh token that another process has used is refused, but then there is a new token as well.
	if (error && latest?.id === token?.id) {
		restingUntil.set(owner, getMonotonicTime() + REST);
		noteRefusal(session, error.failure, error);
		throw error;
	}
	const flaw = latest && findFlaw(latest, credential, origin);
	if (flaw) lastingFlaws.set(owner, flaw.kind);
	else lastingFlaws.delete(owner);
}
