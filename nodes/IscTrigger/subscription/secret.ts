import { createHash, createHmac, randomBytes, timingSafeEqual } from 'crypto';

import { CREDENTIAL_TYPE } from '../../client/host';
import { keyOf, type TriggerContext } from './place';
import type { TriggerState } from './state';

/** How ISC proves that an event comes from it. */
export type Authentication = 'bearer' | 'basic' | 'none';

export const BASIC_USER = 'n8n';

/** Anything unknown asks for a proof. */
export function readAuthentication(context: TriggerContext): Authentication {
	const chosen = context.getNodeParameter('authentication', 'bearer');
	return chosen === 'basic' || chosen === 'none' ? chosen : 'bearer';
}

const SCHEME = { basic: 'Basic ', bearer: 'Bearer ' };

/** The Authorization header that brings a secret. */
function headerFor(authentication: 'basic' | 'bearer', secret: string): string {
	const value =
		authentication === 'basic' ? Buffer.from(`${BASIC_USER}:${secret}`).toString('base64') : secret;
	return SCHEME[authentication] + value;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** What of a secret is kept: enough to know its header, too little to make it. */
export const proofOf = (authentication: Authentication, secret: string): string | undefined =>
	authentication === 'none' ? undefined : digest(headerFor(authentication, secret)).toString('hex');

/**
 * The secret of this trigger. It is worked out from the client secret, so that it cannot get lost with the state, and
 * belongs to one node, one n8n and one kind of proof.
 * @param state gives the key where the credential has no client secret
 */
export async function secretFor(
	context: TriggerContext,
	state: TriggerState,
): Promise<string | undefined> {
	const { clientSecret } = await context.getCredentials(CREDENTIAL_TYPE);
	const key = String(clientSecret ?? '') || state.seed;
	if (!key) return undefined;
	const purpose = JSON.stringify(['event trigger', readAuthentication(context), keyOf(context)]);
	return createHmac('sha256', key).update(purpose).digest('base64url');
}

export const newSeed = (): string => randomBytes(32).toString('base64url');

/**
 * Why a request is refused; undefined where it brings the proof that ISC was given. How long the comparison takes says
 * nothing of the secret.
 * @param header value of the Authorization header
 */
export async function whyRefused(
	context: TriggerContext,
	state: TriggerState,
	header: string | undefined,
): Promise<string | undefined> {
	const authentication = readAuthentication(context);
	if (authentication === 'none') return undefined;
	if (header === undefined) return 'it has no Authorization header';
	if (!header.startsWith(SCHEME[authentication])) {
		return `its Authorization header isn't of the kind ${SCHEME[authentication].trim()}`;
	}
	const given = digest(header);
	if (isDigest(state.proof) && timingSafeEqual(given, Buffer.from(state.proof, 'hex'))) {
		return undefined;
	}
	// The state may be older than the subscription, or gone.
	const secret = await secretFor(context, state);
	if (secret === undefined) return "the secret of the subscription isn't known any more";
	return timingSafeEqual(given, digest(headerFor(authentication, secret)))
		? undefined
		: "its secret isn't the one that ISC was given";
}

const isDigest = (text: unknown): text is string =>
	typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
