import { createHash, createHmac, randomBytes, timingSafeEqual } from 'crypto';

import { CREDENTIAL_TYPE } from '../../shared/api/n8nHost';
import { getNodeKey, type TriggerContext } from './endpoint';
import type { TriggerState } from './state';

/** How ISC authenticates its webhook calls. */
export type WebhookAuthentication = 'bearer' | 'basic' | 'none';

export const BASIC_AUTH_USER = 'n8n';

/** Reads the authentication; an unknown value requires a token. */
export function readAuthentication(context: TriggerContext): WebhookAuthentication {
	const selected = context.getNodeParameter('authentication', 'bearer');
	return selected === 'basic' || selected === 'none' ? selected : 'bearer';
}

const SCHEME = { basic: 'Basic ', bearer: 'Bearer ' };

/** Builds the Authorization header for a secret. */
function buildHeader(authentication: 'basic' | 'bearer', secret: string): string {
	const value =
		authentication === 'basic'
			? Buffer.from(`${BASIC_AUTH_USER}:${secret}`).toString('base64')
			: secret;
	return SCHEME[authentication] + value;
}

const hash = (text: string) => createHash('sha256').update(text).digest();

/** Hashes the header of a secret, to recognize it without storing it. */
export const hashAuthorization = (
	authentication: WebhookAuthentication,
	secret: string,
): string | undefined =>
	authentication === 'none' ? undefined : hash(buildHeader(authentication, secret)).toString('hex');

/**
 * Derives the trigger's secret from the client secret, so that losing the static data doesn't matter. It is valid for one
 * node of one n8n instance and one kind of authentication.
 * @param state has the key for credentials without a client secret
 * @returns undefined if there is no key
 */
export async function deriveSecret(
	context: TriggerContext,
	state: TriggerState,
): Promise<string | undefined> {
	const { clientSecret } = await context.getCredentials(CREDENTIAL_TYPE);
	const key = String(clientSecret ?? '') || state.seed;
	if (!key) return undefined;
	const purpose = JSON.stringify([
		'event trigger',
		readAuthentication(context),
		getNodeKey(context),
	]);
	return createHmac('sha256', key).update(purpose).digest('base64url');
}

export const createSeed = (): string => randomBytes(32).toString('base64url');

/**
 * Checks the Authorization header in constant time.
 * @param header value of the Authorization header
 * @returns the reason to reject the request; undefined for a valid one
 */
export async function verifyAuthorization(
	context: TriggerContext,
	state: TriggerState,
	header: string | undefined,
): Promise<string | undefined> {
	const authentication = readAuthentication(context);
	if (authentication === 'none') return undefined;
	if (header === undefined) return 'the Authorization header is missing';
	if (!header.startsWith(SCHEME[authentication])) {
		return `the Authorization header doesn't use the scheme ${SCHEME[authentication].trim()}`;
	}
	const received = hash(header);
	if (isHash(state.proof) && timingSafeEqual(received, Buffer.from(state.proof, 'hex'))) {
		return undefined;
	}
	// The static data can be older than the subscription, or lost.
	const secret = await deriveSecret(context, state);
	if (secret === undefined) return "n8n's static data has lost the secret of the subscription";
	return timingSafeEqual(received, hash(buildHeader(authentication, secret)))
		? undefined
		: "the Authorization header doesn't match the subscription's secret";
}

const isHash = (text: unknown): text is string =>
	typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
