import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { anyToken, userToken } from '../auth.mts';
import { answerRecords } from '../resource.mts';
import { recordOf } from '../records.mts';
import { complaintsOf, completedAt, isOver, spelled, stateOf } from './job.mts';
import { addJob, jobOf, jobsOf } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const RUNS = '/workflow-executions/v1';
const words = { queued: 'Queued', running: 'Running', succeeded: 'Completed', failed: 'Failed' };

const runFields = {
	filters: { start_time: 'eq lt le gt ge', status: 'eq' },
	sorters: [],
	getters: { start_time: (run: { startTime: string }) => run.startTime },
};

/** Adds runs of workflows. */
export function workflowRunRoutes(app: FastifyInstance, context: TenantContext): void {
	const { workflows } = context.data;
	const runNow = (record: JobRecord) => ({
		id: record.id,
		workflowId: record.workflowId,
		requestId: record.id,
		startTime: record.created,
		closeTime: record.cancelled ?? completedAt(context, record.job),
		status: record.cancelled ? spelled(context, 'Canceled') : stateOf(context, record.job, words),
	});
	const start = (workflowId: string, input: unknown) =>
		addJob(context, 'workflow', { workflowId, input }).id;

	app.post(
		'/workflows/v1/:id/test',
		{ config: userToken('sp:workflow-execute:external') },
		(request) => {
			const body = objectBody(request);
			requireFields(body, ['input']);
			return { workflowExecutionId: start(recordOf(workflows, request).id, body.input) };
		},
	);
	app.post(
		'/workflows/v1/execute/external/:id',
		{ config: anyToken('sp:workflow-execute:external') },
		(request) => {
			const { id } = recordOf(workflows, request);
			const { input = {} } = (request.body ?? {}) as JsonObject;
			return { workflowExecutionId: start(id, input), message: 'Workflow was triggered' };
		},
	);

	const read = userToken('sp:workflow-execution:read', 'sp:workflow:manage');
	app.get('/workflows/v1/:id/executions', { config: read }, (request, reply) => {
		const { id } = recordOf(workflows, request);
		const runs = jobsOf(context, 'workflow')
			.filter(({ workflowId }) => workflowId === id)
			.map(runNow);
		return answerRecords(context, runs, runFields, request, reply);
	});
	// One run, and yet a list of it.
	app.get(`${RUNS}/:id`, { config: read }, (request) => [
		runNow(jobOf(context, 'workflow', request)),
	]);
	app.get(`${RUNS}/:id/history`, { config: read }, (request) => {
		const record = jobOf(context, 'workflow', request);
		const { closeTime, status } = runNow(record);
		const events = [
			{ type: 'WorkflowExecutionStarted', timestamp: record.created, attributes: {} },
		];
		if (!isOver(context, record.job)) return events;
		const [failure] = complaintsOf(context, record.job);
		const type = failure ? 'WorkflowExecutionFailed' : 'WorkflowExecutionCompleted';
		const attributes = { status, ...(failure && { failure: { message: failure } }) };
		return [...events, { type, timestamp: closeTime, attributes }];
	});
	const cancel = userToken('sp:workflow-execute:external');
	app.post(`${RUNS}/:id/cancel`, { config: cancel }, (request, reply) => {
		const { id, job } = jobOf(context, 'workflow', request);
		if (isOver(context, job)) throw badRequest('The run has ended already.');
		context.data.jobs.update(id, { cancelled: context.timestamp() });
		reply.code(204).send();
	});
}
