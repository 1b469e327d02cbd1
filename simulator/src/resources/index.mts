import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { addAccessModelMetadataRoutes } from './accessModelMetadata.mts';
import { addAccessProfileRoutes } from './accessProfiles.mts';
import { addAccessRecommendationRoutes } from './accessRecommendations.mts';
import { addAccessRequestConfigRoutes } from './accessRequestConfig.mts';
import { addAccessRequestStatusRoutes } from './requests/accessRequestStatus.mts';
import { addAccessRequestRoutes } from './requests/accessRequests.mts';
import { addAccountDeletionRoutes } from './jobs/accountDeletions.mts';
import { addAccountRoutes } from './accounts.mts';
import { addAggregateAccountsRoutes } from './aggregateAccounts.mts';
import { addAggregationRoutes } from './jobs/aggregations.mts';
import { applyFinishedDeletions } from './jobs/applyFinishedDeletions.mts';
import { addApprovalRoutes } from './requests/approvals.mts';
import { addBulkDeleteRoutes } from './jobs/bulkDeletes.mts';
import { addCampaignFilterRoutes } from './campaignFilters.mts';
import { addCampaignReportRoutes } from './reviews/campaignReports.mts';
import { addCampaignRoutes } from './reviews/campaigns.mts';
import { addCertificationDecisionRoutes } from './reviews/certificationDecisions.mts';
import { addCertificationTaskRoutes } from './reviews/certificationTasks.mts';
import { addCertificationRoutes } from './reviews/certifications.mts';
import { addConfigurationHubRoutes } from './jobs/configurationHub.mts';
import { addDasTaskRoutes } from './dasTasks.mts';
import { addDataSegmentRoutes } from './dataSegments.mts';
import { addDatasetRoutes } from './jobs/datasets.mts';
import { addFormDefinitionRoutes } from './formDefinitions.mts';
import { addIdentityRoutes } from './identities.mts';
import { addIdentityAttributeRoutes } from './identityAttributes.mts';
import { addIdentityProfileRoutes } from './identityProfiles.mts';
import { addLauncherRoutes } from './launchers.mts';
import { addMachineLifecycleRoutes } from './jobs/machineLifecycle.mts';
import { addNonEmployeeRoutes } from './nonEmployees.mts';
import { addOrgConfigRoutes } from './orgConfig.mts';
import { addParameterStorageRoutes } from './parameterStorage.mts';
import { addPasswordDictionaryRoutes } from './passwordDictionary.mts';
import { addPasswordRoutes } from './jobs/passwords.mts';
import { addPersonalAccessTokenRoutes } from './personalAccessTokens.mts';
import { addPlainResources } from './plainResources.mts';
import { addReportRoutes } from './reports.mts';
import { addRequestableObjectRoutes } from './requests/requestableObjects.mts';
import { addResponseActionRoutes } from './jobs/responseActions.mts';
import { addRoleMetadataRoutes } from './jobs/roleMetadata.mts';
import { addRoleMiningRoutes } from './jobs/roleMining.mts';
import { addRolePropagationRoutes } from './jobs/rolePropagation.mts';
import { applyOperationFacts } from './applyOperationFacts.mts';
import { addSearchRoutes } from '../search/routes.mts';
import { addTriggerRoutes } from '../triggers/routes/routes.mts';
import { addSavedSearchRoutes } from './savedSearches.mts';
import { addServiceDeskRoutes } from './serviceDesk.mts';
import { addSharedSignalRoutes } from './sharedSignals.mts';
import { addSodReportRoutes } from './sodReports.mts';
import { addSourceRoutes } from './sources.mts';
import { addSpConfigRoutes } from './jobs/spConfig.mts';
import { addTaggedObjectRoutes } from './taggedObjects.mts';
import { addTaskRoutes } from './tasks.mts';
import { addWorkItemRoutes } from './requests/workItems.mts';
import { addWorkflowRunRoutes } from './jobs/workflowRuns.mts';
import { addWorkflowRoutes } from './workflows.mts';
import { addWorkgroupRoutes } from './workgroups.mts';

/** Adds every service of ISC that the simulator has. */
export function addResources(app: FastifyInstance, context: SimulatorContext): void {
	applyOperationFacts(app);
	for (const add of [
		addAccessModelMetadataRoutes,
		addAccessProfileRoutes,
		addAccessRecommendationRoutes,
		addAccessRequestConfigRoutes,
		addAccessRequestStatusRoutes,
		addAccessRequestRoutes,
		addAccountDeletionRoutes,
		addAccountRoutes,
		addAggregateAccountsRoutes,
		addAggregationRoutes,
		applyFinishedDeletions,
		addApprovalRoutes,
		addBulkDeleteRoutes,
		addCampaignFilterRoutes,
		addCampaignReportRoutes,
		addCampaignRoutes,
		addCertificationDecisionRoutes,
		addCertificationTaskRoutes,
		addCertificationRoutes,
		addConfigurationHubRoutes,
		addDasTaskRoutes,
		addDataSegmentRoutes,
		addDatasetRoutes,
		addFormDefinitionRoutes,
		addIdentityRoutes,
		addIdentityAttributeRoutes,
		addIdentityProfileRoutes,
		addLauncherRoutes,
		addMachineLifecycleRoutes,
		addNonEmployeeRoutes,
		addOrgConfigRoutes,
		addParameterStorageRoutes,
		addPasswordDictionaryRoutes,
		addPasswordRoutes,
		addPersonalAccessTokenRoutes,
		addPlainResources,
		addReportRoutes,
		addRequestableObjectRoutes,
		addResponseActionRoutes,
		addRoleMetadataRoutes,
		addRoleMiningRoutes,
		addRolePropagationRoutes,
		addSearchRoutes,
		addTriggerRoutes,
		addSavedSearchRoutes,
		addServiceDeskRoutes,
		addSharedSignalRoutes,
		addSodReportRoutes,
		addSourceRoutes,
		addSpConfigRoutes,
		addTaggedObjectRoutes,
		addTaskRoutes,
		addWorkItemRoutes,
		addWorkflowRunRoutes,
		addWorkflowRoutes,
		addWorkgroupRoutes,
	]) {
		add(app, context);
	}
}
