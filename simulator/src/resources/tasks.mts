import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { AnyRecord } from '../data/types.mts';
import {
	getErrorMessages,
	getEndTime,
	hasCompletionDate,
	isTracked,
	getPhase,
	startJob,
	getState,
	willSucceed,
} from './jobs/job.mts';
import type { Job, JobFamily } from './jobs/job.mts';
import { badRequest, notFound } from '../http/errors.mts';
import { addList, getRecordOr404 } from './resource.mts';

interface NewTask {
	family: JobFamily;
	type: string;
	name: string;
	target?: { id: string; type: string | null; name: string };
	attributes?: Record<string, unknown>;
}

/** Starts a task, which finishes after a while. */
export function startTask(context: SimulatorContext, task: NewTask): AnyRecord {
	const now = context.timestamp();
	return context.data.tasks.add({
		job: startJob(context, task.family),
		type: task.family.endsWith('-aggregation') ? 'QUARTZ' : 'QUEUED_TASK',
		uniqueName: `${task.name} ${context.data.tasks.end + 1}`,
		description: task.name,
		parentName: null,
		launcher: context.user().alias,
		target: task.target ?? null,
		created: now,
		modified: now,
		launched: now,
		messages: [],
		returns: [],
		attributes: task.attributes ?? {},
		taskDefinitionSummary: {
			id: 'definition',
			uniqueName: task.type,
			description: task.name,
			parentName: task.type,
			executor: null,
			arguments: {},
		},
	});
}

/** Starts a task and applies its effect at once, unless it will fail. */
export function runTask(context: SimulatorContext, task: NewTask, effect: () => void): AnyRecord {
	const started = startTask(context, task);
	if (willSucceed(started.job as Job)) effect();
	return started;
}

const stateNames = { queued: '', running: '', succeeded: 'SUCCESS', failed: 'ERROR' };

/** Returns the error messages of a job as messages of a task. */
const taskMessages = (context: SimulatorContext, complaints: string[], job: Job) =>
	complaints.map((message) => {
		const isLocalized = context.options.jobs.reasons === 'localizedText';
		return {
			type: willSucceed(job) ? 'WARN' : 'ERROR',
			localizedText: isLocalized ? { locale: 'en-US', message } : null,
			key: isLocalized ? 'simulated_failure' : message,
			parameters: [],
			error: !willSucceed(job),
			warning: willSucceed(job),
		};
	});

/** Returns a date with a numeric offset, as some services write it. */
const withNumericOffset = (date: string) => date.replace(/Z$/, '+00:00');

/** Returns an aggregation as the response to its start, with other fields and dates than the task service. */
export const presentNewAggregation = (
	{ id, type, description, created, launched, returns, attributes }: AnyRecord,
	writeDate: (date: string) => unknown = withNumericOffset,
) => ({
	type,
	id,
	name: description,
	description,
	parentName: null,
	launcher: 'System',
	created: writeDate(String(created)),
	launched: writeDate(String(launched)),
	completed: null,
	completionStatus: null,
	messages: [],
	returns,
	attributes: { eventId: 4_311_625, ...(attributes as object) },
	progress: null,
});

/** Returns a task in its current state, which follows from the clock. */
export function presentTask(context: SimulatorContext, task: AnyRecord): AnyRecord {
	const { job, shown, ...rest } = task as AnyRecord & { job: Job; shown?: object };
	const completed = hasCompletionDate(context, job)
		? new Date(getEndTime(context, job)).toISOString()
		: null;
	return {
		...rest,
		id: task.id,
		completed,
		messages: taskMessages(context, getErrorMessages(context, job), job),
		// Empty while a task runs; no other state is documented.
		completionStatus: getState(context, job, stateNames) || null,
		progress: completed ? 'Completed' : getPhase(context, job) === 'running' ? 'Running' : 'Queued',
		percentComplete: completed ? 100 : 50,
		// Fields set by a test: tenants have undocumented states, or none for a while.
		...shown,
	};
}

/** Throws a 400 for a filter by a type that isn't a task definition, such as QUARTZ. */
function checkTypes(tasks: Iterable<AnyRecord>, filters: string): void {
	const known = new Set([...tasks].map(getType));
	const asked = [...filters.matchAll(/\btype\s+(?:eq|in)\s+\(?([^)]*)/g)].flatMap(([, list = '']) =>
		[...list.matchAll(/"([^"]*)"/g)].map(([, type = '']) => type),
	);
	const strange = asked.find((type) => !known.has(type));
	if (strange !== undefined) throw badRequest(`Unsupported Task Definition type: ${strange}`);
}

const getType = (task: AnyRecord) =>
	(task.taskDefinitionSummary as { uniqueName: string }).uniqueName;

/** Adds the task status service. */
export function addTaskRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { tasks } = context.data;
	addList(app, context, '/task-status/v1', {
		table: tasks,
		getters: {
			sourceId: (task) => (task.target as { id: string } | null)?.id,
			completionStatus: (task) => presentTask(context, task).completionStatus,
			type: getType,
		},
		// Tasks change over time without a write, so a cached selection would be stale.
		baseFilter: ({ filters }) => {
			checkTypes(tasks, String(filters ?? ''));
			const test = (task: AnyRecord) => isTracked(context, task.job as Job);
			return { name: `at ${context.options.now()}`, test };
		},
		present: (task) => presentTask(context, task),
	});
	app.get('/task-status/v1/:id', (request) => {
		const task = getRecordOr404(tasks, request);
		if (!isTracked(context, task.job as Job)) throw notFound('task', task.id);
		return presentTask(context, task);
	});
}
