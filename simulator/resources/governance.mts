import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../context.mts';
import { formDefinitionRoutes } from './form-definitions.mts';
import { launcherRoutes } from './launchers.mts';
import { nonEmployeeFileRoutes } from './non-employees/non-employee-files.mts';
import { nonEmployeeRecordRoutes } from './non-employees/non-employee-records.mts';
import { nonEmployeeSourceRoutes } from './non-employees/non-employee-sources.mts';
import { oddParameterRoutes } from './odd-parameters.mts';
import { oddShapeRoutes } from './odd-shapes.mts';
import { identityProfileRoutes } from './policies/identity-profiles.mts';
import { smallPolicyRoutes } from './policies/small-policies.mts';
import { sodPolicyRoutes } from './policies/sod-policies.mts';
import { sodReportRoutes } from './policies/sod-reports.mts';
import { taggedObjectRoutes } from './policies/tagged-objects.mts';
import { accessRequestRoutes } from './requests/access-requests.mts';
import { approvalRoutes } from './requests/approvals.mts';
import { requestStatusRoutes } from './requests/request-status.mts';
import { requestableObjectRoutes } from './requests/requestable-objects.mts';
import { workItemRoutes } from './requests/work-items.mts';
import { campaignWorkRoutes } from './reviews/campaign-work.mts';
import { campaignRoutes } from './reviews/campaigns.mts';
import { certificationTaskRoutes } from './reviews/certification-tasks.mts';
import { certificationRoutes } from './reviews/certifications.mts';
import { decisionRoutes } from './reviews/decisions.mts';

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
