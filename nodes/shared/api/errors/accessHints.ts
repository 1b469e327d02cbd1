import type { ApiRequest } from '../types';
import type { TokenClaims } from '../accessToken';
import { matchesAll, hasStatus, type HintRule } from './hintRules';

const listScopes = (claims: TokenClaims) => claims.scope?.join(', ') ?? 'no named scopes';

function describeRequiredScopes(request: ApiRequest): string {
	const { scopes = [] } = request.operation ?? {};
	return scopes.length > 0
		? `one of the scopes ${scopes.join(', ')}`
		: 'one of the scopes in its documentation';
}

function describeRequiredLevels(request: ApiRequest): string {
	const { levels = [] } = request.operation ?? {};
	return levels.length > 0
		? `one of the user levels ${levels.join(', ')}`
		: 'a user level with this permission';
}

/** Hints about the token and the permissions of its owner. */
export const ACCESS_HINTS: HintRule[] = [
	{
		when: hasStatus(401),
		hint: () =>
			"Check that the client ID and secret belong to this tenant, and that the personal access token hasn't expired (after six months by default) or been deleted. ISC rejected the token even after it was renewed. If you changed the secret, create a new credential. If you signed in with SailPoint, open the credential, click 'Connect', and sign in again.",
	},
	{
		when: matchesAll(hasStatus(403), ({ claims }) => claims !== undefined && !claims.user_name),
		hint: ({ request, claims = {} }) =>
			`Use a personal access token, or sign in with SailPoint. This token belongs to an API client and has no user context, which ${
				request.operation?.auth === 'user'
					? 'this endpoint requires'
					: 'about half of the endpoints require'
			}. If this endpoint supports API clients, add the missing scope to the client: the endpoint requires ${describeRequiredScopes(request)}; this token has: ${listScopes(claims)}.`,
	},
	{
		when: hasStatus(403),
		hint: ({ request, claims }) =>
			`Check the scopes of the token: the endpoint requires ${describeRequiredScopes(request)}${
				claims ? `; this token has: ${listScopes(claims)}` : ''
			}. The user who owns the token also needs ${describeRequiredLevels(request)}, even with sp:scopes:all. After changing scopes, wait up to 20 minutes and get a new token.`,
	},
];
