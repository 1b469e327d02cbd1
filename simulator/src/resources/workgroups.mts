import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { objectBody, requireFields } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { anyToken } from './auth.mts';
import { addList } from './resource.mts';
import { addCreate, addDelete, addGet, addPatch } from './records.mts';

const PATH = '/workgroups/v1';

/** Adds governance groups. */
export function workgroupRoutes(app: FastifyInstance, context: TenantContext): void {
	const { workgroups } = context.data;
	const read = anyToken('idn:workgroup:read', 'idn:workgroup:manage');
	const manage = anyToken('idn:workgroup:manage');
	addList(app, context, PATH, {
		table: workgroups,
		config: read,
		fields: {
			filters: { id: 'eq in sw', name: 'eq sw in', 'memberships.identityId': 'eq in' },
			sorters: ['name', 'created', 'modified', 'id', 'description'],
		},
	});
	addGet(app, PATH, workgroups, read);
	addCreate(app, context, PATH, workgroups, {
		config: manage,
		status: 200,
		required: ['name'],
		defaults: () => ({ description: '', memberCount: 0, connectionCount: 0 }),
	});
	addPatch(app, context, PATH, workgroups, {
		config: manage,
		rule: { mutable: ['name', 'description', 'owner'] },
	});
	addDelete(app, PATH, workgroups, manage);

	// A 207 whose items may have failed although the request did not.
	app.post(`${PATH}/bulk-delete`, { config: manage }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['ids']);
		if (!Array.isArray(body.ids)) throw badRequest('The field "ids" must be a list.');
		reply.code(207);
		return body.ids.map((id: unknown) => {
			const removed = workgroups.remove(String(id));
			return { id, status: removed ? 204 : 404, description: removed ? 'Deleted' : 'Not found' };
		});
	});
}
