import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';

const texts = {
	missing: 'JWT is required',
	expired: 'JWT validation failed: JWT is expired',
	invalid: 'JWT validation failed: JWT is not valid',
};

/** Returns a 401 for requests without a valid token. */
export function requireToken(app: FastifyInstance, { options }: SimulatorContext): void {
	app.addHook('onRequest', (request, reply, done) => {
		const { control, anonymous, tokenOptional } = request.routeOptions.config;
		if (control || anonymous || request.caller) return done();
		const isOptional = tokenOptional && options.completionToken === 'optional';
		if (isOptional && request.tokenProblem === 'missing') return done();
		reply.code(401).send({ error: texts[request.tokenProblem] });
	});
}
