import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { formDefinitionRoutes } from './formDefinitions.mts';
import { launcherRoutes } from './launchers.mts';
import { nonEmployeeFileRoutes } from './nonEmployees/nonEmployeeFiles.mts';
import { nonEmployeeRecordRoutes } from './nonEmployees/nonEmployeeRecords.mts';
import { nonEmployeeSourceRoutes } from './nonEmployees/nonEmployeeSources.mts';
import { oddParameterRoutes } from './oddParameters.mts';
import { oddShapeRoutes } from './oddShapes.mts';
import { identityProfileRoutes } from './policies/identityProfiles.mts';
import { smallPolicyRoutes } from './policies/smallPolicies.mts';
import { sodPolicyRoutes } from './policies/sodPolicies.mts';
import { sodReportRoutes } from './policies/sodReports.mts';
import { taggedObjectRoutes } from './policies/taggedObjects.mts';
import { accessRequestRoutes } from './requests/accessRequests.mts';
import { approvalRoutes } from './requests/approvals.mts';
import { requestStatusRoutes } from './requests/accessRequestStatus.mts';
import { requestableObjectRoutes } from './requests/requestableObjects.mts';
import { workItemRoutes } from './requests/workItems.mts';
import { campaignWorkRoutes } from './reviews/campaignReports.mts';
import { campaignRoutes } from './reviews/campaigns.mts';
import { certificationTaskRoutes } from './reviews/certificationTasks.mts';
import { certificationRoutes } from './reviews/certifications.mts';
import { decisionRoutes } from './reviews/certificationDecisions.mts';

/** Adds the services of governance: requests, reviews, policies and what belongs to them. */
export function governanceRoutes(app: FastifyInstance, context: TenantContext): void {
	for (const add of [
		accessRequestRoutes,
		approvalRoutes,
		campaignRoutes,
		campaignWorkRoutes,
		certificationRoutes,
		certificationTaskRoutes,
		decisionRoutes,
		formDefinitionRoutes,
		identityProfileRoutes,
		launcherRoutes,
		nonEmployeeFileRoutes,
		nonEmployeeRecordRoutes,
		nonEmployeeSourceRoutes,
		oddParameterRoutes,
		oddShapeRoutes,
		requestStatusRoutes,
		requestableObjectRoutes,
		smallPolicyRoutes,
		sodPolicyRoutes,
		sodReportRoutes,
		taggedObjectRoutes,
		workItemRoutes,
	]) {
		add(app, context);
	}
}
