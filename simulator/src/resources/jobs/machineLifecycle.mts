import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { userToken } from '../auth.mts';
import { answerRecords } from '../resource.mts';
import { pathId } from '../records.mts';
import { complaintsOf, isOver, spelled, stateOf } from './job.mts';
import { addJob, jobOf, jobsOf } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/machine-identities/v1';
const config = { ...userToken('idn:mis-identity:manage'), experimental: true };
const words = {
	queued: 'RECEIVED',
	running: 'PROVISIONING',
	succeeded: 'COMPLETED',
	failed: 'FAILED',
};

type Action = { created: string; details: { status: string } };
const fields = {
	filters: {
		operationType: 'eq in',
		status: 'eq in',
		completed: 'eq',
		targetId: 'eq',
		created: 'gt ge lt le',
	},
	sorters: ['created', 'status'],
	getters: { status: ({ details }: Action) => details.status },
};

/** Adds the activation and deactivation of machine identities. */
export function machineLifecycleRoutes(app: FastifyInstance, context: TenantContext): void {
	const statusOf = ({ job, cancelled }: JobRecord) =>
		cancelled ? spelled(context, 'CANCELED') : stateOf(context, job, words);
	const brief = (record: JobRecord) => ({
		requestId: record.id,
		status: statusOf(record),
		action: record.action,
		targetId: record.targetId,
		resourceId: record.targetId,
		createdAt: record.created,
	});
	const full = (record: JobRecord) => ({
		id: record.id,
		statusType: 'LIFECYCLE_ACTION',
		requestedBy: context.user().id,
		targetType: 'AI_AGENT',
		targetId: record.targetId,
		operationType: record.action,
		completed: Boolean(record.cancelled) || isOver(context, record.job),
		details: {
			status: statusOf(record),
			action: record.action,
			comments: record.comments,
			cancelComment: record.cancelled ?? null,
			failureReason: complaintsOf(context, record.job)[0] ?? null,
		},
		created: record.created,
	});
	const named = (request: FastifyRequest) =>
		jobOf(context, 'machine-lifecycle', request, 'requestId');

	app.post(`${PATH}/:id/lifecycle-actions`, { config }, (request, reply) => {
		const { action, comments = [] } = objectBody(request);
		if (action !== 'ACTIVATE' && action !== 'DEACTIVATE') {
			throw badRequest('The field "action" must be ACTIVATE or DEACTIVATE.');
		}
		const facts = { targetId: pathId(request), action, comments };
		reply.code(202);
		return brief(addJob(context, 'machine-lifecycle', facts));
	});
	const all = { ...userToken('sp:scopes:all'), experimental: true };
	// The newest first, and 50 a page unless more are asked for.
	app.get(`${PATH}/lifecycle-actions`, { config: all }, (request, reply) => {
		const actions = jobsOf(context, 'machine-lifecycle').map(full).reverse();
		const limits = { defaultLimit: 50, maxLimit: 250 };
		return answerRecords(context, actions, fields, request, reply, limits);
	});
	app.get(`${PATH}/lifecycle-actions/:requestId`, { config }, (request) => full(named(request)));
	app.post(`${PATH}/lifecycle-actions/:requestId/cancel`, { config }, (request, reply) => {
		const record = named(request);
		const body = objectBody(request);
		requireFields(body, ['comment']);
		if (isOver(context, record.job)) throw badRequest('The action has ended already.');
		const after = context.data.jobs.update(record.id, { cancelled: body.comment });
		reply.code(202);
		return brief(after as JobRecord);
	});
}
