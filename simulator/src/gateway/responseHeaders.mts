import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { ApiError, RawResponse, newTrackingId, standardError } from '../http/errors.mts';

/** Adds request ID and date to every response, and a body to every failure. */
export function addResponseHeaders(app: FastifyInstance, { options }: SimulatorContext): void {
	app.addHook('onRequest', (request, reply, done) => {
		request.trackingId = newTrackingId();
		reply.header('SLPT-Request-Id', request.trackingId);
		// Node otherwise adds its own.
		reply.raw.sendDate = false;
		const time = new Date(options.now() + options.dateHeaderOffsetMs).toUTCString();
		if (options.dateHeader !== 'missing') {
			reply.header('Date', options.dateHeader === 'time' ? time : 'just now');
		}
		done();
	});
	app.setNotFoundHandler((request, reply) => {
		reply.code(404).send(standardError(404, request.trackingId, [], options.errorReasons));
	});
	app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
		if (error instanceof RawResponse) return reply.code(error.status).send(error.body);
		// Fastify's own errors (invalid JSON, unknown media type) are bad requests in ISC.
		const refused = error.statusCode && error.statusCode < 500 ? 400 : 500;
		const status = error instanceof ApiError ? error.status : refused;
		const causes = error instanceof ApiError ? error.causes : [error.message];
		return reply
			.code(status)
			.send(standardError(status, request.trackingId, causes, options.errorReasons));
	});
}
