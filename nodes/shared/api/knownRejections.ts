import { isPermanentFailure, type ClassifiedError } from './errors/classifyError';
import { getMonotonicTime } from './monotonicTime';
import type { Session } from './sessionCredential';
import { getCredentialState } from './accessToken';

/** Time without another token request after ISC rejected a credential, in milliseconds. */
const REMEMBERED_MS = 5_000;

interface KnownRejection {
	/** Hash of the rejected credential. A changed credential is tried immediately. */
	state: string;
	error: unknown;
	expiresAt: number;
}

/** Rejections by credential, for all executions of the process. */
const rejections = new Map<string, KnownRejection>();

/** Remembers an error that another token request right away wouldn't change. */
export function recordRejection(session: Session, failure: ClassifiedError, error: unknown): void {
	if (!isPermanentFailure(failure)) return;
	rejections.set(session.host.credentialId, {
		state: getCredentialState(session.credential),
		error,
		expiresAt: getMonotonicTime() + REMEMBERED_MS,
	});
}

/** Throws the error of the last token request if the same credential was rejected just now. */
export function throwKnownRejection({ host, credential }: Session): void {
	const rejection = rejections.get(host.credentialId);
	if (!rejection) return;
	if (
		getMonotonicTime() < rejection.expiresAt &&
		rejection.state === getCredentialState(credential)
	)
		throw rejection.error;
	rejections.delete(host.credentialId);
}
