import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { Account } from '../../data/types.mts';
import { badRequest, notFound } from '../../http/errors.mts';
import { pageRecords } from '../resource.mts';
import type { Deletion } from './applyFinishedDeletions.mts';
import { getCompletionDate, getErrorMessages, getEndTime, getPhase, getState } from './job.mts';
import type { Job } from './job.mts';
import { addJob, listJobs } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/account-requests/v1';
const stateNames = {
	queued: 'PENDING',
	running: 'PENDING',
	succeeded: 'SUCCESS',
	failed: 'FAILED',
};

const getDetails = (account: Account) => ({
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

/** Returns the phases: approval while the job is queued, then provisioning. */
function getPhases(context: SimulatorContext, job: Job) {
	const phase = getPhase(context, job);
	const completed = getCompletionDate(context, job);
	const isRejected = completed !== null && job.failure === 'REJECTED';
	const isDecided = completed !== null || phase === 'running';
	const decided = isDecided
		? new Date(getEndTime(context, job) - context.options.taskMs / 2).toISOString()
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

/** Adds the requests to delete an account, which are only returned in a list. */
export function addAccountDeletionRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { accounts } = context.data;

	const requester = () => {
		const { id, alias } = context.user();
		return { type: 'IDENTITY', id, name: alias };
	};
	const now = (record: JobRecord) => ({
		accountRequestId: record.id,
		requestType: 'DELETE_ACCOUNT',
		createdAt: record.created,
		completedAt: getCompletionDate(context, record.job),
		overallStatus: getState(context, record.job, stateNames),
		requester: requester(),
		requesterComments: record.comments ?? null,
		accountDetails: record.account ?? null,
		accountRequestPhases: getPhases(context, record.job),
		errorDetails: getErrorMessages(context, record.job)[0] ?? null,
	});

	app.post(`${PATH}/account/:accountId/delete`, (request) => {
		const { accountId } = request.params as { accountId: string };
		const account = accounts.get(accountId);
		if (!account) throw notFound('account', accountId);
		if (account.connectionType === 'file') {
			throw badRequest('Only accounts of connected sources can be deleted.');
		}
		const { comments } = (request.body ?? {}) as { comments?: string };
		const deletion: Deletion = { deletes: { from: 'accounts', id: accountId } };
		const facts = { ...deletion, comments, account: getDetails(account) };
		return { accountRequestId: addJob(context, 'account-deletion-request', facts).id };
	});

	app.get(`${PATH}/deletion`, (request, reply) => {
		const requests = listJobs(context, 'account-deletion-request').map(now);
		return pageRecords(context, requests, request, reply);
	});
}
