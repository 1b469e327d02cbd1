import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { getSourceReference } from './sources.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

const transformTypes = ['upper', 'lower', 'static', 'concat', 'dateFormat', 'accountAttribute'];

/** The transform at an index. */
export function buildTransform(
	_context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const type = transformTypes[index % transformTypes.length] as string;
	return {
		id,
		name: `${type} rule ${index + 1}`,
		type,
		attributes: type === 'static' ? { value: 'fixed' } : {},
		internal: index % 4 === 0,
	};
}

/** The workflow at an index. */
export function buildWorkflow(context: RecordBuilderContext, index: number, id: string): AnyRecord {
	const created = getCreatedDate(index, context.counts.workflows);
	const owner = context.identityRef(index);
	return {
		id,
		name: `Workflow ${index + 1}`,
		description: `Simulated workflow ${index + 1}`,
		owner,
		creator: owner,
		modifiedBy: owner,
		created,
		modified: getModifiedDate(created, 3),
		enabled: index % 2 === 0,
		executionCount: index * 3,
		failureCount: index % 3,
		definition: { start: 'Finish', steps: { Finish: { type: 'success' } } },
		trigger: { type: 'EXTERNAL', displayName: null, attributes: {} },
	};
}

/** The campaign filter at an index. */
export function buildCampaignFilter(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	return {
		id,
		name: `Campaign filter ${index + 1}`,
		description: 'Leaves out service accounts',
		owner: context.personName(index).alias,
		mode: index % 2 ? 'INCLUSION' : 'EXCLUSION',
		criteriaList: [],
		isSystemFilter: index === 0,
	};
}

/** The source app at an index. */
export function buildSourceApp(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const created = getCreatedDate(index, context.counts.sourceApps);
	return {
		id,
		cloudAppId: String(9000 + index),
		name: `App ${index + 1}`,
		created,
		modified: getModifiedDate(created, 2),
		enabled: true,
		provisionRequestEnabled: true,
		description: `App ${index + 1} of the simulated tenant`,
		matchAllAccounts: true,
		appCenterEnabled: index % 2 === 0,
		accountSource: {
			...getSourceReference(context, index % Math.max(1, context.counts.sources)),
			useForPasswordManagement: false,
			passwordPolicies: [],
		},
		owner: context.identityRef(index),
	};
}

/** The governance group at an index. */
export function buildWorkgroup(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const created = getCreatedDate(index, context.counts.workgroups);
	const owner = context.identityRef(index);
	return {
		id,
		name: `Governance group ${index + 1}`,
		description: `Group ${index + 1}`,
		owner: {
			...owner,
			displayName: owner.name,
			emailAddress: `${context.personName(index).alias}@acme.example`,
		},
		memberCount: index,
		connectionCount: 0,
		created,
		modified: getModifiedDate(created, 5),
	};
}

const savedQueries = [
	{
		name: 'Active identities',
		indices: ['identities'],
		query: 'attributes.cloudLifecycleState:active',
		sort: ['displayName'],
		columns: { identity: column('displayName', 'Name', 'email', 'E-mail') },
	},
	{
		name: 'Failed events',
		indices: ['events'],
		query: 'status:FAILED',
		sort: ['-created', 'id'],
		columns: { event: column('created', 'Time', 'name', 'Event') },
		filters: { type: { type: 'TERMS', terms: ['PROVISIONING', 'ACCESS_ITEM'] } },
	},
	{
		name: 'People with a role',
		indices: ['identities'],
		query: '@access(type:ROLE) AND isManager:false',
		sort: ['name', 'id'],
		columns: { identity: column('name', 'Name', 'roleCount', 'Roles') },
	},
	{
		name: 'Privileged entitlements',
		indices: ['entitlements'],
		query: 'true',
		fields: ['privileged'],
		sort: ['name'],
		columns: { entitlement: column('name', 'Name', 'source.name', 'Source') },
	},
];

function column(...pairs: string[]) {
	const columns: { field: string; header: string }[] = [];
	for (let i = 0; i < pairs.length; i += 2) {
		columns.push({ field: pairs[i] as string, header: pairs[i + 1] as string });
	}
	return columns;
}

/** The saved search at an index, which search can run as it is. */
export function buildSavedSearch(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const created = getCreatedDate(index, context.counts.savedSearches);
	const owner = context.identityRef(index);
	const saved = savedQueries[index % savedQueries.length] as (typeof savedQueries)[number];
	const round = Math.floor(index / savedQueries.length);
	return {
		id,
		description: null,
		owner: { type: owner.type, id: owner.id },
		ownerId: owner.id,
		public: false,
		created,
		modified: created,
		fields: null,
		filters: null,
		orderBy: null,
		...saved,
		name: round ? `${saved.name} ${round + 1}` : saved.name,
	};
}
