import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { getCreatedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

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

/** Builds the saved search at an index, which search can run. */
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
