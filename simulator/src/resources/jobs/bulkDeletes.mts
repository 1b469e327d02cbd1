import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { Entity, Table } from '../../data/table.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { getRecordOr404 } from '../resource.mts';
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

/** Adds bulk deletions that run as tasks: accounts, entitlements, roles and access profiles. */
export function addBulkDeleteRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { accessProfiles, accounts, entitlements, roles, sources } = context.data;

	const removal = (family: JobFamily, name: string, effect: () => void) => {
		const type = name.toUpperCase().replaceAll(' ', '_');
		const task = runTask(context, { family, type, name }, effect);
		return { type: 'TASK_RESULT', id: task.id, name: null };
	};
	const removeWhere = <T extends Entity>(table: Table<T>, test: (record: T) => boolean) => {
		for (const record of [...table]) if (test(record)) table.remove(record.id);
	};

	app.post('/sources/v1/:id/remove-accounts', (request) => {
		const { id } = getRecordOr404(sources, request);
		return removal('account-removal', 'Remove accounts', () =>
			removeWhere(accounts, ({ sourceId }) => sourceId === id),
		);
	});
	app.post('/accounts/v1/:id/remove', (request) => {
		const { id } = getRecordOr404(accounts, request);
		return removal('account-removal', 'Remove account', () => accounts.remove(id));
	});

	app.post('/entitlements/v1/reset/sources/:id', (request) => {
		const { id } = getRecordOr404(sources, request);
		return removal('entitlement-reset', 'Reset entitlements', () =>
			removeWhere(entitlements, ({ source }) => source.id === id),
		);
	});

	app.post('/roles/v1/bulk-delete', (request) => {
		const ids = idsIn(parseObjectBody(request), 'roleIds');
		return removal('role-deletion', 'Delete roles', () => ids.forEach((id) => roles.remove(id)));
	});

	// Access profiles in use stay; then all stay, unless `bestEffortOnly` is true.
	app.post('/access-profiles/v1/bulk-delete', (request, reply) => {
		const body = parseObjectBody(request);
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
