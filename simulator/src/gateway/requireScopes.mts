import type { FastifyInstance } from 'fastify';
import { ApiError } from '../http/errors.mts';

/** Returns a 403 if the scope or the user is missing, without saying which, as ISC does. */
export function requireScopes(app: FastifyInstance): void {
	app.addHook('onRequest', (request, _reply, done) => {
		const { scopes, userOnly } = request.routeOptions.config;
		const { caller } = request;
		if (!caller || !scopes) return done();
		const entitled =
			caller.scopes.has('sp:scopes:all') || scopes.some((scope) => caller.scopes.has(scope));
		done(entitled && (caller.user || !userOnly) ? undefined : new ApiError(403));
	});
}
