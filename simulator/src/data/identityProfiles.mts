import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { getSourceReference } from './sources.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

/** Returns the identity profile at an index. */
export function buildIdentityProfile(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const { counts } = context;
	const created = getCreatedDate(index, counts.identityProfiles);
	return {
		id,
		name: `Profile ${index + 1}`,
		created,
		modified: getModifiedDate(created, 4),
		description: null,
		owner: context.identityRef(index),
		priority: 10 * (index + 1),
		authoritativeSource: getSourceReference(context, index % Math.max(1, counts.sources)),
		identityRefreshRequired: false,
		identityCount: index === 0 ? counts.identities : 0,
		identityAttributeConfig: { enabled: true, attributeTransforms: [] },
		identityExceptionReportReference: null,
		hasTimeBasedAttr: false,
	};
}
