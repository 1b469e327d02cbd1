import type { FastifyInstance } from 'fastify';
import { badRequest } from '../http/errors.mts';
import { parseArrayBody } from '../http/parseBody.mts';
import type { JsonObject } from '../http/parseBody.mts';
import type { SimulatorContext } from '../simulatorContext.mts';

/** Adds the bulk update of access profiles: a 207 whose items can fail although the request succeeds. */
export function addAccessProfileRoutes(app: FastifyInstance, context: SimulatorContext): void {
	app.post('/access-profiles/v1/bulk-update-requestable', (request) => {
		const items = parseArrayBody(request) as JsonObject[];
		if (items.some((item) => typeof item?.id !== 'string')) {
			throw badRequest('Each item needs an "id".');
		}
		return items.map(({ id, requestable }) => {
			const found = context.data.accessProfiles.update(String(id), {
				requestable: Boolean(requestable),
				modified: context.timestamp(),
			});
			const status = found ? '200' : '404';
			return { id, requestable, status, description: found ? 'Updated' : 'Not found' };
		});
	});
}
