import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import { userToken } from '../auth.mts';
import { complaintsOf, isOver, startJob, stateOf } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';
import { addList } from '../resource.mts';
import { recordOf } from '../records.mts';
import { personIn } from '../currentUser.mts';

const words = { queued: 'QUEUED', running: 'IN_PROGRESS', succeeded: 'SUCCESS', failed: 'ERROR' };

type Start = { type: string; targetType: 'CERTIFICATION' | 'CAMPAIGN'; targetId: string };
export type Trail = { previousOwner: string; newOwner: string; reassignmentType: string };

/** A certification task as it stands now. */
function certificationTaskNow(context: TenantContext, task: Plain): Plain {
	const { job, reviewer: _reviewer, ...rest } = task as Plain & { job: Job };
	const errors = complaintsOf(context, job);
	return {
		...rest,
		id: task.id,
		status: stateOf(context, job, words),
		errors: errors.map((text) => ({ locale: 'en-US', localeOrigin: 'DEFAULT', text })),
	};
}

/** Starts a certification task. */
export function startCertificationTask(
	context: TenantContext,
	start: Start,
	trail: Trail[] = [],
): Plain {
	const task = context.data.certificationTasks.add({
		...start,
		job: startJob(context, 'certification-task'),
		reviewer: context.user().id,
		reassignmentTrailDTOs: trail,
		created: context.timestamp(),
	});
	return certificationTaskNow(context, task);
}

/** Adds the tasks of certifications; the list holds those under way. */
export function certificationTaskRoutes(app: FastifyInstance, context: TenantContext): void {
	const { certificationTasks } = context.data;
	const config = userToken('idn:campaign:read');
	addList(app, context, '/certification-tasks/v1', {
		table: certificationTasks,
		config,
		fields: { filters: { id: 'eq in', targetId: 'eq in', type: 'eq in' }, sorters: [] },
		scope: (_query, request) => {
			const reviewer = personIn(request, 'reviewer-identity');
			return {
				name: `${reviewer} at ${context.options.now()}`,
				test: (task) =>
					!isOver(context, task.job as Job) && (!reviewer || task.reviewer === reviewer),
			};
		},
		present: (task) => certificationTaskNow(context, task),
	});
	app.get('/certification-tasks/v1/:id', { config }, (request) =>
		certificationTaskNow(context, recordOf(certificationTasks, request)),
	);
}
