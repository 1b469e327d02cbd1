import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';

const visibleUrl = (url: string) =>
	url.startsWith('/oauth/') ? (url.split('?')[0] as string) : url;

/** Logs every request that isn't for the admin endpoints. */
export function logRequests(app: FastifyInstance, context: SimulatorContext): void {
	app.addHook('onRequest', (request, reply, done) => {
		if (!request.routeOptions.config.control) {
			const started = performance.now();
			const route = request.routeOptions.url ?? '(unknown)';
			const entry = context.counters.begin(request.method, route, visibleUrl(request.originalUrl));
			request.logEntry = entry;
			// The response also closes when the connection is cut, unlike Fastify's own end hook.
			reply.raw.once('close', () => context.counters.end(entry, performance.now() - started));
		}
		done();
	});
	app.addHook('preHandler', (request, _reply, done) => {
		const isApiCall = !request.originalUrl.startsWith('/oauth/');
		if (context.options.logBodies && isApiCall && request.logEntry) {
			request.logEntry.body = request.body;
		}
		done();
	});
	app.addHook('onSend', (request, reply, _payload, done) => {
		if (request.logEntry && request.fault?.cut !== 'after') {
			context.counters.answer(request.logEntry, reply.statusCode);
		}
		done();
	});
}
