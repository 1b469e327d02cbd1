import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { applyBeforeRequest } from '../faults/beforeRequest.mts';
import { applyBeforeResponse } from '../faults/beforeResponse.mts';

/** Applies faults, and adds the latency of the simulator. */
export function injectFaults(app: FastifyInstance, context: SimulatorContext): void {
	app.addHook('onRequest', (request, reply, done) => {
		if (request.routeOptions.config.control) return done();
		request.fault = context.faults.match(request.method, [request.originalUrl, request.url]);
		const wait = context.options.latencyMs + (request.fault?.latencyMs ?? 0);
		const go = () => {
			if (!applyBeforeRequest(context, request, reply)) done();
		};
		// A request that its client gave up doesn't keep the process running.
		if (wait > 0) setTimeout(go, wait).unref();
		else go();
	});
	app.addHook('onSend', (request, reply, payload, done) => {
		done(null, applyBeforeResponse(context.faults, request, reply, payload));
	});
}
