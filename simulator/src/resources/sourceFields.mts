import type { Fields } from '../filter/fields.mts';
import type { Source } from '../data/types.mts';

const order = 'ge gt le lt ne isnull sw';

/** What sources can be filtered and sorted by. */
export const sourceFields: Fields<Source> = {
	filters: {
		id: `eq in ${order}`,
		name: 'co eq in sw ge gt ne isnull',
		type: 'eq in ge gt ne isnull sw',
		'owner.id': `eq in ${order}`,
		features: 'ca co',
		created: `eq in ${order}`,
		modified: `eq in ${order}`,
		'managementWorkgroup.id': `eq in ${order}`,
		description: 'eq sw',
		authoritative: 'eq ne isnull',
		healthy: 'isnull',
		status: `eq in ${order}`,
		connectionType: `eq in ${order}`,
		connectorName: 'eq ge gt in ne isnull sw',
		category: 'co eq ge gt in le lt ne sw',
	},
	sorters: [
		'type',
		'created',
		'modified',
		'name',
		'owner.name',
		'healthy',
		'status',
		'id',
		'description',
		'owner.id',
		'accountCorrelationConfig.id',
		'accountCorrelationConfig.name',
		'managerCorrelationRule.type',
		'managerCorrelationRule.id',
		'managerCorrelationRule.name',
		'authoritative',
		'managementWorkgroup.id',
		'connectorName',
		'connectionType',
	],
};
