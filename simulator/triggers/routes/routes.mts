import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../context.mts';
import { invocationRoutes } from './invocation-routes.mts';
import { subscriptionRoutes } from './subscription-routes.mts';
import { catalogueRoute } from './catalogue-route.mts';

/** Adds the event trigger service. */
export function triggerRoutes(app: FastifyInstance, context: TenantContext): void {
	catalogueRoute(app, context);
	subscriptionRoutes(app, context);
	invocationRoutes(app, context);
}
