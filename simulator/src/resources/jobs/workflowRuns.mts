import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { getRecordOr404, pageRecords } from '../resource.mts';
import { getErrorMessages, getCompletionDate, isFinished, formatState, getState } from './job.mts';
import { addJob, getJobOr404, listJobs } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const RUNS = '/workflow-executions/v1';
const stateNames = {
	queued: 'Queued',
	running: 'Running',
	succeeded: 'Completed',
	failed: 'Failed',
};

const runGetters = { start_time: (run: { startTime: string }) => run.startTime };

/** Adds runs of workflows. */
export function addWorkflowRunRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { workflows } = context.data;
	const runNow = (record: JobRecord) => ({
		id: record.id,
		workflowId: record.workflowId,
		requestId: record.id,
		startTime: record.created,
		closeTime: record.cancelled ?? getCompletionDate(context, record.job),
		status: record.cancelled
			? formatState(context, 'Canceled')
			: getState(context, record.job, stateNames),
	});
	const start = (workflowId: string, input: unknown) =>
		addJob(context, 'workflow', { workflowId, input }).id;

	app.post('/workflows/v1/:id/test', (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['input']);
		return { workflowExecutionId: start(getRecordOr404(workflows, request).id, body.input) };
	});
	app.post('/workflows/v1/execute/external/:id', (request) => {
		const { id } = getRecordOr404(workflows, request);
		const { input = {} } = (request.body ?? {}) as JsonObject;
		return { workflowExecutionId: start(id, input), message: 'Workflow was triggered' };
	});

	app.get('/workflows/v1/:id/executions', (request, reply) => {
		const { id } = getRecordOr404(workflows, request);
		const runs = listJobs(context, 'workflow')
			.filter(({ workflowId }) => workflowId === id)
			.map(runNow);
		return pageRecords(context, runs, request, reply, runGetters);
	});
	// A single run, but in a list.
	app.get(`${RUNS}/:id`, (request) => [runNow(getJobOr404(context, 'workflow', request))]);
	app.get(`${RUNS}/:id/history`, (request) => {
		const record = getJobOr404(context, 'workflow', request);
		const { closeTime, status } = runNow(record);
		const events = [
			{ type: 'WorkflowExecutionStarted', timestamp: record.created, attributes: {} },
		];
		if (!isFinished(context, record.job)) return events;
		const [failure] = getErrorMessages(context, record.job);
		const type = failure ? 'WorkflowExecutionFailed' : 'WorkflowExecutionCompleted';
		const attributes = { status, ...(failure && { failure: { message: failure } }) };
		return [...events, { type, timestamp: closeTime, attributes }];
	});
	app.post(`${RUNS}/:id/cancel`, (request, reply) => {
		const { id, job } = getJobOr404(context, 'workflow', request);
		if (isFinished(context, job)) throw badRequest('The run has ended already.');
		context.data.jobs.update(id, { cancelled: context.timestamp() });
		reply.send();
	});
}
