import { isPermanentFailure, type ClassifiedError } from './errors/classifyError';
import { getMonotonicTime } from './monotonicTime';
import type { Session } from './sessionCredential';
import { getCredentialState } from './accessToken';

/** Milliseconds for which the token endpoint isn't asked again after it refused a credential. */
const KEPT = 5_000;

interface Refusal {
	/** The credential that was refused: a changed one is worth asking for at once. */
	state: string;
	error: unknown;
	until: number;
}

/** By credential, for all executions of the process. */
const refusals = new Map<string, Refusal>();

/** Remembers a refusal that asking again at once wouldn't change. */
export function recordRejection(session: Session, failure: ClassifiedError, error: unknown): void {
	if (!isPermanentFailure(failure)) return;
	refusals.set(session.host.credentialId, {
		state: getCredentialState(session.credential),
		error,
		until: getMonotonicTime() + KEPT,
	});
}

/** @throws the refusal that the same credential has just met */
export function throwKnownRejection({ host, credential }: Session): void {
	const known = refusals.get(host.credentialId);
	if (!known) return;
	if (getMonotonicTime() < known.until && known.state === getCredentialState(credential))
		throw known.error;
	refusals.delete(host.credentialId);
}
