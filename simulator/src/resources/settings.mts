import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { objectBody } from '../http/parseBody.mts';
import { patched } from '../http/jsonPatch.mts';
import { anyToken, userToken } from './auth.mts';

/** Adds the services that are one object each. */
export function settingsRoutes(app: FastifyInstance, context: TenantContext): void {
	const { settings } = context.data;

	const orgConfig = () =>
		settings.get('org-config') ?? {
			orgName: context.options.tenantName,
			timeZone: 'America/Chicago',
			lcsChangeHonorsSourceEnableFeature: false,
			iaiEnableCertificationRecommendations: true,
			sodReportConfigs: [],
		};
	const orgRead = anyToken('idn:org-configs:read', 'idn:org-configs:manage');
	app.get('/org-config/v1', { config: orgRead }, orgConfig);
	app.patch('/org-config/v1', { config: userToken('idn:org-configs:manage') }, (request) => {
		settings.set('org-config', patched(request, orgConfig(), { immutable: ['orgName'] }));
		return orgConfig();
	});

	// v1 is on its way out and says so; v2 is the same without the note.
	const requestConfig = () =>
		settings.get('access-request-config') ?? {
			approvalsMustBeExternal: false,
			autoApprovalEnabled: false,
			reauthorizationEnabled: false,
			requestOnBehalfOfConfig: {
				allowRequestOnBehalfOfAnyoneByAnyone: true,
				allowRequestOnBehalfOfEmployeeByManager: true,
			},
		};
	for (const version of ['v1', 'v2']) {
		const path = `/access-request-config/${version}`;
		const deprecated = version === 'v1';
		const read = { ...userToken('idn:access-request-config:read'), deprecated };
		const manage = { ...userToken('idn:access-request-config:manage'), deprecated };
		app.get(path, { config: read }, requestConfig);
		app.put(path, { config: manage }, (request) => {
			settings.set('access-request-config', objectBody(request));
			return requestConfig();
		});
	}
}
