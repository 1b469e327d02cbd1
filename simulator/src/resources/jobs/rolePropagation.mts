import type { FastifyInstance } from 'fastify';
import { single } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { TenantContext } from '../../simulatorContext.mts';
import { badRequest } from '../../http/errors.mts';
import { anyToken } from '../auth.mts';
import { complaintsOf, completedAt, isOver, spelled, stateOf } from './job.mts';
import { addJob, jobOf, jobsOf } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/role-propagation/v1';
const read = { ...anyToken('idn:role-propagation:read'), experimental: true };
const write = { ...anyToken('idn:role-propagation:write'), experimental: true };
const words = {
	queued: 'PENDING',
	running: 'LAUNCH_PROVISIONING',
	succeeded: 'SUCCEEDED',
	failed: 'FAILED',
};

/** Adds the propagation of roles: one at a time, and whether it went well stands in its stage alone. */
export function rolePropagationRoutes(app: FastifyInstance, context: TenantContext): void {
	const person = () => ({ type: 'IDENTITY', id: context.user().id, name: context.user().alias });
	const runNow = ({ id, job, created, skipRoleRefresh, terminated }: JobRecord) => {
		const over = Boolean(terminated) || isOver(context, job);
		const [failureReason] = terminated ? [] : complaintsOf(context, job);
		return {
			id,
			status: spelled(context, over ? 'COMPLETED' : 'RUNNING'),
			executionStage: terminated ? spelled(context, 'TERMINATED') : stateOf(context, job, words),
			launched: created,
			launchedBy: person(),
			terminatedBy: terminated ? person() : null,
			completed: terminated ?? completedAt(context, job),
			failureReason: failureReason ?? null,
			skipRoleRefresh,
		};
	};
	const running = () =>
		jobsOf(context, 'role-propagation').find(
			({ job, terminated }) => !terminated && !isOver(context, job),
		);

	app.post(PATH, { config: write }, (request, reply) => {
		if (running()) throw badRequest('A role propagation is running already.');
		const skipRoleRefresh = single(request.query as Query, 'skipRoleRefresh') === 'true';
		reply.code(202);
		return { rolePropagationId: addJob(context, 'role-propagation', { skipRoleRefresh }).id };
	});
	app.get(`${PATH}/:id/status`, { config: read }, (request) =>
		runNow(jobOf(context, 'role-propagation', request)),
	);
	app.get(`${PATH}/is-running`, { config: read }, () => {
		const record = running();
		return {
			isRunning: record !== undefined,
			rolePropagationDetails: record ? runNow(record) : null,
		};
	});
	app.post(`${PATH}/terminate`, { config: write }, (_request, reply) => {
		const record = running();
		if (record) context.data.jobs.update(record.id, { terminated: context.timestamp() });
		reply.code(204).send();
	});
}
