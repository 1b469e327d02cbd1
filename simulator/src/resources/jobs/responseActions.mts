import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest, notFound } from '../../http/errors.mts';
import { anyToken } from '../auth.mts';
import { completedAt, stateOf, takesEffect } from './job.mts';
import { addJob, jobOf } from './jobRecords.mts';

const PATH = '/intelligence/v1/response-actions';
const MOST_ACCOUNTS = 50;
const words = {
	queued: 'SUBMITTED',
	running: 'IN_PROGRESS',
	succeeded: 'COMPLETED',
	failed: 'FAILED',
};

/** Adds response actions, whose answer says itself where to ask how they go on. */
export function responseActionRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accounts, identities } = context.data;
	const write = anyToken('sp:identity-sec-intel:write');
	app.post(PATH, { config: write }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['actionType', 'identityType', 'identityId', 'context']);
		const { actionType } = body;
		const single = actionType === 'DISABLE_ACCOUNT';
		if (!single && actionType !== 'DISABLE_IDENTITY') throw badRequest('Unknown "actionType".');
		const ids = Array.isArray(body.accountIds) ? body.accountIds.map(String) : [];
		if (single ? ids.length === 0 || ids.length > MOST_ACCOUNTS : ids.length > 0) {
			throw badRequest(`"accountIds" goes with DISABLE_ACCOUNT alone, from 1 to ${MOST_ACCOUNTS}.`);
		}
		const identityId = String(body.identityId);
		if (!identities.get(identityId)) throw notFound('identity', identityId);
		const record = addJob(context, 'response-action', { actionType });
		for (const account of takesEffect(record.job) ? accounts : []) {
			const meant = single ? ids.includes(account.id) : true;
			if (account.identityId === identityId && meant) {
				accounts.update(account.id, { disabled: true });
			}
		}
		reply.code(202);
		return {
			requestId: record.id,
			status: stateOf(context, record.job, words),
			statusUrl: `${PATH}/${record.id}/status`,
		};
	});
	const read = anyToken('sp:identity-sec-intel:read');
	app.get(`${PATH}/:id/status`, { config: read }, (request) => {
		const { id, job, created, actionType } = jobOf(context, 'response-action', request);
		return {
			requestId: id,
			actionType,
			status: stateOf(context, job, words),
			submittedAt: created,
			updatedAt: completedAt(context, job) ?? created,
		};
	});
}
