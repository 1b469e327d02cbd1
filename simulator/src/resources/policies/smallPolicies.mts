import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { anyToken, userToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { addCreate, addDelete, addGet, addPatch, addPut } from '../records.mts';

/** Adds segments and service desk integrations. */
export function smallPolicyRoutes(app: FastifyInstance, context: TenantContext): void {
	const { segments, serviceDesks } = context.data;
	const own = ['id', 'created', 'modified'];

	const segmentRead = anyToken('idn:segment:read', 'idn:segment:manage');
	const segmentManage = anyToken('idn:segment:manage');
	addList(app, context, '/segments/v1', {
		table: segments,
		config: segmentRead,
		fields: { filters: {}, sorters: [] },
	});
	addGet(app, '/segments/v1', segments, segmentRead);
	addCreate(app, context, '/segments/v1', segments, {
		config: segmentManage,
		required: ['name'],
		defaults: () => ({ description: null, visibilityCriteria: null, active: false }),
	});
	addPatch(app, context, '/segments/v1', segments, {
		config: segmentManage,
		rule: { immutable: own },
	});
	addDelete(app, '/segments/v1', segments, segmentManage);

	const path = '/service-desk-integrations/v1';
	const deskRead = userToken(
		'idn:service-desk-integration:read',
		'idn:service-desk-integration:manage',
	);
	const deskManage = userToken('idn:service-desk-integration:manage');
	const required = ['name', 'description', 'type', 'attributes'];
	addList(app, context, path, {
		table: serviceDesks,
		config: deskRead,
		fields: {
			filters: { id: 'eq in', name: 'eq', type: 'eq in', cluster: 'eq in' },
			sorters: ['name'],
		},
	});
	app.get(`${path}/types`, { config: deskRead }, () => [
		{ name: 'ServiceNow', type: 'ServiceNowSDIM', scriptName: 'servicenow-sdim' },
		{ name: 'Generic', type: 'GenericSDIM', scriptName: 'generic-sdim' },
	]);
	addGet(app, path, serviceDesks, deskRead);
	addCreate(app, context, path, serviceDesks, { config: deskManage, status: 200, required });
	addPut(app, context, path, serviceDesks, { config: deskManage, required });
	addPatch(app, context, path, serviceDesks, { config: deskManage, rule: { immutable: own } });
	addDelete(app, path, serviceDesks, deskManage);
}
