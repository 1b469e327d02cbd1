import { ApiError } from './errors/errors';
import type { Session } from './sessionCredential';

/*
 * n8n stores one token with a credential, and keeps it when the credential changes to another tenant: by an edit, or
 * by fields that are expressions. A token without claims doesn't tell whom it is for, so this process remembers that.
 */

/** The tenant and client that a token was got for or used for, by the ID of the token. */
const tokenOwners = new Map<string, string>();
const MAX_REMEMBERED_TOKENS = 1_000;

/** By credential: the tenant and client that its requests went to, or `SEVERAL`. */
const credentialOwners = new Map<string, string>();
const SEVERAL_OWNERS = 'several';

export const getTokenOwner = ({ origin, credential }: Pick<Session, 'origin' | 'credential'>) =>
	JSON.stringify([origin, credential.clientId]);

/** Notes that a token was got for the session's tenant and client, or sent there. */
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

/** Whether a token is known to be for another tenant or client. */
export function belongsToAnotherTenant(session: Session, tokenId: string): boolean {
	const owner = tokenOwners.get(tokenId);
	return owner !== undefined && owner !== getTokenOwner(session);
}

/**
 * Whether a token may go to the session's tenant. Where the credential serves several tenants, one that isn't known may
 * be for any of them; a sign-in is for the tenant that the credential names.
 */
export function canUseToken(session: Session, tokenId: string): boolean {
	if (tokenOwners.has(tokenId)) return !belongsToAnotherTenant(session, tokenId);
	return session.credential.grantType !== 'clientCredentials' || servesSingleOwner(session);
}

/** @throws CallFailed if the stored token may not go to the session's tenant, such as after two renewals at once */
export function assertOwnToken(session: Session): void {
	if (!session.token || canUseToken(session, session.token.id)) return;
	throw new ApiError({
		message: "n8n's stored token for this credential is for another tenant or client",
		hint: "This request wasn't sent. Another execution with the same credential got a token for its own tenant at the same time: n8n stores one token with a credential. Use one credential for each tenant, or don't run these workflows at the same time.",
	});
}
