import type { FastifyInstance } from 'fastify';
import { applyJsonPatch } from '../http/jsonPatch.mts';
import type { SimulatorContext } from '../simulatorContext.mts';

const PATH = '/org-config/v1';
const NAME = 'org-config';

/** Adds the configuration of the organization. */
export function addOrgConfigRoutes(
	app: FastifyInstance,
	{ data, options }: SimulatorContext,
): void {
	const getConfig = () =>
		data.settings.get(NAME) ?? {
			orgName: options.tenantName,
			timeZone: 'America/Chicago',
			lcsChangeHonorsSourceEnableFeature: false,
			iaiEnableCertificationRecommendations: true,
			sodReportConfigs: [],
		};
	app.get(PATH, getConfig);
	app.patch(PATH, (request) => {
		data.settings.set(NAME, applyJsonPatch(request, getConfig(), { immutable: ['orgName'] }));
		return getConfig();
	});
}
