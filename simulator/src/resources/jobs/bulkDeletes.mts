import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Entity, Table } from '../../data/table.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { anyToken, userToken } from '../auth.mts';
import { recordOf } from '../records.mts';
import { runTask } from '../tasks.mts';
import type { JobFamily } from './job.mts';

const MOST = 50;

function idsIn(body: JsonObject, field: string): string[] {
	requireFields(body, [field]);
	const ids = body[field];
	if (!Array.isArray(ids) || ids.length > MOST) {
		throw badRequest(`The field "${field}" must be a list of no more than ${MOST}.`);
	}
	return ids.map(String);
}

/** Adds what is removed by tasks: accounts, entitlements, roles and access profiles. */
export function removalRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accessProfiles, accounts, entitlements, roles, sources } = context.data;

	const removal = (family: JobFamily, name: string, effect: () => void) => {
		const type = name.toUpperCase().replaceAll(' ', '_');
		const task = runTask(context, { family, type, name }, effect);
		return { type: 'TASK_RESULT', id: task.id, name: null };
	};
	const removeWhere = <T extends Entity>(table: Table<T>, test: (record: T) => boolean) => {
		for (const record of [...table]) if (test(record)) table.remove(record.id);
	};

	const userManage = userToken('idn:accounts:manage');
	app.post('/sources/v1/:id/remove-accounts', { config: userManage }, (request, reply) => {
		const { id } = recordOf(sources, request);
		reply.code(202);
		return removal('account-removal', 'Remove accounts', () =>
			removeWhere(accounts, ({ sourceId }) => sourceId === id),
		);
	});
	const anyManage = anyToken('idn:accounts:manage');
	app.post('/accounts/v1/:id/remove', { config: anyManage }, (request, reply) => {
		const { id } = recordOf(accounts, request);
		reply.code(202);
		return removal('account-removal', 'Remove account', () => accounts.remove(id));
	});

	const entitlementManage = userToken('idn:entitlement:manage');
	app.post(
		'/entitlements/v1/reset/sources/:id',
		{ config: entitlementManage },
		(request, reply) => {
			const { id } = recordOf(sources, request);
			reply.code(202);
			return removal('entitlement-reset', 'Reset entitlements', () =>
				removeWhere(entitlements, ({ source }) => source.id === id),
			);
		},
	);

	const roleManage = userToken('idn:role-unchecked:manage', 'idn:role-checked:manage');
	app.post('/roles/v1/bulk-delete', { config: roleManage }, (request, reply) => {
		const ids = idsIn(objectBody(request), 'roleIds');
		reply.code(202);
		return removal('role-deletion', 'Delete roles', () => ids.forEach((id) => roles.remove(id)));
	});

	// Those that a role holds stay; with them, all stay unless as many as possible are to go.
	const profileManage = userToken('idn:access-profile:manage');
	app.post('/access-profiles/v1/bulk-delete', { config: profileManage }, (request, reply) => {
		const body = objectBody(request);
		const ids = idsIn(body, 'accessProfileIds').filter((id) => accessProfiles.get(id));
		const inUse = ids.flatMap((accessProfileId) => {
			const usedBy = [...roles]
				.filter((role) => role.accessProfiles.some(({ id }) => id === accessProfileId))
				.map(({ id, name }) => ({ type: 'ROLE', id, name }));
			return usedBy.length ? [{ accessProfileId, usedBy }] : [];
		});
		const held = new Set(inUse.map(({ accessProfileId }) => accessProfileId));
		const pending =
			held.size && body.bestEffortOnly !== true ? [] : ids.filter((id) => !held.has(id));
		if (pending.length === 0) return { taskId: null, pending, inUse };
		const task = removal('access-profile-deletion', 'Delete access profiles', () =>
			pending.forEach((id) => accessProfiles.remove(id)),
		);
		reply.code(202);
		return { taskId: task.id, pending, inUse };
	});
}
