import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { searchRoutes } from '../search/routes.mts';
import { triggerRoutes } from '../triggers/routes/routes.mts';
import { accessProfileRoutes } from './accessProfiles.mts';
import { accountActivityRoutes } from './accountActivities.mts';
import { accountRoutes } from './accounts.mts';
import { entitlementRoutes } from './entitlements.mts';
import { governanceRoutes } from './governance.mts';
import { identityRoutes } from './identities.mts';
import { jobRoutes } from './jobs/jobRoutes.mts';
import { loadAccountsRoute } from './aggregateAccounts.mts';
import { personalAccessTokenRoutes } from './personalAccessTokens.mts';
import { reportRoutes } from './reports.mts';
import { roleRoutes } from './roles.mts';
import { settingsRoutes } from './settings.mts';
import { smallCollectionRoutes } from './smallCollections.mts';
import { sourceRoutes } from './sources.mts';
import { taskRoutes } from './tasks.mts';
import { unpagedRoutes } from './unpaged.mts';
import { workgroupRoutes } from './workgroups.mts';

/** Adds every service of the tenant. */
export function addResources(app: FastifyInstance, context: TenantContext): void {
	for (const add of [
		accessProfileRoutes,
		accountActivityRoutes,
		accountRoutes,
		entitlementRoutes,
		governanceRoutes,
		identityRoutes,
		jobRoutes,
		loadAccountsRoute,
		personalAccessTokenRoutes,
		reportRoutes,
		roleRoutes,
		searchRoutes,
		settingsRoutes,
		smallCollectionRoutes,
		sourceRoutes,
		taskRoutes,
		triggerRoutes,
		unpagedRoutes,
		workgroupRoutes,
	]) {
		add(app, context);
	}
}
