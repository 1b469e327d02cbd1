import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../context.mts';
import { accountDeletionRoutes } from './account-deletions.mts';
import { aggregationRoutes } from './aggregations.mts';
import { configurationHubRoutes } from './configuration-hub.mts';
import { datasetRoutes } from './datasets.mts';
import { deleteInTime } from './deletions.mts';
import { machineLifecycleRoutes } from './machine-lifecycle.mts';
import { passwordRoutes } from './passwords.mts';
import { removalRoutes } from './removals.mts';
import { responseActionRoutes } from './response-actions.mts';
import { roleMetadataRoutes } from './role-metadata.mts';
import { roleMiningRoutes } from './role-mining.mts';
import { rolePropagationRoutes } from './role-propagation.mts';
import { spConfigRoutes } from './sp-config.mts';
import { workflowRunRoutes } from './workflow-runs.mts';

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
