import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { AnyRecord } from '../data/types.mts';
import { parseArrayBody } from '../http/parseBody.mts';
import { notFound } from '../http/errors.mts';
import { addResource, getRecordOr404 } from './resource.mts';
import { resolveReference } from './resolveReference.mts';
import { runTask, presentTask } from './tasks.mts';

const PATH = '/identity-profiles/v1';

/** Adds identity profiles, which are deleted by tasks. */
export function addIdentityProfileRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { identityProfiles, sources } = context.data;
	addResource(app, context, {
		path: PATH,
		table: identityProfiles,
		create: {
			check: (body) => {
				const field = 'authoritativeSource';
				body[field] = resolveReference(body[field], sources, 'SOURCE', field);
			},
			defaults: () => ({
				description: null,
				owner: null,
				priority: 10 * (identityProfiles.size + 1),
				identityRefreshRequired: false,
				identityCount: 0,
			}),
		},
		patch: {
			immutable: ['id', 'created', 'modified', 'identityCount', 'identityRefreshRequired'],
		},
	});

	const remove = (profiles: AnyRecord[]) => {
		const family = 'identity-profile-deletion';
		const type = 'IDENTITY_PROFILE_DELETION';
		const task = { family, type, name: 'Delete identity profile' } as const;
		const started = runTask(context, task, () =>
			profiles.forEach(({ id }) => identityProfiles.remove(id)),
		);
		const { id, description, launcher, completed, launched, completionStatus, uniqueName } =
			presentTask(context, started);
		return { id, name: uniqueName, description, launcher, completed, launched, completionStatus };
	};
	app.delete(`${PATH}/:id`, (request) => {
		const profile = getRecordOr404(identityProfiles, request);
		return remove([profile]);
	});
	app.post(`${PATH}/bulk-delete`, (request) => {
		const profiles = parseArrayBody(request).map((id) => {
			const profile = identityProfiles.get(String(id));
			if (!profile) throw notFound('identityProfile', String(id));
			return profile;
		});
		return remove(profiles);
	});
}
