import type { ICredentialDataDecryptedObject } from './n8n';
import { CancelledError } from './errors/errors';
import { NoTokenError, classifyRenewalError, isPermanentFailure } from './errors/classifyError';
import { cancellableSleep } from './cancellableSleep';
import { getMonotonicTime } from './monotonicTime';
import type { N8nHost } from './n8nHost';
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
 * State by credential. All executions of the process share it, like n8n's stored tokens: running renewals, problems
 * that a renewal didn't fix, when the next background renewal is allowed, and renewed tokens that ISC rejected.
 */
const renewals = new Map<string, { owner: string; promise: Promise<RenewalResult> }>();
const persistentProblems = new Map<string, string>();
const backoffUntil = new Map<string, number>();
const rejectedRenewals = new Map<string, { id?: string; until: number }>();

/** Wait after a failed background renewal, in milliseconds. */
const RENEWAL_BACKOFF_MS = 10_000;
/** Time in which a renewed token that ISC rejected isn't renewed again, in milliseconds. */
const REJECTED_RENEWAL_MS = 60_000;

/** Time in which another process stores its token after ISC rejected the same refresh token, in milliseconds. */
const REPLACEMENT_TIMEOUT_MS = 3_000;
const REPLACEMENT_POLL_MS = 200;

/** Whether this process renewed the token, or another process did and replaced it. */
type RenewalResult = 'renewed' | 'replaced';

/** Finds a problem of the token, without problems that ISC's new tokens have as well. */
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
 * Renews a token that expires soon or doesn't match the credential. Requests don't wait for the renewal while the token
 * still works.
 * @throws {NoTokenError} if there is no working token
 */
export async function renewIfNeeded(session: Session, timeout?: number): Promise<void> {
	const problem = findCurrentProblem(session);
	if (!problem || (problem.isUsable && isBackingOff(session))) return;
	// Another execution may have renewed the token in the meantime.
	await reloadCredential(session);
	const currentProblem = findCurrentProblem(session);
	if (!currentProblem) return;
	if (!currentProblem.isUsable) return void (await renewAndWait(session, timeout));
	shareRenewal(session).catch(() => {
		session.host.log("The token couldn't be renewed in advance; it is used until it expires");
	});
}

/**
 * Gets another token after ISC rejected one.
 * @param rejectedId ID of the rejected token; undefined if unknown
 * @returns `replaced` if another token is stored, `renewed` if the token was renewed, `same` if there is no other token
 * @throws {NoTokenError} if the token request failed
 */
export async function replaceToken(
	session: Session,
	rejectedId: string | undefined,
	timeout?: number,
): Promise<RenewalResult | 'same'> {
	const { credentialId } = session.host;
	await reloadCredential(session);
	if (!session.token || (rejectedId !== undefined && session.token.id !== rejectedId))
		return 'replaced';
	const lastRejection = rejectedRenewals.get(credentialId);
	if (lastRejection && lastRejection.id === rejectedId && getMonotonicTime() < lastRejection.until)
		return 'same';
	return await renewAndWait(session, timeout);
}

/** Records that ISC rejected a token right after its renewal, so that the next request doesn't renew it again. */
export function recordRejectedRenewal({ host }: Session, id: string | undefined): void {
	rejectedRenewals.set(host.credentialId, { id, until: getMonotonicTime() + REJECTED_RENEWAL_MS });
}

/**
 * Renews the token, and waits for it.
 * @throws {NoTokenError} if the token request failed
 */
export async function renewAndWait(session: Session, timeout?: number): Promise<RenewalResult> {
	const result = await waitForToken(session, shareRenewal(session), timeout);
	await reloadCredential(session);
	return result;
}

/**
 * Joins the running renewal of this credential, or starts a new one after waiting for a renewal for another tenant.
 * n8n would return the same token for both.
 */
async function shareRenewal(session: Session): Promise<RenewalResult> {
	const { credentialId } = session.host;
	const owner = getTokenOwner(session);
	for (;;) {
		const running = renewals.get(credentialId);
		if (!running) break;
		if (running.owner === owner) return await running.promise;
		await running.promise.catch(() => undefined);
		await reloadCredential(session);
	}
	const promise = renewToken(session).finally(() => renewals.delete(credentialId));
	renewals.set(credentialId, { owner, promise });
	return await promise;
}

async function renewToken(session: Session): Promise<RenewalResult> {
	const { host, origin, token } = session;
	const { credentialId } = host;
	const { grantType } = session.credential;
	throwKnownRejection(session);
	if (token?.renewable === false) {
		throw new NoTokenError({ kind: 'auth', text: '', state: 'noRefreshToken' });
	}
	// A refresh token is a secret of the tenant that issued it.
	if (token && grantType !== 'clientCredentials' && belongsToAnotherTenant(session, token.id)) {
		throw new NoTokenError({ kind: 'auth', text: '', state: 'otherTenant' });
	}
	// n8n reads the credential again. If another process has renewed the token in between, another renewal isn't needed.
	const stopIfReplaced = (current: ICredentialDataDecryptedObject) => {
		if (readStoredToken(current)?.id !== token?.id) throw new CancelledError();
	};
	const error = await host.renewToken(stopIfReplaced).then(
		() => undefined,
		(reason: unknown) => new NoTokenError(classifyRenewalError(reason), { cause: reason }),
	);
	const isRejectedRefresh =
		error !== undefined && grantType !== 'clientCredentials' && isPermanentFailure(error.failure);
	const credential = await readAfterRenewal(host, token?.id, isRejectedRefresh);
	const latest = readStoredToken(credential);
	// ISC rejects a refresh token that another process has used, but then a new token is stored.
	if (error && latest?.id === token?.id) {
		backoffUntil.set(credentialId, getMonotonicTime() + RENEWAL_BACKOFF_MS);
		recordRejection(session, error.failure, error);
		throw error;
	}
	// n8n skips the renewal if another execution has just stored a token, which can belong to another tenant.
	const isOwn = latest && (latest.id === token?.id || !belongsToAnotherTenant(session, latest.id));
	if (!error && isOwn) recordTokenOwner(session, latest.id);
	const problem = latest && findTokenProblem(latest, credential, origin);
	if (problem) persistentProblems.set(credentialId, problem.kind);
	else persistentProblems.delete(credentialId);
	return error ? 'replaced' : 'renewed';
}

/**
 * Reads the credential after a renewal.
 * @param isRejectedRefresh whether to wait for another token: the process that used the refresh token first may not
 * have stored its token yet
 */
async function readAfterRenewal(
	host: N8nHost,
	tokenId: string | undefined,
	isRejectedRefresh: boolean,
): Promise<ICredentialDataDecryptedObject> {
	const deadline = getMonotonicTime() + REPLACEMENT_TIMEOUT_MS;
	for (;;) {
		const credential = await host.getCredential();
		const isReplaced = readStoredToken(credential)?.id !== tokenId;
		if (!isRejectedRefresh || isReplaced || getMonotonicTime() > deadline) return credential;
		await cancellableSleep(REPLACEMENT_POLL_MS);
	}
}
