import type { FastifyInstance } from 'fastify';
import { firstValue } from '../collections/pagination.mts';
import type { Entity } from '../data/table.mts';
import type { AnyRecord } from '../data/types.mts';
import { badRequest } from '../http/errors.mts';
import type { JsonObject } from '../http/parseBody.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import { getIdentityParameter } from './currentUser.mts';
import { addResource } from './resource.mts';
import type { Resource } from './resource.mts';
import { resolveReference } from './resolveReference.mts';

const FIXED = ['id', 'created', 'modified'];
const MAX_CRITERIA = 50;

function checkCriteria(body: JsonObject): void {
	const criteria = (body.conflictingAccessCriteria ?? {}) as Record<string, JsonObject | null>;
	for (const side of ['leftCriteria', 'rightCriteria']) {
		const list = criteria[side]?.criteriaList;
		if (Array.isArray(list) && list.length > MAX_CRITERIA) {
			throw badRequest(`The field "${side}" has more than ${MAX_CRITERIA} criteria.`);
		}
	}
}

/** Adds the resources that only store records: each is a row, the rest comes from the catalogue. */
export function addPlainResources(app: FastifyInstance, context: SimulatorContext): void {
	const { data } = context;
	const { identities, sources, nonEmployeeSources } = data;
	const add = <T extends Entity>(resource: Resource<T>) => addResource(app, context, resource);
	const resolveOwner = (body: JsonObject) => {
		body.owner = resolveReference(body.owner, identities, 'IDENTITY', 'owner');
	};

	add({
		path: '/access-profiles/v1',
		table: data.accessProfiles,
		create: {
			check: (body) => {
				resolveOwner(body);
				body.source = resolveReference(body.source, sources, 'SOURCE', 'source');
			},
			defaults: () => ({
				description: null,
				enabled: true,
				entitlements: [],
				requestable: true,
				segments: [],
			}),
		},
		patch: {
			mutable: [
				...['name', 'description', 'enabled', 'owner', 'additionalOwners', 'requestable'],
				...['accessRequestConfig', 'revocationRequestConfig', 'segments', 'entitlements'],
				...['provisioningCriteria', 'source'],
			],
		},
		remove: true,
	});
	add({
		path: '/entitlements/v1',
		table: data.entitlements,
		searchAfter: true,
		getters: { type: (entitlement) => entitlement.sourceSchemaObjectType },
		patch: {
			mutable: [
				...['requestable', 'segments', 'privilegeOverride', 'owner', 'name', 'description'],
				'manuallyUpdatedFields',
			],
		},
	});
	add({
		path: '/non-employee-records/v1',
		table: data.nonEmployeeRecords,
		create: {
			check: ({ sourceId }) => {
				if (!nonEmployeeSources.get(String(sourceId))) {
					throw badRequest('The field "sourceId" does not name a source of non-employees.');
				}
			},
			defaults: () => ({ data: {} }),
		},
		replace: {},
		patch: { immutable: ['sourceId', ...FIXED] },
		remove: true,
	});
	add({
		path: '/non-employee-sources/v1',
		table: nonEmployeeSources,
		present: (source, query) =>
			firstValue(query, 'non-employee-count') === 'true'
				? { ...source, nonEmployeeCount: countRecords(context, source) }
				: source,
		create: {
			check: (body) => {
				resolveOwner(body);
				delete body.owner;
			},
			defaults: () => ({
				sourceId: nonEmployeeSources.idAt(1_000_000 + nonEmployeeSources.end),
				approvers: [],
				accountManagers: [],
				cloudExternalId: String(nonEmployeeSources.end),
			}),
		},
		patch: { mutable: ['name', 'description', 'approvers', 'accountManagers'] },
		remove: true,
	});
	add({
		path: '/roles/v1',
		table: data.roles,
		create: {
			check: resolveOwner,
			defaults: () => ({
				description: null,
				enabled: false,
				requestable: false,
				accessProfiles: [],
				entitlements: [],
				membership: null,
				segments: [],
			}),
		},
		patch: {
			mutable: [
				...['name', 'description', 'enabled', 'owner', 'additionalOwners', 'accessProfiles'],
				...['entitlements', 'membership', 'requestable', 'accessRequestConfig'],
				...['revocationRequestConfig', 'segments', 'accessModelMetadata'],
			],
		},
		remove: true,
	});
	add({
		path: '/saved-searches/v1',
		table: data.savedSearches,
		create: {
			defaults: () => {
				const { id } = context.user();
				return { name: null, owner: { type: 'IDENTITY', id }, ownerId: id, public: false };
			},
		},
		remove: true,
	});
	add({
		path: '/segments/v1',
		table: data.segments,
		create: {
			// The documents require nothing.
			required: ['name'],
			defaults: () => ({ description: null, visibilityCriteria: null, active: false }),
		},
		patch: { immutable: FIXED },
		remove: true,
	});
	add({
		path: '/service-desk-integrations/v1',
		table: data.serviceDesks,
		create: {},
		replace: {},
		patch: { immutable: FIXED },
		remove: true,
	});
	add({
		path: '/sod-policies/v1',
		table: data.sodPolicies,
		create: {
			// The documents require nothing, here and below.
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
		},
		replace: { required: ['name'], kept: ['creatorId'] },
		patch: { immutable: ['creatorId', 'modifierId', ...FIXED] },
		remove: true,
	});
	add({
		path: '/source-apps/v1',
		table: data.sourceApps,
		patch: { immutable: ['cloudAppId', ...FIXED] },
	});
	add({
		path: '/transforms/v1',
		table: data.transforms,
		baseFilter: (query) => {
			const name = firstValue(query, 'name');
			return name ? { name, test: (transform) => transform.name === name } : undefined;
		},
		create: { defaults: () => ({ internal: false }) },
		remove: true,
	});
	add({
		path: '/workgroups/v1',
		table: data.workgroups,
		create: {
			// The documents require nothing.
			required: ['name'],
			defaults: () => ({ description: '', memberCount: 0, connectionCount: 0 }),
		},
		patch: { mutable: ['name', 'description', 'owner'] },
		remove: true,
	});
	add({
		path: '/account-activities/v1',
		table: data.accountActivities,
		baseFilter: (_query, request) => {
			const target = getIdentityParameter(request, 'requested-for');
			const requester = getIdentityParameter(request, 'requested-by');
			const either = getIdentityParameter(request, 'regarding-identity');
			if (!target && !requester && !either) return undefined;
			const test = (activity: AnyRecord) => {
				const forId = getIdentityId(activity.targetIdentitySummary);
				const byId = getIdentityId(activity.requesterIdentitySummary);
				return (
					(!target || forId === target) &&
					(!requester || byId === requester) &&
					(!either || forId === either || byId === either)
				);
			};
			return { name: JSON.stringify([target, requester, either]), test };
		},
	});
}

const getIdentityId = (summary: unknown) => (summary as { identityId: string }).identityId;

const countRecords = ({ data }: SimulatorContext, { id }: AnyRecord) =>
	[...data.nonEmployeeRecords].filter(({ sourceId }) => sourceId === id).length;
