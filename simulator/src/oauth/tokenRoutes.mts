import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { ApiError } from '../http/errors.mts';
import { grantToken } from './tokenGrants.mts';
import { OAuthError } from './oauthError.mts';
import { parseTokenRequest } from './tokenRequest.mts';

/** Adds the token endpoint, the tenant information and the user information. */
export function addTokenRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const anonymous = { config: { anonymous: true } };

	app.post('/oauth/token', anonymous, async (request, reply) => {
		if (/^Bearer\b/i.test(request.headers.authorization ?? '')) {
			// ISC rejects a request with a token of an earlier request before it reads the body.
			return reply.code(401).send({ error: 'JWT validation failed: JWT is expired' });
		}
		reply.header('cache-control', 'no-store');
		try {
			const parameters = await parseTokenRequest(request);
			context.counters.countGrant(parameters.grant_type ?? 'missing');
			return grantToken(context, parameters);
		} catch (error) {
			if (!(error instanceof OAuthError)) throw error;
			return reply.code(error.status).send(error.body);
		}
	});

	app.get('/oauth/info', anonymous, () => {
		const url = context.url();
		return {
			tenantId: context.tokens.tenantId,
			tenantName: context.options.tenantName,
			authorizeEndpoint: `${url}/oauth/authorize`,
			tokenEndpoint: `${url}/oauth/token`,
			cloudDomainUrl: url,
			logoutUrl: `${url}/logout`,
			pod: 'sim01-local',
		};
	});

	app.get('/oauth/userinfo', (request) => {
		const user = request.caller?.user;
		const identity = user && context.data.identities.get(user.id);
		if (!identity) throw new ApiError(403);
		return {
			id: identity.id,
			uid: identity.alias,
			alias: identity.alias,
			displayName: identity.name,
			email: identity.emailAddress,
			org: context.options.tenantName,
			pod: 'sim01-local',
		};
	});
}
