import type { FastifyInstance } from 'fastify';

/** Adds the types of service desk integrations. */
export function addServiceDeskRoutes(app: FastifyInstance): void {
	app.get('/service-desk-integrations/v1/types', () => [
		{ name: 'ServiceNow', type: 'ServiceNowSDIM', scriptName: 'servicenow-sdim' },
		{ name: 'Generic', type: 'GenericSDIM', scriptName: 'generic-sdim' },
	]);
}
