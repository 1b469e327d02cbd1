import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { arrayBody } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { userToken } from './auth.mts';
import { addList } from './resource.mts';
import { addCreate, addDelete, addGet, addPatch } from './records.mts';
import { resolveReference } from './resolveReference.mts';

const PATH = '/access-profiles/v1';
const read = userToken('idn:access-profile:read');
const manage = userToken('idn:access-profile:manage');

const mutable = [
	'name',
	'description',
	'enabled',
	'owner',
	'additionalOwners',
	'requestable',
	'accessRequestConfig',
	'revocationRequestConfig',
	'segments',
	'entitlements',
	'provisioningCriteria',
	'source',
];

/** Adds access profiles. */
export function accessProfileRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accessProfiles, identities, sources } = context.data;
	addList(app, context, PATH, {
		table: accessProfiles,
		config: read,
		fields: {
			filters: {
				id: 'eq in',
				name: 'eq sw',
				created: 'gt ge le',
				modified: 'gt lt ge le',
				'owner.id': 'eq in',
				requestable: 'eq',
				'source.id': 'eq in',
			},
			sorters: ['name', 'created', 'modified'],
		},
	});
	addGet(app, PATH, accessProfiles, read);
	addCreate(app, context, PATH, accessProfiles, {
		config: userToken(
			'idn:access-profile:manage',
			'idn:entitlement:read',
			'idn:identity:read',
			'idn:sources:read',
		),
		required: ['name', 'owner', 'source'],
		check: (body) => {
			body.owner = resolveReference(body.owner, identities, 'IDENTITY', 'owner');
			body.source = resolveReference(body.source, sources, 'SOURCE', 'source');
		},
		defaults: () => ({
			description: null,
			enabled: true,
			entitlements: [],
			requestable: true,
			segments: [],
		}),
	});
	addPatch(app, context, PATH, accessProfiles, { config: manage, rule: { mutable } });
	addDelete(app, PATH, accessProfiles, manage);

	// A 207 whose items may have failed although the request did not.
	app.post(`${PATH}/bulk-update-requestable`, { config: manage }, (request, reply) => {
		const items = arrayBody(request) as JsonObject[];
		if (items.some((item) => typeof item?.id !== 'string'))
			throw badRequest('Each item needs an "id".');
		reply.code(207);
		return items.map(({ id, requestable }) => {
			const found = accessProfiles.update(String(id), {
				requestable: Boolean(requestable),
				modified: context.timestamp(),
			});
			const status = found ? '200' : '404';
			return { id, requestable, status, description: found ? 'Updated' : 'Not found' };
		});
	});
}
