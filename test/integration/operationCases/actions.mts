import type { Case, TenantData } from './types.mts';
import { idOf } from './types.mts';

const person = (data: TenantData, index = 3) => data.identities.idAt(index);

/** Things done: requests, decisions, and what goes on after the answer. */
export const actions: Case[] = [
	{
		id: 'createAccessRequestV1',
		body: (data) => ({
			requestedFor: [person(data)],
			requestType: 'GRANT_ACCESS',
			requestedItems: [{ type: 'ACCESS_PROFILE', id: data.accessProfiles.idAt(0) }],
		}),
		sees: 'POST /access-requests/v1',
		gives: { existingRequests: [] },
		leaves: ({ data }) => expect(data.accessRequests.size).toBe(21),
	},
	{
		id: 'approveAccessRequestV1',
		path: idOf('approvals'),
		values: () => ({ 'body.comment': 'Fine' }),
		sees: 'POST /access-request-approvals/v1/:1/approve',
		leaves: ({ data }) =>
			expect(data.approvals.at(0)).toMatchObject({
				state: 'APPROVED',
				reviewerComment: { comment: 'Fine' },
			}),
	},
	{
		id: 'forwardAccessRequestV1',
		path: idOf('approvals'),
		values: (data) => ({ 'body.newOwnerId': person(data), 'body.comment': 'Yours' }),
		sees: 'POST /access-request-approvals/v1/:1/forward',
		leaves: ({ data }) =>
			expect(data.approvals.at(0)).toMatchObject({ owner: { id: person(data) } }),
	},
	{
		id: 'makeIdentityDecisionV1',
		path: idOf('certifications'),
		body: (data) => [{ id: data.reviewItems.idAt(0), decision: 'REVOKE', bulk: false }],
		sees: 'POST /certifications/v1/:1/decide',
		gives: { decisionsMade: 1 },
		leaves: ({ data }) => expect(data.reviewItems.at(0)).toMatchObject({ decision: 'REVOKE' }),
	},
	{
		id: 'submitReassignCertsAsyncV1',
		path: idOf('certifications'),
		body: (data) => ({
			reassign: [{ id: data.certifications.idAt(0), type: 'TARGET_SUMMARY' }],
			reassignTo: person(data),
			reason: 'Holiday',
		}),
		sees: 'POST /certifications/v1/:1/reassign-async',
		gives: { type: 'REASSIGN', status: 'QUEUED' },
	},
	{
		id: 'createCampaignV1',
		values: () => ({ 'body.name': 'Yearly', 'body.description': 'All', 'body.type': 'MANAGER' }),
		sees: 'POST /campaigns/v1',
		gives: { name: 'Yearly', status: 'PENDING' },
	},
	{
		id: 'startCampaignV1',
		path: idOf('campaigns', 1),
		sees: 'POST /campaigns/v1/:1/activate',
		leaves: ({ data }) => expect(data.campaigns.at(1)).toMatchObject({ transition: 'activate' }),
	},
	{
		id: 'startCampaignReportV1',
		path: (data) => [data.campaigns.idAt(0), 'CAMPAIGN_STATUS_REPORT'],
		sees: 'POST /campaigns/v1/:1/run-report/:2',
		leaves: ({ data }) => expect(data.reports.size).toBe(1),
	},
	{
		id: 'completeWorkItemV1',
		path: idOf('workItems'),
		body: () => 'done',
		sees: 'POST /work-items/v1/:1',
		gives: { state: 'Finished' },
	},
	{
		id: 'forwardWorkItemV1',
		path: idOf('workItems', 1),
		values: (data) => ({ 'body.targetOwnerId': person(data), 'body.comment': 'Please' }),
		sees: 'POST /work-items/v1/:1/forward',
		gives: { success: true, statusCode: 200 },
	},
	{
		id: 'disableAccountV1',
		path: idOf('accounts'),
		sees: 'POST /accounts/v1/:1/disable',
		leaves: ({ data }) => expect(data.accounts.at(0)!.disabled).toBe(true),
	},
	{
		id: 'deleteAccountV1',
		path: idOf('accounts', 1),
		sees: 'DELETE /accounts/v1/:1',
		leaves: ({ data, path }) => expect(data.accounts.get(path[0]!)).toBeUndefined(),
	},
	{
		id: 'deleteSourceV1',
		path: idOf('sources', 4),
		sees: 'DELETE /sources/v1/:1',
		gives: { type: 'TASK_RESULT' },
	},
	{
		id: 'deleteIdentityProfilesV1',
		body: (data) => [data.identityProfiles.idAt(2)],
		sees: 'POST /identity-profiles/v1/bulk-delete',
		gives: { completionStatus: null },
		leaves: ({ data }) => expect(data.identityProfiles.size).toBe(3),
	},
	{
		id: 'disableAccountsForIdentitiesV1',
		body: (data) => ({ identityIds: [0, 1].map((index) => person(data, index)) }),
		sees: 'POST /identities-accounts/v1/disable',
		count: 2,
		gives: { statusCode: 202 },
	},
	{
		id: 'updateAccessProfilesInBulkV1',
		body: (data) => [{ id: data.accessProfiles.idAt(0), requestable: false }],
		sees: 'POST /access-profiles/v1/bulk-update-requestable',
		gives: { status: '200' },
		leaves: ({ data }) => expect(data.accessProfiles.at(0)!.requestable).toBe(false),
	},
	{
		id: 'resetIdentityV1',
		path: idOf('identities'),
		sees: 'POST /identities/v1/:1/reset',
		gives: { success: true, statusCode: 202 },
	},
	{
		id: 'startReportV1',
		values: () => ({ 'body.reportType': 'ACCOUNTS', 'body.arguments': {} }),
		sees: 'POST /reports/v1/run',
		leaves: ({ data }) => expect(data.reports.at(0)).toMatchObject({ reportType: 'ACCOUNTS' }),
	},
	{
		id: 'startSodPolicyV1',
		path: idOf('sodPolicies'),
		sees: 'POST /sod-policies/v1/:1/violation-report/run',
		gives: { type: 'REPORT_RESULT', status: 'PENDING' },
	},
	{
		id: 'addAccessRequestRecommendationsViewedItemsV1',
		body: (data) => [
			{ identityId: person(data), access: { id: data.roles.idAt(0), type: 'ROLE' } },
		],
		sees: 'POST /ai-access-request-recommendations/v1/viewed-items/bulk-create',
		gives: { access: { type: 'ROLE' } },
	},
	{
		id: 'createPotentialRoleProvisionRequestV1',
		path: ({ jobs }) => [jobs.at(0)!.id, 'a-role'],
		before: ({ data }) => {
			const job = { family: 'role-mining', launched: '2025-01-01T00:00:00.000Z', failure: null };
			data.jobs.add({ job, created: job.launched });
		},
		values: () => ({ 'query.min-entitlement-popularity': 40, 'body.roleName': 'Mined' }),
		sees: 'POST /role-mining-sessions/v1/:1/potential-roles/:2/provision?min-entitlement-popularity=40',
		gives: { name: 'Mined', provisionState: 'PENDING' },
		leaves: ({ data }) => expect(data.roles.at(60)!.name).toBe('Mined'),
	},
];
