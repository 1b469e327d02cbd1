import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { userToken } from './auth.mts';
import { addList } from './resource.mts';
import { addGet, addPatch } from './records.mts';

const PATH = '/entitlements/v1';
const read = userToken('idn:entitlement:read', 'idn:entitlement:manage');
const time = 'gt lt ge le';

/** Adds entitlements, the one collection that can be read on from a row. */
export function entitlementRoutes(app: FastifyInstance, context: TenantContext): void {
	const { entitlements } = context.data;
	addList(app, context, PATH, {
		table: entitlements,
		config: read,
		searchAfter: true,
		fields: {
			filters: {
				id: 'eq in',
				name: 'eq in sw',
				type: 'eq in',
				attribute: 'eq in',
				value: 'eq in sw',
				'source.id': 'eq in',
				requestable: 'eq',
				created: time,
				modified: time,
				'owner.id': 'eq in',
				tags: 'eq',
				'privilegeLevel.direct': 'eq',
			},
			sorters: [
				'id',
				'name',
				'created',
				'modified',
				'type',
				'attribute',
				'value',
				'source.id',
				'requestable',
			],
			getters: { type: (entitlement) => entitlement.sourceSchemaObjectType },
		},
	});
	addGet(app, PATH, entitlements, read);
	addPatch(app, context, PATH, entitlements, {
		config: userToken('idn:entitlement:manage', 'idn:entitlement:update'),
		rule: {
			mutable: [
				'requestable',
				'segments',
				'privilegeOverride',
				'owner',
				'name',
				'description',
				'manuallyUpdatedFields',
			],
		},
	});
}
