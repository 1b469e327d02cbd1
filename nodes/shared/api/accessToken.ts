import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from './n8n';

/** What ISC writes into its tokens, as far as it is used here. */
export interface TokenClaims {
	client_id?: string;
	/** Name of the tenant. */
	org?: string;
	/** Absent from tokens without user context. */
	user_name?: string;
	scope?: string[];
	/** Seconds since 1970. */
	exp?: number;
	jti?: string;
}

/** The stored token of a credential, never the token itself. */
export interface StoredToken {
	/** Tells this token from others. */
	id: string;
	claims?: TokenClaims;
	/** Milliseconds since 1970 by the clock of n8n, as far as that can be told; absent where nothing says. */
	expiresAt?: number;
	/** How long before it expires the token is renewed, in milliseconds. */
	renewBeforeMs: number;
	/** Whether the host could renew it without the user. */
	renewable: boolean;
}

const MAX_RENEW_BEFORE_MS = 60_000;

const toOptionalText = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Claims of a JWT; undefined for an opaque token. The signature is the server's business. */
function parseClaims(jwt: string): TokenClaims | undefined {
	try {
		const payload = JSON.parse(
			Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'),
		) as IDataObject;
		if (typeof payload !== 'object') return undefined;
		const { client_id: clientId, org, user_name: userName, scope, exp, jti } = payload;
		return {
			client_id: toOptionalText(clientId),
			org: toOptionalText(org),
			user_name: toOptionalText(userName),
			// A list in ISC's tokens; text with spaces between in the standard.
			scope: Array.isArray(scope) ? scope.map(String) : toOptionalText(scope)?.split(' '),
			exp: typeof exp === 'number' ? exp : undefined,
			jti: toOptionalText(jti),
		};
	} catch {
		return undefined;
	}
}

const hash = (value: string) => createHash('sha256').update(value).digest('base64');

/** Tells one state of a credential from another: its fields and its token. */
export const getCredentialState = (credential: ICredentialDataDecryptedObject) =>
	hash(JSON.stringify(credential));

/** @returns ID of the token that a request is signed with; undefined where it isn't in the headers */
export function getBearerTokenId(headers: IDataObject = {}): string | undefined {
	const token = /^Bearer (.+)$/.exec(toOptionalText(headers.Authorization) ?? '')?.[1];
	return token === undefined ? undefined : hash(token);
}

/**
 * Newer n8n notes at a renewal when the token expires by its own clock; that is right even where the clocks of n8n
 * and ISC differ, and for opaque tokens. The token's own time is by the clock of ISC.
 */
function getExpiry(data: IDataObject, claims?: TokenClaims): number | undefined {
	const expiresAtMs = Number(data.n8n_expires_at);
	if (expiresAtMs > 0) return expiresAtMs;
	return claims?.exp === undefined ? undefined : claims.exp * 1000;
}

/** @returns the token that the host has stored with the credential; undefined where it has none yet */
export function readStoredToken(
	credential: ICredentialDataDecryptedObject,
): StoredToken | undefined {
	const data = credential.oauthTokenData as unknown as IDataObject | undefined;
	if (typeof data?.access_token !== 'string' || data.access_token === '') return undefined;

	const claims = parseClaims(data.access_token);
	const lifetimeMs = Number(data.expires_in) * 1000;
	return {
		id: hash(data.access_token),
		claims,
		expiresAt: getExpiry(data, claims),
		// Tokens of 15 seconds exist: a fixed margin would renew them at every call.
		renewBeforeMs:
			lifetimeMs > 0 ? Math.min(MAX_RENEW_BEFORE_MS, lifetimeMs / 5) : MAX_RENEW_BEFORE_MS,
		renewable:
			credential.grantType === 'clientCredentials' || typeof data.refresh_token === 'string',
	};
}

/** Why a token should be renewed before a request is spent on finding out that ISC refuses it. */
export interface TokenProblem {
	/** Whether the token still works, so that no request has to wait for the renewal. */
	isUsable: boolean;
	/** What a renewal may leave as it is: then it isn't tried again. */
	kind: string;
}

/** @returns what is wrong with a token; undefined where nothing is */
export function findTokenProblem(
	token: StoredToken,
	credential: ICredentialDataDecryptedObject,
	origin: string,
): TokenProblem | undefined {
	if (belongsToOtherClient(token, credential, origin)) {
		const { client_id: clientId, org } = token.claims ?? {};
		return {
			isUsable: false,
			kind: JSON.stringify([clientId, org, credential.clientId, origin]),
		};
	}
	if (!token.renewable || !expiresSoon(token, Date.now())) return undefined;
	return { isUsable: Date.now() < token.expiresAt!, kind: 'expiry' };
}

/** Whether the token should be renewed now, so that no request is spent on a 401. */
export function expiresSoon(token: StoredToken, now: number): boolean {
	return token.expiresAt !== undefined && now >= token.expiresAt - token.renewBeforeMs;
}

/**
 * Whether the token was made for another client or tenant than the credential now names. The host keeps
 * the token when these fields are edited, and only the token's own claims tell.
 */
export function belongsToOtherClient(
	token: StoredToken,
	credential: ICredentialDataDecryptedObject,
	origin: string,
): boolean {
	const { client_id: clientId, org } = token.claims ?? {};
	const tenant = /^https:\/\/([^.]+)\.api\./.exec(origin)?.[1];
	return (
		differs(clientId, credential.clientId) ||
		(credential.domain !== 'custom' && differs(org, tenant))
	);
}

/** Whether both are known and differ by more than upper and lower case, which ISC doesn't tell apart. */
const differs = (claimed: string | undefined, expected: unknown) =>
	claimed !== undefined &&
	expected !== undefined &&
	claimed.toLowerCase() !== String(expected).toLowerCase();
