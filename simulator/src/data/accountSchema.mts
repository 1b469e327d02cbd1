import type { Source } from './types.mts';

/** Returns an attribute of an account schema, as ISC describes it. */
const attribute = (name: string, type: string, isMulti = false, isEntitlement = false) => ({
	name,
	nativeName: null,
	type,
	schema: null,
	description: '',
	isMulti,
	isEntitlement,
	isGroup: false,
});

/** Returns the attribute that identifies an account on a source. */
export const getIdentityAttribute = ({ connectionType }: Source) =>
	connectionType === 'file' ? 'id' : 'distinguishedName';

/** Returns the account schema of a source, with an attribute of each type that ISC has. */
export function buildAccountSchema(source: Source, { id, name }: { id: string; name: string }) {
	const identityAttribute = getIdentityAttribute(source);
	return {
		id,
		name,
		nativeObjectType: 'User',
		identityAttribute,
		displayAttribute: 'displayName',
		hierarchyAttribute: null,
		includePermissions: false,
		features: [],
		configuration: {},
		attributes: [
			attribute(identityAttribute, 'STRING'),
			attribute('accountName', 'STRING'),
			attribute('displayName', 'STRING'),
			attribute('email', 'STRING'),
			attribute('department', 'STRING'),
			attribute('costCenter', 'INT'),
			attribute('badgeNumber', 'LONG'),
			attribute('contractor', 'BOOLEAN'),
			attribute('startDate', 'DATE'),
			attribute('memberOf', 'STRING', true, true),
		],
		created: source.created,
		modified: null,
	};
}
