import type { FastifyInstance } from 'fastify';
import { notFound } from '../http/errors.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import { getPathId } from './resource.mts';
import { presentTask } from './tasks.mts';

/** Adds tasks of Data Access Security, whose ID is a number: the service counts from 1. */
export function addDasTaskRoutes(app: FastifyInstance, context: SimulatorContext): void {
	app.get('/das/v1/tasks/:id', (request) => {
		const taskId = Number(getPathId(request));
		const found = context.data.tasks.at(taskId - 1);
		if (!found) throw notFound('task', getPathId(request));
		const task = presentTask(context, found);
		return {
			taskId,
			taskTypeName: task.type,
			startTime: Date.parse(String(task.launched)),
			endTime: task.completed ? Date.parse(String(task.completed)) : null,
			taskName: task.uniqueName,
			createdByDisplayName: task.launcher,
			progress: task.percentComplete,
			status: task.completionStatus,
			details: task.description,
			scheduleTaskId: null,
		};
	});
}
