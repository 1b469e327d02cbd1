import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { invocationRoutes } from './invocationRoutes.mts';
import { subscriptionRoutes } from './subscriptionRoutes.mts';
import { catalogueRoute } from './catalogueRoute.mts';

/** Adds the event trigger service. */
export function triggerRoutes(app: FastifyInstance, context: TenantContext): void {
	catalogueRoute(app, context);
	subscriptionRoutes(app, context);
	invocationRoutes(app, context);
}
