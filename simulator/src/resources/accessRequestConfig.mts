import type { FastifyInstance } from 'fastify';
import { parseObjectBody } from '../http/parseBody.mts';
import type { SimulatorContext } from '../simulatorContext.mts';

const NAME = 'access-request-config';

/** Adds the configuration of access requests: v1 is deprecated, v2 is otherwise the same. */
export function addAccessRequestConfigRoutes(
	app: FastifyInstance,
	{ data }: SimulatorContext,
): void {
	const getConfig = () =>
		data.settings.get(NAME) ?? {
			approvalsMustBeExternal: false,
			autoApprovalEnabled: false,
			reauthorizationEnabled: false,
			requestOnBehalfOfConfig: {
				allowRequestOnBehalfOfAnyoneByAnyone: true,
				allowRequestOnBehalfOfEmployeeByManager: true,
			},
		};
	for (const path of ['/access-request-config/v1', '/access-request-config/v2']) {
		app.get(path, getConfig);
		app.put(path, (request) => {
			data.settings.set(NAME, parseObjectBody(request));
			return getConfig();
		});
	}
}
