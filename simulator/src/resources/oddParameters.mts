import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import { arrayBody, requireFields } from '../http/parseBody.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { notFound } from '../http/errors.mts';
import { anyToken, userToken } from './auth.mts';
import { pathId } from './records.mts';
import { taskNow } from './tasks.mts';

/** Adds operations whose parameters are of a kind that few others have. */
export function oddParameterRoutes(app: FastifyInstance, context: TenantContext): void {
	// A number for an id: the service counts tasks from 1.
	const config = anyToken('das:task:read', 'das:task:manage');
	app.get('/das/v1/tasks/:id', { config }, (request) => {
		const found = context.data.tasks.at(Number(pathId(request)) - 1);
		if (!found) throw notFound('task', pathId(request));
		const task = taskNow(context, found);
		return {
			taskId: Number(pathId(request)),
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

	// A header of its own, and nothing in the answer but headers.
	const parameters = userToken('sp:parameter-storage:read', 'sp:parameter-storage:manage');
	app.get('/parameter-storage/v1/specification', { config: parameters }, (request, reply) => {
		const language = request.headers['accept-language'] ?? 'en';
		reply.code(200).header('content-language', language).send();
	});

	// A list in and a list out, with 201.
	const viewed = { ...anyToken('iai:access-request-recommender:manage'), experimental: true };
	app.post(
		'/ai-access-request-recommendations/v1/viewed-items/bulk-create',
		{ config: viewed },
		(request, reply) => {
			const items = arrayBody(request) as JsonObject[];
			for (const item of items) requireFields(item, ['identityId', 'access.id', 'access.type']);
			reply.code(201);
			return items.map(({ identityId, access }) => ({
				identityId,
				access,
				timestamp: context.timestamp(),
			}));
		},
	);
}
