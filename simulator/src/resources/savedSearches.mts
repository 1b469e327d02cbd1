import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { getRecordOr404 } from './resource.mts';

/** Adds the execution of a saved search, whose response is empty. */
export function addSavedSearchRoutes(app: FastifyInstance, { data }: SimulatorContext): void {
	app.post('/saved-searches/v1/:id/execute', (request, reply) => {
		getRecordOr404(data.savedSearches, request);
		reply.send();
	});
}
