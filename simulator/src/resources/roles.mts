import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { anyToken, userToken } from './auth.mts';
import { addList } from './resource.mts';
import { addCreate, addDelete, addGet, addPatch } from './records.mts';
import { resolveReference } from './resolveReference.mts';

const PATH = '/roles/v1';
const read = anyToken(
	'idn:role-unchecked:read',
	'idn:role-unchecked:manage',
	'idn:role-checked:manage',
	'idn:role-checked:read',
);
const manage = userToken('idn:role-unchecked:manage', 'idn:role-checked:manage');

const mutable = [
	'name',
	'description',
	'enabled',
	'owner',
	'additionalOwners',
	'accessProfiles',
	'entitlements',
	'membership',
	'requestable',
	'accessRequestConfig',
	'revocationRequestConfig',
	'segments',
	'accessModelMetadata',
];

/** Adds roles, whose pages are never longer than 50. */
export function roleRoutes(app: FastifyInstance, context: TenantContext): void {
	const { roles, identities } = context.data;
	addList(app, context, PATH, {
		table: roles,
		config: read,
		limits: { defaultLimit: 50, maxLimit: 50 },
		fields: {
			filters: {
				id: 'eq in',
				name: 'eq sw',
				created: 'gt ge le',
				modified: 'lt ge le',
				'owner.id': 'eq in',
				requestable: 'eq',
				dimensional: 'eq',
			},
			sorters: ['name', 'created', 'modified'],
		},
	});
	addGet(app, PATH, roles, read);
	addCreate(app, context, PATH, roles, {
		config: manage,
		required: ['name', 'owner'],
		check: (body) => {
			body.owner = resolveReference(body.owner, identities, 'IDENTITY', 'owner');
		},
		defaults: () => ({
			description: null,
			enabled: false,
			requestable: false,
			accessProfiles: [],
			entitlements: [],
			membership: null,
			segments: [],
		}),
	});
	addPatch(app, context, PATH, roles, { config: manage, rule: { mutable } });
	addDelete(app, PATH, roles, manage);
}
