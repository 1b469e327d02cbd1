import type { FastifyInstance } from 'fastify';
import { parseObjectBody, requireFields } from '../http/parseBody.mts';
import type { SimulatorContext } from '../simulatorContext.mts';

const PATH = '/identity-attributes/v1';
const NAME = 'identity-attributes';

/** Adds identity attributes; their bulk deletion is a DELETE with a body. */
export function addIdentityAttributeRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { settings } = context.data;
	const getRemoved = () => (settings.get(NAME)?.removed ?? []) as unknown[];
	app.delete(`${PATH}/bulk-delete`, (request, reply) => {
		const body = parseObjectBody(request);
		requireFields(body, ['ids']);
		settings.set(NAME, { removed: [...getRemoved(), ...[body.ids].flat()] });
		reply.send();
	});
	app.get(PATH, () =>
		['department', 'location', 'costCenter', 'badgeNumber']
			.filter((name) => !getRemoved().includes(name))
			.map((name) => ({
				name,
				displayName: name,
				type: 'string',
				standard: false,
				multi: false,
				searchable: true,
				system: false,
				sources: [],
			})),
	);
}
