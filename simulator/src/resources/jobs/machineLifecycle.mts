import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { getPathId, pageRecords } from '../resource.mts';
import { getErrorMessages, isFinished, formatState, getState } from './job.mts';
import { addJob, getJobOr404, listJobs } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/machine-identities/v1';
const stateNames = {
	queued: 'RECEIVED',
	running: 'PROVISIONING',
	succeeded: 'COMPLETED',
	failed: 'FAILED',
};

interface Action {
	created: string;
	details: { status: string };
}
const getters = { status: ({ details }: Action) => details.status };

/** Adds the activation and deactivation of machine identities. */
export function addMachineLifecycleRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const getInvocationStatus = ({ job, cancelled }: JobRecord) =>
		cancelled ? formatState(context, 'CANCELED') : getState(context, job, stateNames);
	const brief = (record: JobRecord) => ({
		requestId: record.id,
		status: getInvocationStatus(record),
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
		completed: Boolean(record.cancelled) || isFinished(context, record.job),
		details: {
			status: getInvocationStatus(record),
			action: record.action,
			comments: record.comments,
			cancelComment: record.cancelled ?? null,
			failureReason: getErrorMessages(context, record.job)[0] ?? null,
		},
		created: record.created,
	});
	const named = (request: FastifyRequest) =>
		getJobOr404(context, 'machine-lifecycle', request, 'requestId');

	app.post(`${PATH}/:id/lifecycle-actions`, (request) => {
		const { action, comments = [] } = parseObjectBody(request);
		if (action !== 'ACTIVATE' && action !== 'DEACTIVATE') {
			throw badRequest('The field "action" must be ACTIVATE or DEACTIVATE.');
		}
		const facts = { targetId: getPathId(request), action, comments };
		return brief(addJob(context, 'machine-lifecycle', facts));
	});
	// The newest first, with a default page size of 50.
	app.get(`${PATH}/lifecycle-actions`, (request, reply) => {
		const actions = listJobs(context, 'machine-lifecycle').map(full).reverse();
		return pageRecords(context, actions, request, reply, getters);
	});
	app.get(`${PATH}/lifecycle-actions/:requestId`, (request) => full(named(request)));
	app.post(`${PATH}/lifecycle-actions/:requestId/cancel`, (request) => {
		const record = named(request);
		const body = parseObjectBody(request);
		requireFields(body, ['comment']);
		if (isFinished(context, record.job)) throw badRequest('The action has ended already.');
		const after = context.data.jobs.update(record.id, { cancelled: body.comment });
		return brief(after as JobRecord);
	});
}
