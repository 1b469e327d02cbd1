import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { userToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { addCreate, addDelete, addGet, addPatch, addPut } from '../records.mts';

const PATH = '/sod-policies/v1';
const read = userToken('idn:sod-policy:read', 'idn:sod-policy:manage');
const manage = userToken('idn:sod-policy:manage');
const MOST_CRITERIA = 50;

function checkCriteria(body: JsonObject): void {
	const criteria = (body.conflictingAccessCriteria ?? {}) as Record<string, JsonObject | null>;
	for (const side of ['leftCriteria', 'rightCriteria']) {
		const list = criteria[side]?.criteriaList;
		if (Array.isArray(list) && list.length > MOST_CRITERIA) {
			throw badRequest(`"${side}" holds more than ${MOST_CRITERIA} entries.`);
		}
	}
}

/** Adds policies of segregation of duties. */
export function sodPolicyRoutes(app: FastifyInstance, context: TenantContext): void {
	const { sodPolicies } = context.data;
	addList(app, context, PATH, {
		table: sodPolicies,
		config: read,
		fields: {
			filters: {
				id: 'eq in',
				name: 'eq in sw co',
				state: 'eq in',
				level: 'eq in',
				type: 'eq',
				description: 'eq co sw',
				'ownerRef.name': 'eq sw',
			},
			sorters: ['id', 'name', 'created', 'modified', 'description', 'ownerRef.name'],
		},
	});
	addGet(app, PATH, sodPolicies, read);
	addCreate(app, context, PATH, sodPolicies, {
		config: manage,
		required: ['name'],
		check: checkCriteria,
		defaults: () => ({
			description: null,
			level: 'MEDIUM',
			state: 'NOT_ENFORCED',
			tags: [],
			type: 'GENERAL',
			scheduled: false,
			creatorId: context.user().id,
			modifierId: null,
		}),
	});
	addPut(app, context, PATH, sodPolicies, {
		config: manage,
		required: ['name'],
		kept: ['creatorId'],
	});
	addPatch(app, context, PATH, sodPolicies, {
		config: manage,
		rule: { immutable: ['id', 'created', 'modified', 'creatorId', 'modifierId'] },
	});
	addDelete(app, PATH, sodPolicies, manage);
}
