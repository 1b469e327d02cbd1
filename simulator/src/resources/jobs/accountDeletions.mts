import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Account } from '../../data/types.mts';
import { badRequest, notFound } from '../../http/errors.mts';
import { userToken } from '../auth.mts';
import { answerRecords } from '../resource.mts';
import type { Deletion } from './applyFinishedDeletions.mts';
import { completedAt, complaintsOf, endOf, phaseOf, stateOf } from './job.mts';
import type { Job } from './job.mts';
import { addJob, jobsOf } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/account-requests/v1';
const words = { queued: 'PENDING', running: 'PENDING', succeeded: 'SUCCESS', failed: 'FAILED' };

const detailsOf = (account: Account) => ({
	accountId: account.id,
	accountName: account.name,
	accountNativeIdentity: account.nativeIdentity,
	accountUuid: account.uuid,
	accountType: account.isMachine ? 'MACHINE' : 'HUMAN',
	description: account.description,
	sourceId: account.sourceId,
	sourceName: account.sourceName,
	hasEntitlements: account.hasEntitlements,
	disabled: account.disabled,
	locked: account.locked,
});

/** Somebody approves, or does not, while the job waits; what is approved is provisioned. */
function phasesOf(context: TenantContext, job: Job) {
	const phase = phaseOf(context, job);
	const completed = completedAt(context, job);
	const isRejected = completed !== null && job.failure === 'REJECTED';
	const isDecided = completed !== null || phase === 'running';
	const decided = isDecided
		? new Date(endOf(context, job) - context.options.taskMs / 2).toISOString()
		: null;
	const approved = isDecided ? 'APPROVED' : 'PENDING';
	const provisioning = { queued: 'NOT_STARTED', unknown: 'NOT_STARTED', running: 'PENDING' };
	const ended = { succeeded: 'PASSED', failed: isRejected ? 'NOT_STARTED' : 'FAILED' };
	return [
		{
			name: 'APPROVAL_PHASE',
			state: isRejected ? 'REJECTED' : approved,
			started: job.launched,
			finished: decided,
		},
		{
			name: 'PROVISIONING_PHASE',
			state: { ...provisioning, ...ended }[phase],
			started: isRejected ? null : decided,
			finished: isRejected ? null : completed,
		},
	];
}

/** Adds the requests to delete an account, which can be listed and in no other way be asked for. */
export function accountDeletionRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accounts } = context.data;

	const requester = () => {
		const { id, alias } = context.user();
		return { type: 'IDENTITY', id, name: alias };
	};
	const now = (record: JobRecord) => ({
		accountRequestId: record.id,
		requestType: 'DELETE_ACCOUNT',
		createdAt: record.created,
		completedAt: completedAt(context, record.job),
		overallStatus: stateOf(context, record.job, words),
		requester: requester(),
		requesterComments: record.comments ?? null,
		accountDetails: record.account ?? null,
		accountRequestPhases: phasesOf(context, record.job),
		errorDetails: complaintsOf(context, record.job)[0] ?? null,
	});

	const create = userToken('idn:account-requests:create');
	app.post(`${PATH}/account/:accountId/delete`, { config: create }, (request, reply) => {
		const { accountId } = request.params as { accountId: string };
		const account = accounts.get(accountId);
		if (!account) throw notFound('account', accountId);
		if (account.connectionType === 'file') {
			throw badRequest('Only accounts of connected sources can be deleted.');
		}
		const { comments } = (request.body ?? {}) as { comments?: string };
		const deletion: Deletion = { deletes: { from: 'accounts', id: accountId } };
		const facts = { ...deletion, comments, account: detailsOf(account) };
		reply.code(202);
		return { accountRequestId: addJob(context, 'account-deletion-request', facts).id };
	});

	const read = userToken('idn:account-requests:read', 'idn:account-requests:management');
	app.get(`${PATH}/deletion`, { config: read }, (request, reply) => {
		const requests = jobsOf(context, 'account-deletion-request').map(now);
		return answerRecords(context, requests, { filters: {}, sorters: [] }, request, reply);
	});
}
