import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { applyEarly } from '../faults/beforeRequest.mts';
import { applyLate } from '../faults/beforeResponse.mts';

/** Lets faults strike, and adds the latency of the tenant. */
export function injectFaults(app: FastifyInstance, context: TenantContext): void {
	app.addHook('onRequest', (request, reply, done) => {
		if (request.routeOptions.config.control) return done();
		request.fault = context.faults.strike(request.method, [request.originalUrl, request.url]);
		const wait = context.options.latencyMs + (request.fault?.latencyMs ?? 0);
		const go = () => {
			if (!applyEarly(context, request, reply)) done();
		};
		if (wait > 0) setTimeout(go, wait);
		else go();
	});
	app.addHook('onSend', (request, reply, payload, done) => {
		done(null, applyLate(context.faults, request, reply, payload));
	});
}
