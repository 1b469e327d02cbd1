import { createSecretKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { SimulatorOptions } from '../options.mts';
import type { Client } from './clients.mts';

/** The user of a token. */
export interface TokenUser {
	id: string;
	alias: string;
}

/** The caller of a request, read from its token. */
export interface Caller {
	clientId: string;
	tokenId: string;
	user: TokenUser | null;
	scopes: ReadonlySet<string>;
	expiresAt: number;
}

interface Refresh {
	clientId: string;
	scopes: string[];
	user: TokenUser | null;
	state: 'fresh' | 'used';
}
interface Grantee {
	client: Client;
	user: TokenUser | null;
	scopes: string[];
}

function keyPair(algorithm: SimulatorOptions['jwtAlgorithm']): KeyObject {
	if (algorithm === 'HS256') return createSecretKey(randomBytes(32));
	return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

/** Issues and checks tokens. */
export class Tokens {
	readonly tenantId = randomUUID();
	private readonly options: SimulatorOptions;
	private readonly key: KeyObject;
	// Tokens are looked up instead of verified: each valid one was issued here.
	private readonly access = new Map<string, Caller>();
	private readonly refresh = new Map<string, Refresh>();

	constructor(options: SimulatorOptions) {
		this.options = options;
		this.key = keyPair(options.jwtAlgorithm);
	}

	/** Issues an access token, and a refresh token if the client can use one. */
	issue({ client, user, scopes }: Grantee) {
		const { now, tokenLifetimeSeconds, tenantName } = this.options;
		const jti = randomBytes(20).toString('base64url');
		const issued = Math.floor(now() / 1000);
		const exp = issued + tokenLifetimeSeconds;
		const about = { tenant_id: this.tenantId, pod: 'sim01-local', org: tenantName };
		const claims = {
			...about,
			...(user ? { identity_id: user.id, user_name: user.alias, user_id: user.id } : {}),
			strong_auth: true,
			strong_auth_supported: true,
			authorities: user ? ['ORG_ADMIN', 'sp:user'] : ['API'],
			client_id: client.id,
			scope: scopes,
			exp,
			jti,
		};
		const accessToken = this.sign(claims);
		this.access.set(accessToken, {
			clientId: client.id,
			tokenId: jti,
			user,
			scopes: new Set(scopes),
			expiresAt: exp * 1000,
		});
		return {
			access_token: accessToken,
			token_type: 'bearer',
			...(client.grants.includes('refresh_token')
				? { refresh_token: this.issueRefresh(client, user, scopes, claims) }
				: {}),
			// One second passes before a tenant sends the response.
			expires_in: Math.max(0, tokenLifetimeSeconds - 1),
			scope: scopes.join(' '),
			accessType: client.grants.includes('refresh_token') ? 'OFFLINE' : 'ONLINE',
			...about,
			internal: false,
			strong_auth_supported: true,
			...(user ? { user_id: user.id, identity_id: user.id } : {}),
			strong_auth: true,
			enabled: true,
			jti,
		};
	}

	/** Returns the caller of an access token, or why it is invalid. */
	check(token: string): Caller | 'expired' | 'invalid' {
		const caller = this.access.get(token);
		if (!caller) return 'invalid';
		return caller.expiresAt > this.options.now() ? caller : 'expired';
	}

	/** Uses a refresh token. Returns its grant, or why it is invalid. */
	spendRefresh(token: string, clientId: string): Refresh | string {
		const known = this.refresh.get(token);
		if (known?.clientId !== clientId) return 'Refresh token is not known';
		const { exp } = jwt.decode(token) as { exp: number };
		if (exp * 1000 <= this.options.now()) return 'Refresh token is expired';
		if (this.options.refreshReuse === 'reusable') return known;
		if (known.state === 'used') {
			if (this.options.refreshReuse === 'revoke-on-reuse') {
				this.expire(clientId);
				this.revokeRefresh(clientId);
			}
			return 'Refresh token was already used';
		}
		known.state = 'used';
		return known;
	}

	/** Expires access tokens at once, all or those of one client. Returns their number. */
	expire(clientId?: string): number {
		let count = 0;
		for (const [token, caller] of this.access) {
			if (clientId && caller.clientId !== clientId) continue;
			if (caller.expiresAt > this.options.now()) count++;
			this.access.set(token, { ...caller, expiresAt: 0 });
		}
		return count;
	}

	/** Expires one access token at once. */
	expireToken(token: string): void {
		const caller = this.access.get(token);
		if (caller) this.access.set(token, { ...caller, expiresAt: 0 });
	}

	/** Revokes refresh tokens, all or those of one client. */
	revokeRefresh(clientId?: string): void {
		for (const [token, known] of this.refresh) {
			if (!clientId || known.clientId === clientId) this.refresh.delete(token);
		}
	}

	/** Removes every token. */
	reset(): void {
		this.access.clear();
		this.refresh.clear();
	}

	private issueRefresh(
		client: Client,
		user: TokenUser | null,
		scopes: string[],
		claims: { jti: string },
	) {
		const exp = Math.floor(this.options.now() / 1000) + this.options.refreshLifetimeSeconds;
		const jti = randomBytes(20).toString('base64url');
		const token = this.sign({ ...claims, ati: claims.jti, jti, exp });
		this.refresh.set(token, { clientId: client.id, scopes, user, state: 'fresh' });
		return token;
	}

	private sign(claims: object): string {
		return jwt.sign(claims, this.key, { algorithm: this.options.jwtAlgorithm, noTimestamp: true });
	}
}
