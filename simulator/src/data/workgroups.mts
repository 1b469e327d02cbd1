import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

/** Returns the governance group at an index. */
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
