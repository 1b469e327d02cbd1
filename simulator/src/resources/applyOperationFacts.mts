import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { findOperationFacts, getOperationFacts } from '../operationFacts.mts';
import type { OperationFacts } from '../operationFacts.mts';

function toConfig(facts: OperationFacts): FastifyContextConfig {
	const { scopes, userOnly, anonymous, experimental, deprecated, status } = facts;
	return { scopes, userOnly, anonymous, experimental, deprecated, status };
}

/** Returns the config of a route that the documents lack: that of a documented operation beside it. */
export const sameAccessAs = (method: string, path: string): FastifyContextConfig =>
	toConfig(getOperationFacts(method, path));

/**
 * Gives every route added from now on the facts of its operation in the catalogue. What a route sets itself in its
 * `config` takes precedence.
 */
export function applyOperationFacts(app: FastifyInstance): void {
	app.addHook('onRoute', (route) => {
		const method = route.method === 'HEAD' ? 'GET' : String(route.method);
		const facts = findOperationFacts(method, route.url);
		const isAdmin = route.config?.control;
		if (!facts && !route.config?.scopes && !isAdmin) {
			throw new Error(`The catalogue has no operation ${method} ${route.url}`);
		}
		if (facts) route.config = { ...toConfig(facts), ...route.config };
	});
	app.addHook('preHandler', (request, reply, done) => {
		reply.code(request.routeOptions.config.status ?? 200);
		done();
	});
}
