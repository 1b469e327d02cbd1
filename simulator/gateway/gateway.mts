import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../context.mts';
import { shapeAnswers } from './answers.mts';
import { requireToken } from './authenticate.mts';
import { requireRights } from './authorize.mts';
import { countRequests } from './counting.mts';
import { writeDates } from './date-forms.mts';
import { checkMaturity } from './experimental.mts';
import { injectFaults } from './faults.mts';
import { identifyCaller } from './identify.mts';
import { limitRate } from './rate-limit.mts';

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
