import { ApiError } from './errors/errors';
import type { Session } from './sessionCredential';

/*
 * n8n stores one token per credential and keeps it when the credential changes to another tenant, by an edit or by
 * expressions in its fields. A token without claims doesn't show its owner, so this process remembers it.
 */

/** Tenant and client that a token was issued or used for, by the ID of the token. */
const tokenOwners = new Map<string, string>();
const MAX_REMEMBERED_TOKENS = 1_000;

/** Tenant and client that the requests of a credential were sent to, or {@link SEVERAL_OWNERS}. */
const credentialOwners = new Map<string, string>();
const SEVERAL_OWNERS = 'several';

export const getTokenOwner = ({ origin, credential }: Pick<Session, 'origin' | 'credential'>) =>
	JSON.stringify([origin, credential.clientId]);

/** Records that a token was issued for the tenant and client of the session, or sent there. */
export function recordTokenOwner(session: Session, tokenId: string): void {
	tokenOwners.delete(tokenId);
	tokenOwners.set(tokenId, getTokenOwner(session));
	if (tokenOwners.size > MAX_REMEMBERED_TOKENS)
		tokenOwners.delete(tokenOwners.keys().next().value!);
	credentialOwners.set(
		session.host.credentialId,
		servesSingleOwner(session) ? getTokenOwner(session) : SEVERAL_OWNERS,
	);
}

function servesSingleOwner(session: Session): boolean {
	const owner = getTokenOwner(session);
	return (credentialOwners.get(session.host.credentialId) ?? owner) === owner;
}

/** Returns whether a token is known to be for another tenant or client. */
export function belongsToAnotherTenant(session: Session, tokenId: string): boolean {
	const owner = tokenOwners.get(tokenId);
	return owner !== undefined && owner !== getTokenOwner(session);
}

/**
 * Returns whether a token may be sent to the tenant of the session. If the credential is used for several tenants, an
 * unknown token can belong to any of them. A token from a sign-in belongs to the tenant of the credential.
 */
export function canUseToken(session: Session, tokenId: string): boolean {
	if (tokenOwners.has(tokenId)) return !belongsToAnotherTenant(session, tokenId);
	return session.credential.grantType !== 'clientCredentials' || servesSingleOwner(session);
}

/**
 * Checks that the stored token may be sent to the tenant of the session.
 * @throws {ApiError} if it may not, for example after two simultaneous renewals
 */
export function assertOwnToken(session: Session): void {
	if (!session.token || canUseToken(session, session.token.id)) return;
	throw new ApiError({
		message: "n8n's stored token for this credential is for another tenant or client",
		hint: "Use one credential for each tenant, or don't run these workflows at the same time. The request wasn't sent: another execution with the same credential got a token for its own tenant, and n8n stores one token per credential.",
	});
}
