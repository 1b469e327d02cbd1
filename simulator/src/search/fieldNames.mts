import type { IndexName } from './indices.mts';

const everywhere = 'id name displayName created modified synced pod org _type type _version';
const access =
	'description enabled requestable requestCommentsRequired owner segments segmentCount tags';

/** Top-level fields of the documents of each index, in addition to those of all indices. */
const names: Record<IndexName, string> = {
	accessprofiles: `${access} source entitlements entitlementCount apps`,
	roles: `${access} accessProfiles accessProfileCount entitlements entitlementCount dimensional`,
	entitlements: `${access} source attribute value schema sourceSchemaObjectType cloudGoverned privileged
		attributes truncatedAttributes containsDataAccess manuallyUpdatedFields permissions`,
	accountactivities: `action stage status requester recipient trackingNumber errors warnings approvals
		originalRequests expansionItems accountRequests sources`,
	events: `action actor target stack trackingNumber ipAddress details attributes objects operation status
		technicalName`,
	identities: `firstName lastName email phone inactive protected status employeeNumber manager isManager
		identityProfile source attributes disabled locked processingState processingDetails tags tagCount
		visibleSegments visibleSegmentCount accounts accountCount apps appCount access accessCount
		entitlementCount roleCount accessProfileCount owns ownsCount`,
};

const known = Object.fromEntries(
	Object.entries(names).map(([index, list]) => [
		index,
		new Set(`${everywhere} ${list}`.split(/\s+/)),
	]),
) as Record<IndexName, Set<string>>;

/** Returns whether documents of an index can have a field. */
export function hasField(index: IndexName, field: string): boolean {
	return known[index].has(field.split('.')[0] as string);
}
