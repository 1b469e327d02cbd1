import type { ApiRequest } from '../types';
import type { TokenClaims } from '../accessToken';
import { matchesAll, hasStatus, type HintRule } from './hintRules';

const scopesOf = (claims: TokenClaims) => claims.scope?.join(', ') ?? 'none named';

function scopesNeeded(request: ApiRequest): string {
	const { scopes = [] } = request.operation ?? {};
	return scopes.length > 0
		? `one of ${scopes.join(', ')}`
		: 'one of the scopes that its documentation lists';
}

function levelsNeeded(request: ApiRequest): string {
	const { levels = [] } = request.operation ?? {};
	return levels.length > 0
		? `one of the user levels ${levels.join(', ')}`
		: 'a user level that includes the right';
}

/** Hints about the token and the rights of its owner. */
export const ACCESS_HINTS: HintRule[] = [
	{
		when: hasStatus(401),
		hint: () =>
			'The token was renewed once and is still not accepted. Check that client ID and secret belong to this tenant, and that the personal access token has not expired (PATs do, after six months by default) or been deleted. After changing the secret, create the credential anew.',
	},
	{
		when: matchesAll(hasStatus(403), ({ claims }) => claims !== undefined && !claims.user_name),
		hint: ({ request, claims = {} }) =>
			`This token has no user context: it belongs to an API client${
				request.operation?.auth === 'user'
					? ', and this endpoint needs a user'
					: ', and about half of the endpoints need a user'
			}. Use a personal access token, or sign in with SailPoint. If this endpoint allows API clients, the client lacks one of its scopes: it needs ${scopesNeeded(request)}; this token has: ${scopesOf(claims)}.`,
	},
	{
		when: hasStatus(403),
		hint: ({ request, claims }) =>
			`The endpoint needs ${scopesNeeded(request)}${
				claims ? `; this token has: ${scopesOf(claims)}` : ''
			}. The user who owns the token also needs ${levelsNeeded(request)} (sp:scopes:all gives no more than the owner has). Changed scopes take up to 20 minutes and a new token.`,
	},
];
