import { createHash, timingSafeEqual } from 'crypto';

import type { TriggerState } from '../subscription/state';
import { BASIC_USER } from '../subscription/wanted';

const digest = (text: string) => createHash('sha256').update(text).digest();

function expected({ authentication, secret }: TriggerState): string {
	return authentication === 'basic'
		? `Basic ${Buffer.from(`${BASIC_USER}:${secret}`).toString('base64')}`
		: `Bearer ${secret}`;
}

/**
 * Whether a request brings the proof that ISC was given. How long the comparison takes says nothing of the secret.
 * @param header value of the Authorization header
 */
export function isFromIsc(state: TriggerState, header: string | undefined): boolean {
	if (state.authentication === 'none') return true;
	if (!state.secret || header === undefined) return false;
	return timingSafeEqual(digest(header), digest(expected(state)));
}
