import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { hash } from './seededRandom.mts';
import { getSourceReference } from './sources.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

const types = ['appRequest', 'IdentityRefresh', 'CloudAutomated', 'AccessRequest'];
const outcomes = ['SUCCESS', 'SUCCESS', 'SUCCESS', 'FAILURE', 'INCOMPLETE', 'PENDING'];

/** Returns the account activity at an index. */
export function buildActivity(context: RecordBuilderContext, index: number, id: string): AnyRecord {
	const { counts, seed } = context;
	const created = getCreatedDate(index, counts.accountActivities);
	const outcome = outcomes[hash(seed, index) % outcomes.length] as string;
	const done = outcome !== 'PENDING';
	const requester = context.identityRef(hash(seed + 1, index));
	const target = context.identityRef(hash(seed + 2, index));
	const summary = (ref: { id: string; name: string }) => ({
		id: ref.id,
		name: ref.name,
		identityId: ref.id,
		completed: done,
	});
	return {
		id,
		name: `ACT-${id.slice(-8)}`,
		created,
		modified: getModifiedDate(created, 1),
		completed: done ? getModifiedDate(created, 1) : null,
		completionStatus: outcome,
		type: types[index % types.length],
		requesterIdentitySummary: summary(requester),
		targetIdentitySummary: summary(target),
		errors: outcome === 'FAILURE' ? ['The source did not answer'] : [],
		warnings: [],
		items: [
			{
				id: context.idOf('activityItem', index),
				name: 'memberOf',
				requested: created,
				approvalStatus: done ? 'FINISHED' : 'PENDING',
				provisioningStatus: outcome === 'FAILURE' ? 'FAILED' : done ? 'FINISHED' : 'PENDING',
				requesterComment: null,
				reviewerIdentitySummary: null,
				reviewerComment: null,
				operation: 'ADD',
				attribute: 'memberOf',
				value: `group-${index % 20}`,
				nativeIdentity: String(700000 + index),
				sourceId: getSourceReference(context, index % Math.max(1, counts.sources)).id,
				accountRequestInfo: null,
				clientMetadata: null,
				removeDate: null,
			},
		],
		executionStatus: done ? 'COMPLETED' : 'EXECUTING',
		clientMetadata: null,
	};
}
