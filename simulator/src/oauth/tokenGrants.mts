import { createHash, timingSafeEqual } from 'node:crypto';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { Client, Grant } from './clients.mts';
import { OAuthError } from './oauthError.mts';
import { parseScopes, findScopeError } from './scopes.mts';
import type { TokenParameters } from './tokenRequest.mts';

const invalidGrant = (description: string) => new OAuthError(400, 'invalid_grant', description);

function same(a: string, b: string): boolean {
	const [x, y] = [Buffer.from(a), Buffer.from(b)];
	return x.length === y.length && timingSafeEqual(x, y);
}

function wrongCredentials(context: SimulatorContext): OAuthError {
	return new OAuthError(
		context.options.wrongCredentialStatus,
		'invalid_client',
		'Bad client credentials',
	);
}

/** Returns the client of a request after a check of its ID and secret. */
function authenticateClient(context: SimulatorContext, parameters: TokenParameters): Client {
	const client = context.clients.get(parameters.client_id ?? '');
	if (!client || client.legacy) throw wrongCredentials(context);
	const { expires } = client;
	if (expires && Date.parse(expires) <= context.options.now()) throw wrongCredentials(context);
	if (client.secret !== null && !same(client.secret, parameters.client_secret ?? '')) {
		throw wrongCredentials(context);
	}
	return client;
}

function spendCode(context: SimulatorContext, client: Client, parameters: TokenParameters) {
	if (!parameters.code) throw new OAuthError(400, 'invalid_request', 'The code is missing');
	const grant = context.codes.spend(parameters.code);
	if (typeof grant === 'string') throw invalidGrant(grant);
	if (grant.clientId !== client.id) throw invalidGrant('The code belongs to another client');
	if (grant.redirectUri !== parameters.redirect_uri) throw invalidGrant('The redirect_uri differs');
	if (grant.codeChallenge) {
		const digest = createHash('sha256')
			.update(parameters.code_verifier ?? '')
			.digest('base64url');
		if (!same(digest, grant.codeChallenge)) throw invalidGrant('The code_verifier does not fit');
	}
	return context.tokens.issue({ client, user: context.user(), scopes: grant.scopes });
}

function spendRefresh(context: SimulatorContext, client: Client, parameters: TokenParameters) {
	if (!parameters.refresh_token) {
		throw new OAuthError(400, 'invalid_request', 'The refresh_token is missing');
	}
	const known = context.tokens.spendRefresh(parameters.refresh_token, client.id);
	if (typeof known === 'string') throw invalidGrant(known);
	return context.tokens.issue({ client, user: known.user, scopes: known.scopes });
}

/** Handles a token request. */
export function grantToken(context: SimulatorContext, parameters: TokenParameters) {
	const grant = parameters.grant_type;
	if (!grant) throw new OAuthError(400, 'invalid_request', 'The grant_type is missing');
	const client = authenticateClient(context, parameters);
	if (!['client_credentials', 'authorization_code', 'refresh_token'].includes(grant)) {
		throw new OAuthError(400, 'unsupported_grant_type', `Grant type ${grant} is not supported`);
	}
	if (!client.grants.includes(grant as Grant)) {
		throw new OAuthError(400, 'unauthorized_client', `The client may not use ${grant}`);
	}
	if (grant === 'authorization_code') return spendCode(context, client, parameters);
	if (grant === 'refresh_token') return spendRefresh(context, client, parameters);
	const user = client.userContext ? context.user() : null;
	const asked = parseScopes(parameters.scope);
	const refusal = findScopeError(client, asked);
	if (refusal) throw new OAuthError(400, 'invalid_scope', refusal);
	return context.tokens.issue({ client, user, scopes: asked.length ? asked : client.scopes });
}
