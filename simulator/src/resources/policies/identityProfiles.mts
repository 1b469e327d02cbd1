import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import { arrayBody } from '../../http/parseBody.mts';
import { notFound } from '../../http/errors.mts';
import { anyToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { addCreate, addGet, addPatch, recordOf } from '../records.mts';
import { resolveReference } from '../resolveReference.mts';
import { runTask, taskNow } from '../tasks.mts';

const PATH = '/identity-profiles/v1';
const read = anyToken('idn:identity-profile:read');
const manage = anyToken('idn:identity-profile:manage');
const order = 'eq ne ge gt in le sw';

/** Adds identity profiles, which are deleted by tasks. */
export function identityProfileRoutes(app: FastifyInstance, context: TenantContext): void {
	const { identityProfiles, sources } = context.data;
	addList(app, context, PATH, {
		table: identityProfiles,
		config: read,
		fields: {
			filters: { id: order, name: order, priority: 'eq ne' },
			sorters: ['id', 'name', 'priority', 'created', 'modified', 'owner.id', 'owner.name'],
		},
	});
	addGet(app, PATH, identityProfiles, read);
	addCreate(app, context, PATH, identityProfiles, {
		config: manage,
		required: ['name', 'authoritativeSource'],
		check: (body) => {
			const given = body.authoritativeSource;
			body.authoritativeSource = resolveReference(given, sources, 'SOURCE', 'authoritativeSource');
		},
		defaults: () => ({
			description: null,
			owner: null,
			priority: 10 * (identityProfiles.size + 1),
			identityRefreshRequired: false,
			identityCount: 0,
		}),
	});
	addPatch(app, context, PATH, identityProfiles, {
		config: manage,
		rule: {
			immutable: ['id', 'created', 'modified', 'identityCount', 'identityRefreshRequired'],
		},
	});

	const remove = (profiles: Plain[]) => {
		const family = 'identity-profile-deletion';
		const type = 'IDENTITY_PROFILE_DELETION';
		const task = { family, type, name: 'Delete identity profile' } as const;
		const started = runTask(context, task, () =>
			profiles.forEach(({ id }) => identityProfiles.remove(id)),
		);
		const { id, description, launcher, completed, launched, completionStatus, uniqueName } =
			taskNow(context, started);
		return { id, name: uniqueName, description, launcher, completed, launched, completionStatus };
	};
	app.delete(`${PATH}/:id`, { config: manage }, (request, reply) => {
		const profile = recordOf(identityProfiles, request);
		reply.code(202);
		return remove([profile]);
	});
	app.post(`${PATH}/bulk-delete`, { config: manage }, (request, reply) => {
		const profiles = arrayBody(request).map((id) => {
			const profile = identityProfiles.get(String(id));
			if (!profile) throw notFound('identityProfile', String(id));
			return profile;
		});
		reply.code(202);
		return remove(profiles);
	});
}
