import { isNodeOperationError, type ICredentialDataDecryptedObject } from './n8n';

import { ApiError } from './errors/errors';
import { ParameterError } from '../parameters/parameterError';
import type { N8nHost } from './n8nHost';
import { getApiOrigin } from './apiOrigin';
import type { RunStats } from './runStats';
import type { AdaptiveConcurrency } from './concurrency/adaptiveConcurrency';
import { readStoredToken, type StoredToken } from './accessToken';

/** One credential in use during one execution. */
export interface Session {
	host: N8nHost;
	/** The only origin that gets the token. */
	origin: string;
	/** The credential as it was last read. */
	credential: ICredentialDataDecryptedObject;
	/** The token stored with it. */
	token?: StoredToken;
	/** Aborted when the user stops the execution, or when the run is over: no request begins after that. */
	signal?: AbortSignal;
	/** What the execution has cost so far. */
	stats: RunStats;
	/** How many requests of the execution are worth having under way. */
	concurrency: AdaptiveConcurrency;
}

export const readApiOrigin = ({ accessTokenUrl }: ICredentialDataDecryptedObject) =>
	getApiOrigin(String(accessTokenUrl ?? ''));

function isSameTenant(session: Session, credential: ICredentialDataDecryptedObject): boolean {
	return (
		credential.clientId === session.credential.clientId &&
		readApiOrigin(credential) === session.origin
	);
}

/**
 * Checks the credential of one item. n8n signs every request with the credential of the first item, so another
 * tenant can't be served in the same run.
 * @throws BadInput if the credential has another tenant or client than the session
 */
export function assertSameTenant(
	session: Session,
	credential: ICredentialDataDecryptedObject,
): void {
	if (isSameTenant(session, credential)) return;
	const origin = readApiOrigin(credential);
	throw new ParameterError(
		'Credential',
		`gives ${origin === session.origin ? 'another client ID' : `another tenant (${origin})`} for this item than for the first one (${session.origin})`,
		'One run of the node works with one tenant. Put a Loop Over Items node with a batch size of 1 before this node, or use one node for each tenant.',
	);
}

/**
 * Takes over a credential that was read anew: the user can change it while a run goes on, and n8n signs with what
 * is stored.
 * @throws CallFailed if it is for another tenant or client now: its token must not go to the old tenant
 */
export function applyCredential(
	session: Session,
	credential: ICredentialDataDecryptedObject,
): void {
	if (!isSameTenant(session, credential)) {
		throw new ApiError({
			message: 'The credential was changed to another tenant or client during this run',
			hint: "Run this again: the requests not sent yet were meant for the tenant that the credential named at the start, and the new token isn't sent there.",
		});
	}
	session.credential = credential;
	session.token = readStoredToken(credential);
}

/**
 * Reads the credential from n8n.
 * @param itemIndex input item that its expressions are resolved for
 * @throws CallFailed if n8n can't read it, which isn't a failure of ISC, and n8n's own error if the node has none
 */
export async function readCredential(
	host: N8nHost,
	itemIndex?: number,
): Promise<ICredentialDataDecryptedObject> {
	return await host.getCredential(itemIndex).catch((error: unknown) => {
		if (isNodeOperationError(error)) throw error;
		throw new ApiError({
			message: `n8n could not read the credential: ${(error as Error)?.message ?? String(error)}`,
			hint: "ISC carried out nothing. Check n8n's database, and that this n8n has the encryption key that the credential was saved with.",
		});
	});
}

/** Reads the credential anew: other executions, other processes and the user change it as well. */
export async function reloadCredential(session: Session): Promise<void> {
	applyCredential(session, await readCredential(session.host));
}
