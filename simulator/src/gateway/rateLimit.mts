import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { GatewayRateLimiter } from './rateLimiter.mts';
import { versionBucket } from './version.mts';

/** Returns a 429 to a client that exceeds the rate limit. */
export function enforceRateLimit(
	app: FastifyInstance,
	context: SimulatorContext,
): GatewayRateLimiter {
	const { options } = context;
	const limiter = new GatewayRateLimiter(options.rateLimit, options.now);
	app.addHook('onRequest', (request, reply, done) => {
		const { control, anonymous } = request.routeOptions.config;
		if (control || anonymous) return done();
		const { caller } = request;
		const who = (options.rateKey === 'token' ? caller?.tokenId : caller?.clientId) ?? '(anonymous)';
		const version = versionBucket(request.originalUrl, options.rateLimit.perService);
		const wait = limiter.take(`${who} ${version}`);
		if (wait <= 0) return done();
		reply.code(429).header('retry-after', String(Math.ceil(wait / 1000)));
		reply.send({ message: ' Rate Limit Exceeded ' });
	});
	return limiter;
}
