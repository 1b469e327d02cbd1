import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../context.mts';
import type { Plain } from '../data/types.mts';
import { anyToken } from './access.mts';
import { complaintsOf, completedAt, phaseOf, startJob, stateOf, takesEffect } from './jobs/job.mts';
import type { Job, JobFamily } from './jobs/job.mts';
import { addList } from './list.mts';
import { recordOf } from './objects.mts';

type NewTask = {
	family: JobFamily;
	type: string;
	name: string;
	target?: { id: string; type: string | null; name: string };
	attributes?: Record<string, unknown>;
};

/** Starts a task, which finishes by itself after a while. */
export function startTask(context: TenantContext, task: NewTask): Plain {
	const now = context.timestamp();
	return context.data.tasks.add({
		job: startJob(context, task.family),
		type: 'QUEUED_TASK',
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

/** Starts a task, and does at once what it is for, unless it is going to fail. */
export function runTask(context: TenantContext, task: NewTask, effect: () => void): Plain {
	const started = startTask(context, task);
	if (takesEffect(started.job as Job)) effect();
	return started;
}

const words = { queued: '', running: '', succeeded: 'SUCCESS', failed: 'ERROR' };

/** Complaints of a job, in the form of the messages of a task. */
const taskMessages = (complaints: string[], job: Job) =>
	complaints.map((message) => ({
		type: takesEffect(job) ? 'WARN' : 'ERROR',
		localizedText: { locale: 'en-US', message },
		key: 'simulated_failure',
		parameters: [],
	}));

/** A task as it stands now: whether it is finished follows from the clock. */
export function taskNow(context: TenantContext, task: Plain): Plain {
	const { job, shown, ...rest } = task as Plain & { job: Job; shown?: object };
	const completed = completedAt(context, job);
	return {
		...rest,
		id: task.id,
		completed,
		messages: taskMessages(complaintsOf(context, job), job),
		// Empty while a task runs; none of the other states is documented.
		completionStatus: stateOf(context, job, words) || null,
		progress: completed ? 'Completed' : phaseOf(context, job) === 'running' ? 'Running' : 'Queued',
		percentComplete: completed ? 100 : 50,
		// What a test says of this task: tenants have states that no document names, or none for a while.
		...shown,
	};
}

const config = anyToken('idn:task-management:read', 'idn:task-management:write');

/** Adds the task status service. */
export function taskRoutes(app: FastifyInstance, context: TenantContext): void {
	const { tasks } = context.data;
	addList(app, context, '/task-status/v1', {
		table: tasks,
		config,
		fields: {
			filters: {
				id: 'eq in',
				sourceId: 'eq in',
				completionStatus: 'eq in isnull',
				type: 'eq in',
				launcher: 'eq in',
			},
			sorters: ['created'],
			getters: {
				sourceId: (task) => (task.target as { id: string } | null)?.id,
				completionStatus: (task) => taskNow(context, task).completionStatus,
				type: (task) => (task.taskDefinitionSummary as { uniqueName: string }).uniqueName,
			},
		},
		// Tasks change with time alone, so that a kept selection would go stale.
		scope: () => ({ name: `at ${context.options.now()}`, test: () => true }),
		present: (task) => taskNow(context, task),
	});
	app.get('/task-status/v1/:id', { config }, (request) =>
		taskNow(context, recordOf(tasks, request)),
	);
}
