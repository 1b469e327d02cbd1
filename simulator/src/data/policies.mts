import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { pick } from './seededRandom.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

const levels = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const tags = ['PCI', 'SOX', 'CRITICAL'];

/** Returns the segregation-of-duties policy at an index. */
export function buildSodPolicy(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const created = getCreatedDate(index, context.counts.sodPolicies);
	const department = pick(context.words.departments, context.seed + 31, index);
	const owner = context.identityRef(index);
	return {
		id,
		name: `${department} separation ${index + 1}`,
		created,
		modified: getModifiedDate(created, 2),
		description: null,
		ownerRef: owner,
		level: pick(levels, context.seed + 32, index),
		externalPolicyReference: null,
		policyQuery: `@access(name:"${department}") AND @access(name:"Audit")`,
		compensatingControls: null,
		correctionAdvice: null,
		state: index % 3 === 2 ? 'NOT_ENFORCED' : 'ENFORCED',
		tags: [],
		creatorId: owner.id,
		modifierId: null,
		violationOwnerAssignmentConfig: { assignmentRule: 'MANAGER', ownerRef: null },
		scheduled: false,
		type: 'GENERAL',
		conflictingAccessCriteria: null,
	};
}

/** Returns the segment at an index. */
export function buildSegment(context: RecordBuilderContext, index: number, id: string): AnyRecord {
	const created = getCreatedDate(index, context.counts.segments);
	const city = pick(context.words.cities, context.seed + 33, index);
	return {
		id,
		name: `People in ${city} ${index + 1}`,
		created,
		modified: created,
		description: `What people in ${city} can ask for`,
		owner: context.identityRef(index),
		visibilityCriteria: {
			expression: {
				operator: 'EQUALS',
				attribute: 'location',
				value: { type: 'STRING', value: city },
				children: [],
			},
		},
		active: index % 2 === 0,
	};
}

/** Returns the tagged object at an index: access profiles, one after the other. */
export function buildTaggedObject(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const department = pick(context.words.departments, context.seed + 9, index);
	return {
		id,
		objectRef: {
			type: 'ACCESS_PROFILE',
			id: context.idOf('accessProfile', index),
			name: `${department} Access ${index + 1}`,
		},
		tags: [pick(tags, context.seed + 34, index)],
	};
}

/** Returns the service desk integration at an index. */
export function buildServiceDesk(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const created = getCreatedDate(index, context.counts.serviceDesks);
	return {
		id,
		name: `Service desk ${index + 1}`,
		created,
		modified: created,
		description: 'Opens tickets for sources without a connection',
		type: index % 2 ? 'Generic' : 'ServiceNow',
		ownerRef: context.identityRef(index),
		clusterRef: null,
		cluster: null,
		managedSources: [],
		provisioningConfig: { universalManager: true, managedResourceRefs: [] },
		attributes: { url: 'https://desk.example' },
		beforeProvisioningRule: null,
	};
}
