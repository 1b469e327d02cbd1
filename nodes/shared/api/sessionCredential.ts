import { isNodeOperationError, type ICredentialDataDecryptedObject } from './n8n';

import { ApiError } from './errors/errors';
import { ParameterError } from '../parameters/parameterError';
import type { N8nHost } from './n8nHost';
import { getApiOrigin } from './apiOrigin';
import type { RunStats } from './runStats';
import type { AdaptiveConcurrency } from './concurrency/adaptiveConcurrency';
import { readStoredToken, type StoredToken } from './accessToken';

/** One credential during one execution. */
export interface Session {
	host: N8nHost;
	/** The only origin that the token may be sent to. */
	origin: string;
	/** The credential as last read. */
	credential: ICredentialDataDecryptedObject;
	/** The token that is stored with the credential. */
	token?: StoredToken;
	/** Aborted when the user stops the execution or the run ends. No request is sent after that. */
	signal?: AbortSignal;
	/** Statistics of the execution. */
	stats: RunStats;
	/** Number of requests of the execution that are worth sending at the same time. */
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
 * Checks the credential of one item. n8n uses the credential of the first item for all requests, so one run can't use
 * several tenants.
 * @throws {ParameterError} if the credential is for another tenant or client than the session
 */
export function assertSameTenant(
	session: Session,
	credential: ICredentialDataDecryptedObject,
): void {
	if (isSameTenant(session, credential)) return;
	const origin = readApiOrigin(credential);
	throw new ParameterError(
		'Credential',
		`has ${origin === session.origin ? 'another client ID' : `another tenant (${origin})`} for this item than for the first item (${session.origin})`,
		'Put a Loop Over Items node with a batch size of 1 before this node, or use one node for each tenant. One run of the node can use only one tenant.',
	);
}

/**
 * Updates the session with the current credential, which the user can change during a run. n8n always uses the stored
 * one.
 * @throws {ApiError} if the credential is now for another tenant or client: its token must not be sent to the old
 * tenant
 */
export function applyCredential(
	session: Session,
	credential: ICredentialDataDecryptedObject,
): void {
	if (!isSameTenant(session, credential)) {
		throw new ApiError({
			message: 'The credential was changed to another tenant or client during this run',
			hint: "Run the workflow again. The remaining requests weren't sent: they were meant for the previous tenant, which must not receive the new token.",
		});
	}
	session.credential = credential;
	session.token = readStoredToken(credential);
}

/**
 * Reads the credential from n8n.
 * @param itemIndex input item that its expressions are resolved for
 * @throws {ApiError} if n8n can't read the credential
 * @throws {NodeOperationError} of n8n if the node has no credential
 */
export async function readCredential(
	host: N8nHost,
	itemIndex?: number,
): Promise<ICredentialDataDecryptedObject> {
	return await host.getCredential(itemIndex).catch((error: unknown) => {
		if (isNodeOperationError(error)) throw error;
		throw new ApiError({
			message: `n8n couldn't read the credential: ${(error as Error)?.message ?? String(error)}`,
			hint: "Check n8n's database, and that this n8n instance has the encryption key that the credential was saved with. ISC didn't process this request.",
		});
	});
}

/** Reads the credential again, since other executions, other processes and the user can change it. */
export async function reloadCredential(session: Session): Promise<void> {
	applyCredential(session, await readCredential(session.host));
}
