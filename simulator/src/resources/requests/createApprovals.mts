import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord, Reference } from '../../data/types.mts';
import type { RequestItem } from './requestedItems.mts';

type ApprovalConfig = { approvalSchemes?: unknown[]; denialCommentsRequired?: boolean } | undefined;

/** Creates an approval for the owner of the object, once for each of its approval schemes. */
export function createApprovals(
	context: SimulatorContext,
	item: RequestItem,
	object: AnyRecord,
): AnyRecord[] {
	const field =
		item.requestType === 'REVOKE_ACCESS' ? 'revocationRequestConfig' : 'accessRequestConfig';
	const config = object[field] as ApprovalConfig;
	return (config?.approvalSchemes ?? []).map(() =>
		context.data.approvals.add({
			accessRequestId: item.accessRequestId,
			itemId: item.id,
			name: item.name,
			created: item.created,
			modified: item.created,
			requestCreated: item.created,
			requestType: item.requestType,
			identityType: 'HUMAN',
			requester: item.requester,
			requestedFor: item.requestedFor,
			owner: object.owner as Reference,
			requestedObject: {
				type: item.type,
				id: object.id,
				name: object.name,
				description: object.description ?? null,
			},
			requesterComment: item.requesterComment,
			previousReviewersComments: [],
			forwardHistory: [],
			commentRequiredWhenRejected: config?.denialCommentsRequired ?? false,
			removeDate: item.removeDate,
			state: 'PENDING',
		}),
	);
}
