import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';

/** Reads the caller of a request from its token. A later step rejects requests without a caller. */
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
