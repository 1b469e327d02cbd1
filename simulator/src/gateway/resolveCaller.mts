import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';

/** Finds out who is calling; refusing is left to a later step. */
export function resolveCaller(app: FastifyInstance, context: SimulatorContext): void {
	app.addHook('onRequest', (request, _reply, done) => {
		const { control, anonymous } = request.routeOptions.config;
		if (!control && !anonymous) {
			const header = request.headers.authorization ?? '';
			const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
			const found = token ? context.tokens.check(token) : 'missing';
			if (typeof found === 'string') request.tokenProblem = found;
			else {
				request.caller = found;
				if (request.logEntry) request.logEntry.clientId = found.clientId;
			}
		}
		done();
	});
}
