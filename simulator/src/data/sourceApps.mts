import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { getSourceReference } from './sources.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

/** Returns the source app at an index. */
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
