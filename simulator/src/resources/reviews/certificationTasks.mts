import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import { getErrorMessages, isFinished, startJob, getState } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';
import { addList, getRecordOr404 } from '../resource.mts';
import { getIdentityParameter } from '../currentUser.mts';

const stateNames = {
	queued: 'QUEUED',
	running: 'IN_PROGRESS',
	succeeded: 'SUCCESS',
	failed: 'ERROR',
};

interface Start {
	type: string;
	targetType: 'CERTIFICATION' | 'CAMPAIGN';
	targetId: string;
}
export interface ReassignmentRecord {
	previousOwner: string;
	newOwner: string;
	reassignmentType: string;
}

/** Returns a certification task in its current state. */
function presentCertificationTask(context: SimulatorContext, task: AnyRecord): AnyRecord {
	const { job, reviewer: _reviewer, ...rest } = task as AnyRecord & { job: Job };
	const errors = getErrorMessages(context, job);
	return {
		...rest,
		id: task.id,
		status: getState(context, job, stateNames),
		errors: errors.map((text) => ({ locale: 'en-US', localeOrigin: 'DEFAULT', text })),
	};
}

/** Starts a certification task. */
export function startCertificationTask(
	context: SimulatorContext,
	start: Start,
	trail: ReassignmentRecord[] = [],
): AnyRecord {
	const task = context.data.certificationTasks.add({
		...start,
		job: startJob(context, 'certification-task'),
		reviewer: context.user().id,
		reassignmentTrailDTOs: trail,
		created: context.timestamp(),
	});
	return presentCertificationTask(context, task);
}

/** Adds certification tasks; the list only has unfinished ones. */
export function addCertificationTaskRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { certificationTasks } = context.data;
	addList(app, context, '/certification-tasks/v1', {
		table: certificationTasks,
		baseFilter: (_query, request) => {
			const reviewer = getIdentityParameter(request, 'reviewer-identity');
			return {
				name: `${reviewer} at ${context.options.now()}`,
				test: (task) =>
					!isFinished(context, task.job as Job) && (!reviewer || task.reviewer === reviewer),
			};
		},
		present: (task) => presentCertificationTask(context, task),
	});
	app.get('/certification-tasks/v1/:id', (request) =>
		presentCertificationTask(context, getRecordOr404(certificationTasks, request)),
	);
}
