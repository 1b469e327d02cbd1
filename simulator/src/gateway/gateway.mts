import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { addResponseHeaders } from './responseHeaders.mts';
import { requireToken } from './requireToken.mts';
import { requireScopes } from './requireScopes.mts';
import { logRequests } from './logRequests.mts';
import { formatDates } from './dateForms.mts';
import { requireExperimentalHeader } from './requireExperimentalHeader.mts';
import { injectFaults } from './faults.mts';
import { resolveCaller } from './resolveCaller.mts';
import { enforceRateLimit } from './rateLimit.mts';

/** Adds the steps of the gateway before all routes, in the order in which they run. */
export function addGateway(app: FastifyInstance, context: SimulatorContext) {
	app.decorateRequest('caller', null);
	app.decorateRequest('tokenProblem', 'missing');
	app.decorateRequest('trackingId', '');
	app.decorateRequest('fault', null);
	app.decorateRequest('logEntry', null);
	addResponseHeaders(app, context);
	formatDates(app, context);
	logRequests(app, context);
	injectFaults(app, context);
	resolveCaller(app, context);
	const limiter = enforceRateLimit(app, context);
	requireToken(app, context);
	requireScopes(app);
	requireExperimentalHeader(app);
	return { limiter };
}
