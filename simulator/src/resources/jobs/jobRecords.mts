import type { FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import { notFound } from '../../http/errors.mts';
import { startJob } from './job.mts';
import type { Job, JobFamily } from './job.mts';

/** A job that is no task: each service shows it in its own way. */
export type JobRecord = AnyRecord & { job: Job; created: string };

/** Starts a job and keeps what its service has to remember. */
export function addJob(
	context: SimulatorContext,
	family: JobFamily,
	facts: object = {},
): JobRecord {
	const job = startJob(context, family);
	return context.data.jobs.add({ ...facts, job, created: job.launched }) as JobRecord;
}

/** Jobs of a family, in the order in which they were started. */
export const listJobs = (context: SimulatorContext, family: JobFamily): JobRecord[] =>
	([...context.data.jobs] as JobRecord[]).filter(({ job }) => job?.family === family);

/** The job of a family that a request names; refuses with 404. */
export function getJobOr404(
	context: SimulatorContext,
	family: JobFamily,
	request: FastifyRequest,
	parameter = 'id',
): JobRecord {
	const id = (request.params as Record<string, string>)[parameter] ?? '';
	const record = context.data.jobs.get(id) as JobRecord | undefined;
	if (record?.job?.family !== family) throw notFound(family, id);
	return record;
}
