import { NoTokenError, classifyRenewalError } from './errors/classifyError';
import { getMonotonicTime } from './monotonicTime';
import { recordRejection, throwKnownRejection } from './knownRejections';
import { reloadCredential, type Session } from './sessionCredential';
import { findTokenProblem, readStoredToken, type TokenProblem } from './accessToken';
import {
	belongsToAnotherTenant,
	canUseToken,
	recordTokenOwner,
	getTokenOwner,
} from './tokenOwners';
import { waitForToken } from './waitForToken';

/*
 * Shared by all executions of the process, as the host's store of tokens is, and by credential: the renewals under
 * way, the flaws that a renewal left as they were, when to try again in the background, and the fresh tokens that
 * ISC refused even so.
 */
const renewals = new Map<string, { owner: string; work: Promise<void> }>();
const lastingFlaws = new Map<string, string>();
const restingUntil = new Map<string, number>();
const refusedFresh = new Map<string, { id?: string; until: number }>();

/** Milliseconds without another renewal ahead of time after one that failed. */
const REST = 10_000;
/** Milliseconds for which a fresh token that ISC refused isn't renewed again. */
const REFUSED_FOR = 60_000;

/** What has to be done about the token; flaws that ISC itself puts into fresh tokens don't count. */
function flawOf(session: Session): TokenProblem | undefined {
	const { token, credential, origin, host } = session;
	if (!token) return undefined;
	if (!canUseToken(session, token.id)) return { isUsable: false, kind: 'owner' };
	const flaw = findTokenProblem(token, credential, origin);
	return flaw && flaw.kind !== lastingFlaws.get(host.credentialId) ? flaw : undefined;
}

const isResting = ({ host }: Session) =>
	getMonotonicTime() < (restingUntil.get(host.credentialId) ?? 0);

/**
 * Renews a token that won't last or doesn't fit the credential. While it still works, no request waits for that.
 * @throws NoToken if there is no token that works
 */
export async function renewIfNeeded(session: Session, timeout?: number): Promise<void> {
	const flaw = flawOf(session);
	if (!flaw || (flaw.isUsable && isResting(session))) return;
	// Another execution may have renewed the token since this session read it.
	await reloadCredential(session);
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
	const { credentialId } = session.host;
	await reloadCredential(session);
	if (!session.token || (refused !== undefined && session.token.id !== refused)) return 'replaced';
	const known = refusedFresh.get(credentialId);
	if (known && known.id === refused && getMonotonicTime() < known.until) return 'same';
	await renewAndWait(session, timeout);
	return 'renewed';
}

/** Notes that ISC refused a token right after its renewal: the next request needn't renew it again. */
export function recordRejectedRenewal({ host }: Session, id: string | undefined): void {
	refusedFresh.set(host.credentialId, { id, until: getMonotonicTime() + REFUSED_FOR });
}

async function renewAndWait(session: Session, timeout?: number): Promise<void> {
	await waitForToken(session, renewal(session), timeout);
	await reloadCredential(session);
}

/**
 * The renewal under way for this credential, or a new one. One for another tenant is waited for first: n8n would give
 * both the same token.
 */
async function renewal(session: Session): Promise<void> {
	const { credentialId } = session.host;
	const owner = getTokenOwner(session);
	for (;;) {
		const underWay = renewals.get(credentialId);
		if (!underWay) break;
		if (underWay.owner === owner) return await underWay.work;
		await underWay.work.catch(() => {});
		await reloadCredential(session);
	}
	const work = renew(session).finally(() => renewals.delete(credentialId));
	renewals.set(credentialId, { owner, work });
	await work;
}

async function renew(session: Session): Promise<void> {
	const { host, origin, token } = session;
	const { credentialId } = host;
	const { grantType } = session.credential;
	throwKnownRejection(session);
	if (token?.renewable === false) {
		throw new NoTokenError({ kind: 'signIn', text: '', state: 'noRefreshToken' });
	}
	// A refresh token is a secret of the tenant that gave it.
	if (token && grantType !== 'clientCredentials' && belongsToAnotherTenant(session, token.id)) {
		throw new NoTokenError({ kind: 'signIn', text: '', state: 'otherTenant' });
	}
	const error = await host.renewToken().then(
		() => undefined,
		(reason: unknown) => new NoTokenError(classifyRenewalError(reason), { cause: reason }),
	);
	const credential = await host.credential();
	const latest = readStoredToken(credential);
	// A refresh token that another process has used is refused, but then there is a new token as well.
	if (error && latest?.id === token?.id) {
		restingUntil.set(credentialId, getMonotonicTime() + REST);
		recordRejection(session, error.failure, error);
		throw error;
	}
	// n8n renews nothing where another execution has just stored another token, which may be that of another tenant.
	const isOwn = latest && (latest.id === token?.id || !belongsToAnotherTenant(session, latest.id));
	if (!error && isOwn) recordTokenOwner(session, latest.id);
	const flaw = latest && findTokenProblem(latest, credential, origin);
	if (flaw) lastingFlaws.set(credentialId, flaw.kind);
	else lastingFlaws.delete(credentialId);
}
