import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { addInvocationRoutes } from './invocationRoutes.mts';
import { addSubscriptionRoutes } from './subscriptionRoutes.mts';
import { addTriggerListRoute } from './catalogueRoute.mts';

/** Adds the event trigger service. */
export function addTriggerRoutes(app: FastifyInstance, context: SimulatorContext): void {
	addTriggerListRoute(app, context);
	addSubscriptionRoutes(app, context);
	addInvocationRoutes(app, context);
}
