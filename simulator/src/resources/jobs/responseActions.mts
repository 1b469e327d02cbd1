import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest, notFound } from '../../http/errors.mts';
import { getCompletionDate, getState, willSucceed } from './job.mts';
import { addJob, getJobOr404 } from './jobRecords.mts';

const PATH = '/intelligence/v1/response-actions';
const MOST_ACCOUNTS = 50;
const stateNames = {
	queued: 'SUBMITTED',
	running: 'IN_PROGRESS',
	succeeded: 'COMPLETED',
	failed: 'FAILED',
};

/** Adds response actions, whose response contains the URL to poll. */
export function addResponseActionRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { accounts, identities } = context.data;
	app.post(PATH, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['actionType', 'identityType', 'identityId', 'context']);
		const { actionType } = body;
		const firstValue = actionType === 'DISABLE_ACCOUNT';
		if (!firstValue && actionType !== 'DISABLE_IDENTITY') throw badRequest('Unknown "actionType".');
		const ids = Array.isArray(body.accountIds) ? body.accountIds.map(String) : [];
		if (firstValue ? ids.length === 0 || ids.length > MOST_ACCOUNTS : ids.length > 0) {
			throw badRequest(`"accountIds" goes with DISABLE_ACCOUNT alone, from 1 to ${MOST_ACCOUNTS}.`);
		}
		const identityId = String(body.identityId);
		if (!identities.get(identityId)) throw notFound('identity', identityId);
		const record = addJob(context, 'response-action', { actionType });
		for (const account of willSucceed(record.job) ? accounts : []) {
			const meant = firstValue ? ids.includes(account.id) : true;
			if (account.identityId === identityId && meant) {
				accounts.update(account.id, { disabled: true });
			}
		}
		return {
			requestId: record.id,
			status: getState(context, record.job, stateNames),
			statusUrl: `${PATH}/${record.id}/status`,
		};
	});
	app.get(`${PATH}/:id/status`, (request) => {
		const { id, job, created, actionType } = getJobOr404(context, 'response-action', request);
		return {
			requestId: id,
			actionType,
			status: getState(context, job, stateNames),
			submittedAt: created,
			updatedAt: getCompletionDate(context, job) ?? created,
		};
	});
}
