import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { accountDeletionRoutes } from './accountDeletions.mts';
import { aggregationRoutes } from './aggregations.mts';
import { configurationHubRoutes } from './configurationHub.mts';
import { datasetRoutes } from './datasets.mts';
import { deleteInTime } from './applyFinishedDeletions.mts';
import { machineLifecycleRoutes } from './machineLifecycle.mts';
import { passwordRoutes } from './passwords.mts';
import { removalRoutes } from './bulkDeletes.mts';
import { responseActionRoutes } from './responseActions.mts';
import { roleMetadataRoutes } from './roleMetadata.mts';
import { roleMiningRoutes } from './roleMining.mts';
import { rolePropagationRoutes } from './rolePropagation.mts';
import { spConfigRoutes } from './spConfig.mts';
import { workflowRunRoutes } from './workflowRuns.mts';

/** Adds what goes on after its answer and belongs to no service above. */
export function jobRoutes(app: FastifyInstance, context: TenantContext): void {
	for (const add of [
		accountDeletionRoutes,
		aggregationRoutes,
		configurationHubRoutes,
		datasetRoutes,
		deleteInTime,
		machineLifecycleRoutes,
		passwordRoutes,
		removalRoutes,
		responseActionRoutes,
		roleMetadataRoutes,
		roleMiningRoutes,
		rolePropagationRoutes,
		spConfigRoutes,
		workflowRunRoutes,
	]) {
		add(app, context);
	}
}
