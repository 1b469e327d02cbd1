import { isPermanentFailure, type ClassifiedError } from './errors/classifyError';
import { getMonotonicTime } from './monotonicTime';
import type { Session } from './sessionCredential';
import { getCredentialState } from './accessToken';

/** Milliseconds for which the token endpoint isn't asked again after it refused a credential. */
const REMEMBERED_MS = 5_000;

interface KnownRejection {
	/** The credential that was refused: a changed one is worth asking for at once. */
	state: string;
	error: unknown;
	expiresAt: number;
}

/** By credential, for all executions of the process. */
const rejections = new Map<string, KnownRejection>();

/** Remembers a refusal that asking again at once wouldn't change. */
export function recordRejection(session: Session, failure: ClassifiedError, error: unknown): void {
	if (!isPermanentFailure(failure)) return;
	rejections.set(session.host.credentialId, {
		state: getCredentialState(session.credential),
		error,
		expiresAt: getMonotonicTime() + REMEMBERED_MS,
	});
}

/** @throws the refusal that the same credential has just met */
export function throwKnownRejection({ host, credential }: Session): void {
	const known = rejections.get(host.credentialId);
	if (!known) return;
	if (getMonotonicTime() < known.expiresAt && known.state === getCredentialState(credential))
		throw known.error;
	rejections.delete(host.credentialId);
}
