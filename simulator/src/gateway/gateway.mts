import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { shapeAnswers } from './responseHeaders.mts';
import { requireToken } from './requireToken.mts';
import { requireRights } from './requireScopes.mts';
import { countRequests } from './logRequests.mts';
import { writeDates } from './dateForms.mts';
import { checkMaturity } from './requireExperimentalHeader.mts';
import { injectFaults } from './faults.mts';
import { identifyCaller } from './resolveCaller.mts';
import { limitRate } from './rateLimit.mts';

/** Puts the steps of the gateway before all routes, in the order in which they act. */
export function addGateway(app: FastifyInstance, context: TenantContext) {
	app.decorateRequest('caller', null);
	app.decorateRequest('tokenProblem', 'missing');
	app.decorateRequest('trackingId', '');
	app.decorateRequest('fault', null);
	app.decorateRequest('logEntry', null);
	shapeAnswers(app, context);
	writeDates(app, context);
	countRequests(app, context);
	injectFaults(app, context);
	identifyCaller(app, context);
	const limiter = limitRate(app, context);
	requireToken(app, context);
	requireRights(app);
	checkMaturity(app);
	return { limiter };
}
