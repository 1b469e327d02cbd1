import type { Case } from './types.mts';
import { idOf } from './types.mts';

const all = { returnAll: true };

/** Lists, of each kind of paging. */
export const lists: Case[] = [
	{
		id: 'listAccountsV1',
		more: all,
		sees: 'GET /accounts/v1?sorters=id&limit=250&offset=0&count=true',
		count: 300,
	},
	{ id: 'listRolesV1', more: all, sees: 'GET /roles/v1?limit=50&offset=0&count=true', count: 60 },
	{
		id: 'listIdentitiesV1',
		more: { limit: 7 },
		sees: 'GET /identities/v1?limit=7&offset=0',
		count: 7,
	},
	{
		id: 'getPublicIdentitiesV1',
		more: all,
		sees: 'GET /public-identities/v1?limit=250&offset=0&count=true',
		count: 40,
	},
	{
		id: 'listEntitlementsV1',
		more: { ...all, options: { pageSize: 100 } },
		sees: 'GET /entitlements/v1',
		count: 250,
	},
	{
		id: 'getLaunchersV1',
		more: { ...all, options: { pageSize: 10 } },
		sees: 'GET /launchers/v1',
		count: 15,
		gives: { name: 'Launcher 1' },
	},
	{
		id: 'listCampaignFiltersV1',
		more: all,
		sees: 'GET /campaign-filters/v1?limit=250&start=0&count=true',
		count: 6,
	},
	{
		id: 'searchFormDefinitionsByTenantV1',
		more: all,
		sees: 'GET /form-definitions/v1?limit=250&offset=0&count=true',
		count: 7,
		gives: { name: 'Form 1' },
	},
	{ id: 'listWorkflowsV1', sees: 'GET /workflows/v1', count: 8 },
	{
		id: 'listAccessModelMetadataAttributeV1',
		more: { limit: 3 },
		sees: 'GET /access-model-metadata/v1/attributes?limit=3&offset=0',
		count: 3,
	},
	{
		id: 'searchPreDefinedSelectOptionsV1',
		sees: 'GET /form-definitions/v1/predefined-select-options',
		count: 5,
		gives: { value: 'ACCESS_PROFILES' },
	},
	{ id: 'listIdentityAttributesV1', sees: 'GET /identity-attributes/v1', count: 4 },
	{
		id: 'listAvailableSourceAppsV1',
		more: all,
		sees: 'GET /source-apps/v1?sorters=id&limit=250&offset=0&count=true',
		count: 12,
	},
	{
		id: 'listNonEmployeeRecordsV1',
		more: all,
		sees: 'GET /non-employee-records/v1?sorters=id&limit=250&offset=0&count=true',
		count: 40,
	},
	{
		id: 'listAccessRequestStatusV1',
		more: all,
		sees: 'GET /access-request-status/v1?limit=250&offset=0&count=true',
		count: 20,
	},
	{
		id: 'listPendingApprovalsV1',
		more: all,
		sees: 'GET /access-request-approvals/v1/pending?limit=250&offset=0&count=true',
		count: 6,
	},
	{
		id: 'listIdentityCertificationsV1',
		more: {
			...all,
			filterRows: { filter: [{ field: 'phase', operator: 'eq', value: 'STAGED' }] },
			sorterRows: { sorter: [{ field: 'name', descending: true }] },
		},
		sees: 'GET /certifications/v1?filters=phase%20eq%20%22STAGED%22&sorters=-name&limit=250&offset=0&count=true',
		count: 6,
		gives: { phase: 'STAGED' },
	},
	{
		id: 'listIdentityAccessReviewItemsV1',
		path: idOf('certifications'),
		more: all,
		sees: 'GET /certifications/v1/:1/access-review-items?limit=250&offset=0&count=true',
		count: 5,
	},
	{
		id: 'getCampaignReportsV1',
		path: idOf('campaigns'),
		sees: 'GET /campaigns/v1/:1/reports',
		count: 4,
	},
	{
		id: 'listRequestableObjectsV1',
		more: all,
		values: () => ({ 'query.types': 'ROLE' }),
		sees: 'GET /requestable-objects/v1?types=ROLE&limit=250&offset=0&count=true',
		count: 30,
		gives: { type: 'ROLE' },
	},
	{
		id: 'getActiveCampaignsV1',
		more: all,
		values: () => ({ 'query.detail': 'FULL' }),
		sees: 'GET /campaigns/v1?detail=FULL&limit=250&offset=0&count=true',
		count: 6,
		gives: { mandatoryCommentRequirement: 'NO_DECISIONS' },
	},
	{
		id: 'listTaggedObjectsByTypeV1',
		path: () => ['ACCESS_PROFILE'],
		more: all,
		sees: 'GET /tagged-objects/v1/:1?limit=250&offset=0&count=true',
		count: 10,
	},
];
