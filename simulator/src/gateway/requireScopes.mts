import type { FastifyInstance } from 'fastify';
import { ApiError } from '../http/errors.mts';

/** Answers 403 where the scope or the person is missing; it does not tell which. */
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
