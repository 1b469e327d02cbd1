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
const persistentProblems = new Map<string, string>();
const backoffUntil = new Map<string, number>();
const rejectedRenewals = new Map<string, { id?: string; until: number }>();

/** Milliseconds without another renewal ahead of time after one that failed. */
const RENEWAL_BACKOFF_MS = 10_000;
/** Milliseconds for which a fresh token that ISC refused isn't renewed again. */
const REJECTED_RENEWAL_MS = 60_000;

/** What has to be done about the token; flaws that ISC itself puts into fresh tokens don't count. */
function findCurrentProblem(session: Session): TokenProblem | undefined {
	const { token, credential, origin, host } = session;
	if (!token) return undefined;
	if (!canUseToken(session, token.id)) return { isUsable: false, kind: 'owner' };
	const problem = findTokenProblem(token, credential, origin);
	return problem && problem.kind !== persistentProblems.get(host.credentialId)
		? problem
		: undefined;
}

const isBackingOff = ({ host }: Session) =>
	getMonotonicTime() < (backoffUntil.get(host.credentialId) ?? 0);

/**
 * Renews a token that won't last or doesn't fit the credential. While it still works, no request waits for that.
 * @throws NoToken if there is no token that works
 */
export async function renewIfNeeded(session: Session, timeout?: number): Promise<void> {
	const problem = findCurrentProblem(session);
	if (!problem || (problem.isUsable && isBackingOff(session))) return;
	// Another execution may have renewed the token since this session read it.
	await reloadCredential(session);
	const currentProblem = findCurrentProblem(session);
	if (!currentProblem) return;
	if (!currentProblem.isUsable) return await renewAndWait(session, timeout);
	shareRenewal(session).catch(() => {
		session.host.log("The token couldn't be renewed ahead of time; it is used until it expires");
	});
}

/**
 * Gets another token after ISC has refused one.
 * @param rejectedId ID of the token that was refused; undefined where it isn't known
 * @returns whether to try again with what is stored now, and whether that was renewed for it
 * @throws NoToken if ISC gives no token
 */
export async function replaceToken(
	session: Session,
	rejectedId: string | undefined,
	timeout?: number,
): Promise<'replaced' | 'renewed' | 'same'> {
	const { credentialId } = session.host;
	await reloadCredential(session);
	if (!session.token || (rejectedId !== undefined && session.token.id !== rejectedId))
		return 'replaced';
	const lastRejection = rejectedRenewals.get(credentialId);
	if (lastRejection && lastRejection.id === rejectedId && getMonotonicTime() < lastRejection.until)
		return 'same';
	await renewAndWait(session, timeout);
	return 'renewed';
}

/** Notes that ISC refused a token right after its renewal: the next request needn't renew it again. */
export function recordRejectedRenewal({ host }: Session, id: string | undefined): void {
	rejectedRenewals.set(host.credentialId, { id, until: getMonotonicTime() + REJECTED_RENEWAL_MS });
}

async function renewAndWait(session: Session, timeout?: number): Promise<void> {
	await waitForToken(session, shareRenewal(session), timeout);
	await reloadCredential(session);
}

/**
 * The renewal under way for this credential, or a new one. One for another tenant is waited for first: n8n would give
 * both the same token.
 */
async function shareRenewal(session: Session): Promise<void> {
	const { credentialId } = session.host;
	const owner = getTokenOwner(session);
	for (;;) {
		const running = renewals.get(credentialId);
		if (!running) break;
		if (running.owner === owner) return await running.work;
		await running.work.catch(() => {});
		await reloadCredential(session);
	}
	const work = renewToken(session).finally(() => renewals.delete(credentialId));
	renewals.set(credentialId, { owner, work });
	await work;
}

async function renewToken(session: Session): Promise<void> {
	const { host, origin, token } = session;
	const { credentialId } = host;
	const { grantType } = session.credential;
	throwKnownRejection(session);
	if (token?.renewable === false) {
		throw new NoTokenError({ kind: 'auth', text: '', state: 'noRefreshToken' });
	}
	// A refresh token is a secret of the tenant that gave it.
	if (token && grantType !== 'clientCredentials' && belongsToAnotherTenant(session, token.id)) {
		throw new NoTokenError({ kind: 'auth', text: '', state: 'otherTenant' });
	}
	const error = await host.renewToken().then(
		() => undefined,
		(reason: unknown) => new NoTokenError(classifyRenewalError(reason), { cause: reason }),
	);
	const credential = await host.getCredential();
	const latest = readStoredToken(credential);
	// A refresh token that another process has used is refused, but then there is a new token as well.
	if (error && latest?.id === token?.id) {
		backoffUntil.set(credentialId, getMonotonicTime() + RENEWAL_BACKOFF_MS);
		recordRejection(session, error.failure, error);
		throw error;
	}
	// n8n renews nothing where another execution has just stored another token, which may be that of another tenant.
	const isOwn = latest && (latest.id === token?.id || !belongsToAnotherTenant(session, latest.id));
	if (!error && isOwn) recordTokenOwner(session, latest.id);
	const problem = latest && findTokenProblem(latest, credential, origin);
	if (problem) persistentProblems.set(credentialId, problem.kind);
	else persistentProblems.delete(credentialId);
}
