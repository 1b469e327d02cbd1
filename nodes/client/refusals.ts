import { isLasting, type HostFailure } from './errors/hostFailure';
import { getMonotonicTime } from './pace/monotonic';
import type { Session } from './sessionCredential';
import { stateOf } from './token';
import { ownerOf } from './tokenOwners';

/** Milliseconds for which the token endpoint isn't asked again after it refused a credential. */
const KEPT = 5_000;

interface Refusal {
	/** The credential that was refused: a changed one is worth asking for at once. */
	state: string;
	error: unknown;
	until: number;
}

/** By owner of the token, for all executions of the process. */
const refusals = new Map<string, Refusal>();

/** Remembers a refusal that asking again at once wouldn't change. */
export function noteRefusal(session: Session, failure: HostFailure, error: unknown): void {
	if (!isLasting(failure)) return;
	refusals.set(ownerOf(session), {
		state: stateOf(session.credential),
		error,
		until: getMonotonicTime() + KEPT,
	});
}

/** @throws the refusal that the same credential has just met */
export function throwKnownRefusal(session: Session): void {
	const owner = ownerOf(session);
	const known = refusals.get(owner);
	if (!known) return;
	if (getMonotonicTime() < known.until && known.state === stateOf(session.credential))
		throw known.error;
	refusals.delete(owner);
}
