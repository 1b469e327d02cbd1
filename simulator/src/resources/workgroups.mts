import type { FastifyInstance } from 'fastify';
import { parseList } from '../http/parseBody.mts';
import type { SimulatorContext } from '../simulatorContext.mts';

/** Adds the bulk deletion of governance groups: a 207 whose items can fail although the request succeeds. */
export function addWorkgroupRoutes(app: FastifyInstance, { data }: SimulatorContext): void {
	app.post('/workgroups/v1/bulk-delete', (request) =>
		parseList(request, 'ids').map((id) => {
			const removed = data.workgroups.remove(String(id));
			return { id, status: removed ? 204 : 404, description: removed ? 'Deleted' : 'Not found' };
		}),
	);
}
