import type { Fields } from '../filter/fields.mts';
import type { Account } from '../data/types.mts';

const text = 'eq in sw';
const time = 'eq ge gt le lt';

/** What accounts can be filtered and sorted by. */
export const accountFields: Fields<Account> = {
	filters: {
		id: text,
		identityId: text,
		name: text,
		nativeIdentity: text,
		hasEntitlements: 'eq',
		sourceId: text,
		uncorrelated: 'eq',
		entitlements: 'eq',
		origin: 'eq in',
		manuallyCorrelated: 'eq',
		'identity.name': text,
		'identity.correlated': 'eq',
		'identity.identityState': 'eq in',
		'source.displayableName': 'eq in',
		'source.authoritative': 'eq',
		'source.connectionType': 'eq in',
		'recommendation.method': 'eq in isnull',
		created: time,
		modified: time,
	},
	sorters: [
		'id',
		'name',
		'created',
		'modified',
		'sourceId',
		'identityId',
		'nativeIdentity',
		'uuid',
		'manuallyCorrelated',
		'entitlements',
		'origin',
		'identity.name',
		'identity.identityState',
		'identity.correlated',
		'source.displayableName',
		'source.authoritative',
		'source.connectionType',
	],
	getters: {
		entitlements: (account) => account.attributes.memberOf,
		'identity.correlated': (account) => !account.uncorrelated,
		'identity.identityState': (account) => account.identityState,
		'source.displayableName': (account) => account.sourceName,
		'source.authoritative': (account) => account.authoritative,
		'source.connectionType': (account) => account.connectionType,
	},
};
