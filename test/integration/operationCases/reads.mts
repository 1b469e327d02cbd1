import type { TenantData } from './types.mts';

/** Tables of the simulator, by the operation that retrieves one of their records. */
export const TABLES: Record<string, keyof TenantData> = {
	getAccessProfileV1: 'accessProfiles',
	getAccountActivityV1: 'accountActivities',
	getAccountV1: 'accounts',
	getCampaignReportsV1: 'campaigns',
	getCampaignV1: 'campaigns',
	getEntitlementV1: 'entitlements',
	getFormDefinitionByKeyV1: 'formDefinitions',
	getIdentityCertificationV1: 'certifications',
	getIdentityV1: 'identities',
	getNonEmployeeRecordV1: 'nonEmployeeRecords',
	getRoleV1: 'roles',
	getSodPolicyV1: 'sodPolicies',
	getSourceV1: 'sources',
	getTransformV1: 'transforms',
	getWorkflowV1: 'workflows',
	getWorkgroupV1: 'workgroups',
	getWorkItemV1: 'workItems',
	listIdentityAccessReviewItemsV1: 'certifications',
};

/** Operations that list a table of the simulator. */
export const LISTS = [
	'getActiveCampaignsV1',
	'getPublicIdentitiesV1',
	'listAccessProfilesV1',
	'listAccessRequestStatusV1',
	'listAccountActivitiesV1',
	'listAccountsV1',
	'listEntitlementsV1',
	'listIdentitiesV1',
	'listIdentityCertificationsV1',
	'listNonEmployeeRecordsV1',
	'listPendingApprovalsV1',
	'listPersonalAccessTokensV1',
	'listRolesV1',
	'listSodPoliciesV1',
	'listSourcesV1',
	'listTransformsV1',
	'listWorkflowsV1',
	'listWorkgroupsV1',
	'listWorkItemsV1',
	'searchFormDefinitionsByTenantV1',
];
