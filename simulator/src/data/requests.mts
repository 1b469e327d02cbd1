import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { hash, pick } from './seededRandom.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord, Reference } from './types.mts';

const outcomes = ['REQUEST_COMPLETED', 'REQUEST_COMPLETED', 'REJECTED', 'CANCELLED', 'TERMINATED'];

/** Returns an object that can be requested: access profiles and roles take turns. */
function requestedObject(context: RecordBuilderContext, index: number): Reference {
	const { counts, words, seed } = context;
	const isRole = counts.accessProfiles === 0 || (index % 3 === 2 && counts.roles > 0);
	const kind = isRole ? 'role' : 'accessProfile';
	const place = index % Math.max(1, isRole ? counts.roles : counts.accessProfiles);
	const name = isRole
		? `${pick(words.jobTitles, seed + 5, place)} ${place + 1}`
		: `${pick(words.departments, seed + 9, place)} Access ${place + 1}`;
	return { type: isRole ? 'ROLE' : 'ACCESS_PROFILE', id: context.idOf(kind, place), name };
}

/** Builds the requested item at an index; all are completed. */
export function buildAccessRequest(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const created = getCreatedDate(index, context.counts.accessRequests);
	const object = requestedObject(context, index);
	return {
		id,
		objectId: object.id,
		name: object.name,
		type: object.type,
		accountActivityItemId: id,
		accessRequestId: context.idOf('accessRequestId', index),
		state: pick(outcomes, context.seed + 11, index),
		requestType: index % 7 === 6 ? 'REVOKE_ACCESS' : 'GRANT_ACCESS',
		created,
		modified: getModifiedDate(created, 1),
		requester: context.identityRef(hash(context.seed + 12, index)),
		requestedFor: context.identityRef(hash(context.seed + 13, index)),
		requesterComment: null,
		errorMessages: [],
		approvalDetails: [],
		approvalIds: [],
		cancelable: false,
		clientMetadata: null,
		removeDate: null,
	};
}

/** Builds the pending approval at an index; the first identity is the approver of every second one. */
export function buildApproval(context: RecordBuilderContext, index: number, id: string): AnyRecord {
	const created = getCreatedDate(index, context.counts.approvals);
	const object = requestedObject(context, index);
	const owner = context.identityRef(index % 2 ? 1 + (index % 5) : 0);
	return {
		id,
		accessRequestId: context.idOf('approvedRequest', index),
		name: object.name,
		created,
		modified: created,
		requestCreated: created,
		requestType: 'GRANT_ACCESS',
		identityType: 'HUMAN',
		requester: context.identityRef(hash(context.seed + 14, index)),
		requestedFor: context.identityRef(hash(context.seed + 15, index)),
		owner,
		requestedObject: { ...object, description: null },
		requesterComment: { comment: 'Needed for a project', created, author: null },
		previousReviewersComments: [],
		forwardHistory: [],
		commentRequiredWhenRejected: object.type === 'ROLE',
		removeDate: null,
		state: 'PENDING',
	};
}

/** Builds the work item at an index; every fourth one is done. */
export function buildWorkItem(context: RecordBuilderContext, index: number, id: string): AnyRecord {
	const created = getCreatedDate(index, context.counts.workItems);
	const done = index % 4 === 3;
	const requester = context.identityRef(hash(context.seed + 16, index));
	const owner = context.identityRef(index % 2 ? 1 + (index % 5) : 0);
	return {
		id,
		requesterId: requester.id,
		requesterDisplayName: requester.name,
		ownerId: owner.id,
		ownerName: owner.name,
		created,
		modified: done ? getModifiedDate(created, 2) : null,
		description: `Account of ${requester.name} on a source without a connection`,
		state: done ? 'Finished' : 'Pending',
		type: 'ManualAction',
		remediationItems: [],
		approvalItems: [],
		name: `WI-${String(index + 1).padStart(7, '0')}`,
		completed: done ? getModifiedDate(created, 2) : null,
		numItems: 1,
		errors: [],
	};
}
