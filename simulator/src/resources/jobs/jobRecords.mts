import type { FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import { notFound } from '../../http/errors.mts';
import { startJob } from './job.mts';
import type { Job, JobFamily } from './job.mts';

/** A job that isn't a task: each service has its own form. */
export type JobRecord = AnyRecord & { job: Job; created: string };

/** Starts a job and stores the fields that its service needs. */
export function addJob(
	context: SimulatorContext,
	family: JobFamily,
	facts: object = {},
): JobRecord {
	const job = startJob(context, family);
	return context.data.jobs.add({ ...facts, job, created: job.launched }) as JobRecord;
}

/** Returns the jobs of a family, in the order of their start. */
export const listJobs = (context: SimulatorContext, family: JobFamily): JobRecord[] =>
	([...context.data.jobs] as JobRecord[]).filter(({ job }) => job?.family === family);

/** Returns the job of a family that a request names. Throws a 404 if it doesn't exist. */
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
