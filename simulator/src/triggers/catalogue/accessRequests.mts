import { listOf, map, oneOf, orNull, record, reference, string, boolean } from '../jsonSchema.mts';
import type { TriggerDefinition } from '../types.mts';

const identity = reference('IDENTITY');
const form = orNull(
	record({
		'formDefinitionId?': orNull(string),
		'formInstanceId?': orNull(string),
		'formData?': orNull(map),
		'formElements?': listOf(map),
		'formConditions?': listOf(map),
		'formInstanceInputs?': orNull(map),
	}),
);
const item = {
	id: string,
	name: string,
	'description?': orNull(string),
	type: oneOf('ACCESS_PROFILE', 'ROLE', 'ENTITLEMENT'),
	operation: oneOf('Add', 'Remove'),
	'comment?': orNull(string),
	'form?': form,
};
const people = { requestedFor: listOf(identity), requestedBy: identity };
const submitted = record({
	accessRequestId: string,
	...people,
	requestedItems: listOf(record(item)),
});
const decided = record({
	accessRequestId: string,
	...people,
	requestedItemsStatus: listOf(
		record({
			...item,
			'clientMetadata?': orNull(map),
			approvalInfo: listOf(
				record({
					'approvalComment?': orNull(string),
					approvalDecision: oneOf('APPROVED', 'DENIED'),
					approverName: string,
					approver: identity,
				}),
			),
		}),
	),
});

const person = (id: string, name: string) => ({ type: 'IDENTITY', id, name });
const requester = person('5b1f0c7c3f0e4d6d9a3a1c2b7d8e9f01', 'Priya Lange');
const requestee = person('5b1f0c7c3f0e4d6d9a3a1c2b7d8e9f02', 'Tomas Okafor');
const approver = person('5b1f0c7c3f0e4d6d9a3a1c2b7d8e9f03', 'Ines Halvorsen');
const requested = {
	id: '7d2a9c40b1e84f6a8c5d3e2f1a0b9c81',
	name: 'Ledger Reader',
	description: 'Reads the ledgers of all branches',
	type: 'ACCESS_PROFILE',
	operation: 'Add',
	comment: 'Needed for the audit in March',
};
const about = {
	accessRequestId: '7d2a9c40b1e84f6a8c5d3e2f1a0b9c80',
	requestedFor: [requestee],
	requestedBy: requester,
};
const exampleInput = { ...about, requestedItems: [requested] };

/** The triggers of access requests; the first two wait for a decision of the subscriber. */
export const accessRequestTriggers: TriggerDefinition[] = [
	{
		id: 'idn:access-request-dynamic-approver',
		name: 'Access Request Dynamic Approval',
		description: 'An access request is there: who else has to approve it?',
		input: submitted,
		exampleInput,
		answer: {
			// Empty text and null add no approver.
			schema: orNull(
				record({ id: string, name: string, type: oneOf('IDENTITY', 'GOVERNANCE_GROUP', '') }),
			),
			example: { id: approver.id, name: approver.name, type: 'IDENTITY' },
			decisive: ['id', 'name', 'type'],
		},
	},
	{
		id: 'idn:access-request-pre-approval',
		name: 'Access Request Submitted',
		description: 'An access request is there: may it go on to its approvers?',
		input: submitted,
		exampleInput,
		answer: {
			schema: record({ approved: boolean, comment: string, approver: string }),
			example: { approved: false, comment: 'Conflicts with paying out', approver: 'Rule service' },
			decisive: ['approved'],
		},
	},
	{
		id: 'idn:access-request-post-approval',
		name: 'Access Request Decision',
		description: 'An access request has been decided on.',
		input: decided,
		exampleInput: {
			...about,
			requestedItemsStatus: [
				{
					...requested,
					clientMetadata: { ticket: 'AUD-118' },
					approvalInfo: [
						{
							approvalComment: 'Until the end of March',
							approvalDecision: 'APPROVED',
							approverName: 'ines.halvorsen',
							approver,
						},
					],
				},
			],
		},
	},
];
