import type { FastifyInstance } from 'fastify';
import { firstValue } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { badRequest } from '../../http/errors.mts';
import { getErrorMessages, getCompletionDate, isFinished, formatState, getState } from './job.mts';
import { addJob, getJobOr404, listJobs } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/role-propagation/v1';
const stateNames = {
	queued: 'PENDING',
	running: 'LAUNCH_PROVISIONING',
	succeeded: 'SUCCEEDED',
	failed: 'FAILED',
};

/** Adds the propagation of roles: one at a time; only the stage says whether it succeeded. */
export function addRolePropagationRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const person = () => ({ type: 'IDENTITY', id: context.user().id, name: context.user().alias });
	const runNow = ({ id, job, created, skipRoleRefresh, terminated }: JobRecord) => {
		const over = Boolean(terminated) || isFinished(context, job);
		const [failureReason] = terminated ? [] : getErrorMessages(context, job);
		return {
			id,
			status: formatState(context, over ? 'COMPLETED' : 'RUNNING'),
			executionStage: terminated
				? formatState(context, 'TERMINATED')
				: getState(context, job, stateNames),
			launched: created,
			launchedBy: person(),
			terminatedBy: terminated ? person() : null,
			completed: terminated ?? getCompletionDate(context, job),
			failureReason: failureReason ?? null,
			skipRoleRefresh,
		};
	};
	const running = () =>
		listJobs(context, 'role-propagation').find(
			({ job, terminated }) => !terminated && !isFinished(context, job),
		);

	app.post(PATH, (request) => {
		if (running()) throw badRequest('A role propagation is running already.');
		const skipRoleRefresh = firstValue(request.query as Query, 'skipRoleRefresh') === 'true';
		return { rolePropagationId: addJob(context, 'role-propagation', { skipRoleRefresh }).id };
	});
	app.get(`${PATH}/:id/status`, (request) =>
		runNow(getJobOr404(context, 'role-propagation', request)),
	);
	app.get(`${PATH}/is-running`, () => {
		const record = running();
		return {
			isRunning: record !== undefined,
			rolePropagationDetails: record ? runNow(record) : null,
		};
	});
	app.post(`${PATH}/terminate`, (_request, reply) => {
		const record = running();
		if (record) context.data.jobs.update(record.id, { terminated: context.timestamp() });
		reply.send();
	});
}
