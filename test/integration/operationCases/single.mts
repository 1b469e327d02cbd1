import type { Case } from './types.mts';
import { idOf } from './types.mts';

/** Single objects and values, read. */
export const single: Case[] = [
	{
		id: 'getIdentityV1',
		path: idOf('identities', 2),
		sees: 'GET /identities/v1/:1',
		leaves: ({ path, items }) => expect(items[0]!.id).toBe(path[0]),
	},
	{
		id: 'getCampaignV1',
		path: idOf('campaigns'),
		sees: 'GET /campaigns/v1/:1',
		gives: { status: 'ACTIVE' },
	},
	{
		id: 'getWorkItemsSummaryV1',
		sees: 'GET /work-items/v1/summary',
		gives: { open: 4, completed: 0, total: 4 },
	},
	{
		id: 'getAccessRequestApprovalSummaryV1',
		sees: 'GET /access-request-approvals/v1/approval-summary',
		gives: { pending: 6 },
	},
	{
		id: 'getAccessRequestConfigV1',
		sees: 'GET /access-request-config/v1',
		gives: { autoApprovalEnabled: false },
	},
	{
		id: 'getSSFConfigurationV1',
		sees: 'GET /.well-known/v1/ssf-configuration',
		gives: { spec_version: '1_0' },
	},
	{
		id: 'getDataSegmentationEnabledForUserV1',
		path: idOf('identities'),
		sees: 'GET /data-segments/v1/user-enabled/:1',
		gives: { value: true },
	},
	{
		id: 'getSourceAppV1',
		path: idOf('sourceApps', 3),
		sees: 'GET /source-apps/v1/:1',
		gives: { name: 'App 4' },
	},
	{
		id: 'getTaggedObjectV1',
		path: (data) => ['ACCESS_PROFILE', data.accessProfiles.idAt(0)],
		sees: 'GET /tagged-objects/v1/:1/:2',
		leaves: ({ items }) => expect(items[0]!.tags).toHaveLength(1),
	},
	{
		id: 'getTaskV1',
		path: () => ['1'],
		before: ({ data }) => {
			const job = { family: 'report', launched: '2025-01-01T00:00:00.000Z', failure: null };
			data.tasks.add({ job, uniqueName: 'Old task', launched: job.launched });
		},
		sees: 'GET /das/v1/tasks/:1',
		gives: { taskId: 1, taskName: 'Old task', progress: 100, status: 'SUCCESS' },
	},
	{
		id: 'getParameterStorageSpecificationV1',
		values: () => ({ 'header.Accept-Language': 'de' }),
		more: { options: { responseFormat: 'full' } },
		sees: 'GET /parameter-storage/v1/specification',
		gives: { statusCode: 200, headers: { 'content-language': 'de' } },
	},
];
