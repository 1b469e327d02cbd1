import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from './n8n';

/** Claims of ISC tokens that the node uses. */
export interface TokenClaims {
	client_id?: string;
	/** Name of the tenant. */
	org?: string;
	/** Undefined for tokens without user context. */
	user_name?: string;
	scope?: string[];
	/** Seconds since 1970. */
	exp?: number;
	jti?: string;
}

/** Facts about the stored token of a credential, without the token itself. */
export interface StoredToken {
	/** Hash that identifies the token. */
	id: string;
	claims?: TokenClaims;
	/** Milliseconds since 1970, by the clock of n8n if n8n recorded it; undefined if unknown. */
	expiresAt?: number;
	/** Time before expiry at which the token is renewed, in milliseconds. */
	renewBeforeMs: number;
	/** Whether n8n can renew the token without the user. */
	renewable: boolean;
}

const MAX_RENEW_BEFORE_MS = 60_000;

const toOptionalText = (value: unknown) => (typeof value === 'string' ? value : undefined);

/**
 * Parses the claims of a JWT; undefined for an opaque token. The signature isn't checked, since only ISC relies on
 * it.
 */
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
			// ISC uses a list; the standard specifies space-separated text.
			scope: Array.isArray(scope) ? scope.map(String) : toOptionalText(scope)?.split(' '),
			exp: typeof exp === 'number' ? exp : undefined,
			jti: toOptionalText(jti),
		};
	} catch {
		return undefined;
	}
}

const hash = (value: string) => createHash('sha256').update(value).digest('base64');

/** Returns a hash of a credential with its token, which shows whether either has changed. */
export const getCredentialState = (credential: ICredentialDataDecryptedObject) =>
	hash(JSON.stringify(credential));

/** Returns the ID of the token in the headers of a request; undefined if there is none. */
export function getBearerTokenId(headers: IDataObject = {}): string | undefined {
	const token = /^Bearer (.+)$/.exec(toOptionalText(headers.Authorization) ?? '')?.[1];
	return token === undefined ? undefined : hash(token);
}

/**
 * Returns when a token expires, in milliseconds since 1970. Newer n8n versions record the expiry by their own clock,
 * which is correct even if the clocks of n8n and ISC differ, and for opaque tokens. The claim `exp` is by the clock
 * of ISC.
 */
function getExpiry(data: IDataObject, claims?: TokenClaims): number | undefined {
	const expiresAtMs = Number(data.n8n_expires_at);
	if (expiresAtMs > 0) return expiresAtMs;
	return claims?.exp === undefined ? undefined : claims.exp * 1000;
}

/** Reads the token that n8n stored with the credential; undefined if there is none yet. */
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
		// Tokens can be valid for 15 seconds only. A fixed margin would renew them on every request.
		renewBeforeMs:
			lifetimeMs > 0 ? Math.min(MAX_RENEW_BEFORE_MS, lifetimeMs / 5) : MAX_RENEW_BEFORE_MS,
		renewable:
			credential.grantType === 'clientCredentials' || typeof data.refresh_token === 'string',
	};
}

/**
 * Returns whether n8n stored a token response without a token. n8n doesn't fetch a token again while there is a response,
 * so the credential would stay unusable.
 */
export function hasResponseWithoutToken({
	oauthTokenData,
}: ICredentialDataDecryptedObject): boolean {
	const data = (oauthTokenData ?? {}) as unknown as IDataObject;
	return Object.keys(data).length > 0 && !data.access_token;
}

/** Reason to renew a token before the next request, which ISC would reject otherwise. */
export interface TokenProblem {
	/** Whether the token still works, so that requests don't wait for the renewal. */
	isUsable: boolean;
	/** Identifies the problem. If it persists after a renewal, the token isn't renewed again for it. */
	kind: string;
}

/** Returns the problem of a token; undefined if it can be used. */
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

/** Returns whether the token must be renewed now to avoid a 401. */
export function expiresSoon(token: StoredToken, now: number): boolean {
	return token.expiresAt !== undefined && now >= token.expiresAt - token.renewBeforeMs;
}

/**
 * Returns whether the token belongs to another client or tenant than the credential. n8n keeps the token when these
 * fields are edited, so only the claims of the token show it.
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

/** Returns whether both values are known and differ. ISC ignores case. */
const differs = (claimed: string | undefined, expected: unknown) =>
	claimed !== undefined &&
	expected !== undefined &&
	claimed.toLowerCase() !== String(expected).toLowerCase();
