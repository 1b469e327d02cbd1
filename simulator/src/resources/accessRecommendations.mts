import type { FastifyInstance } from 'fastify';
import { parseArrayBody, requireFields } from '../http/parseBody.mts';
import type { JsonObject } from '../http/parseBody.mts';
import type { SimulatorContext } from '../simulatorContext.mts';

/** Adds the recommendations that a user has viewed: a list in the request and a list in the response. */
export function addAccessRecommendationRoutes(
	app: FastifyInstance,
	context: SimulatorContext,
): void {
	app.post('/ai-access-request-recommendations/v1/viewed-items/bulk-create', (request) => {
		const items = parseArrayBody(request) as JsonObject[];
		for (const item of items) requireFields(item, ['identityId', 'access.id', 'access.type']);
		const timestamp = context.timestamp();
		return items.map(({ identityId, access }) => ({ identityId, access, timestamp }));
	});
}
