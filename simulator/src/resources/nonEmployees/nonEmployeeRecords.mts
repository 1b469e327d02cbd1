import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { anyToken, userToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { addCreate, addDelete, addGet, addPatch, addPut } from '../records.mts';
import { required } from './nonEmployeeFields.mts';

const PATH = '/non-employee-records/v1';
const read = anyToken('idn:nelm:read');
const manage = anyToken('idn:nelm:manage');

/** Adds the records of non-employees. */
export function nonEmployeeRecordRoutes(app: FastifyInstance, context: TenantContext): void {
	const { nonEmployeeRecords, nonEmployeeSources } = context.data;
	addList(app, context, PATH, {
		table: nonEmployeeRecords,
		config: read,
		fields: {
			filters: { sourceId: 'eq' },
			sorters: ['id', ...required, 'created', 'modified'],
		},
	});
	addGet(app, PATH, nonEmployeeRecords, read);
	addCreate(app, context, PATH, nonEmployeeRecords, {
		config: manage,
		status: 200,
		required,
		check: (body) => {
			if (!nonEmployeeSources.get(String(body.sourceId))) {
				throw badRequest('The field "sourceId" names no source of non-employees.');
			}
		},
		defaults: () => ({ data: {} }),
	});
	addPut(app, context, PATH, nonEmployeeRecords, {
		config: userToken('idn:nelm:manage'),
		required,
	});
	addPatch(app, context, PATH, nonEmployeeRecords, {
		config: userToken('idn:nelm:manage'),
		rule: { immutable: ['id', 'sourceId', 'created', 'modified'] },
	});
	addDelete(app, PATH, nonEmployeeRecords, manage);
	app.post(`${PATH}/bulk-delete`, { config: manage }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['ids']);
		if (!Array.isArray(body.ids)) throw badRequest('The field "ids" must be a list.');
		for (const id of body.ids) nonEmployeeRecords.remove(String(id));
		reply.code(204).send();
	});
}
