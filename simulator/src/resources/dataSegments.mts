import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { getRecordOr404 } from './resource.mts';

/** Adds whether data segmentation is enabled for a user: the response is only a boolean. */
export function addDataSegmentRoutes(app: FastifyInstance, { data }: SimulatorContext): void {
	app.get('/data-segments/v1/user-enabled/:id', (request, reply) => {
		getRecordOr404(data.identities, request);
		return reply.type('application/json').send('true');
	});
}
