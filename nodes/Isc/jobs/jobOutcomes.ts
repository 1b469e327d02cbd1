import { ApiError } from '../../shared/api/errors/errors';
import { PartialFailureError } from '../../shared/output/multiStatus';
import type { ItemContext } from '../../shared/runner/types';
import { isJsonObject } from '../../shared/parameters/json';
import type { Job } from './job';
import type { JobStatus } from './jobStatus';
import { waitForJob, type WaitOptions } from './waitForJob';

/** What was made of a job that ended well. */
export interface JobOutput<T> {
	made: T;
	/** Set if the job failed in parts. */
	failure?: ApiError;
}

/** How one job ended, or what kept the node from learning it. */
interface End {
	job: Job;
	standings: JobStatus[];
	failure?: ApiError;
}

/** A job that can't be followed is a failure of its own, beside the outcome of the others. */
async function endOf(itemContext: ItemContext, job: Job, waitOptions: WaitOptions): Promise<End> {
	const ended = await waitForJob(itemContext, job, waitOptions).catch((error: unknown) => {
		if (error instanceof ApiError) return error;
		throw error;
	});
	return ended instanceof ApiError
		? { job, standings: [], failure: ended }
		: { job, standings: ended };
}

/**
 * Waits for all jobs at the same time.
 * @param make fetches the result of a job that ended well
 * @yields what was made of each job that ended well
 * @throws CallFailed after that, if others did not
 */
export async function* collectJobOutcomes<T>(
	itemContext: ItemContext,
	jobs: Job[],
	waitOptions: WaitOptions,
	make: (job: Job, statuses: JobStatus[]) => Promise<JobOutput<T>>,
): AsyncGenerator<T> {
	const ends = await Promise.all(
		jobs.map(async (job) => await endOf(itemContext, job, waitOptions)),
	);
	const failures: ApiError[] = [];
	for (const { job, standings: statuses, failure } of ends) {
		if (failure) failures.push(failure);
		const succeeded = statuses.filter(({ outcome }) => outcome === 'succeeded');
		for (const status of succeeded) noteWarning(itemContext, job, status);
		if (succeeded.length > 0) {
			const made = await make(job, succeeded).catch((error: unknown) => withJob(job, error));
			if (made instanceof ApiError) failures.push(made);
			else {
				yield made.made;
				if (made.failure) failures.push(made.failure);
			}
		}
		for (const status of statuses) {
			if (status.outcome === 'failed') failures.push(buildJobFailedError(job, status));
		}
	}
	const all = ends.reduce(
		(count, { standings: statuses }) => count + Math.max(1, statuses.length),
		0,
	);
	if (failures.length > 0) throw all > 1 ? new PartialFailureError(failures, all) : failures[0]!;
}

/** The job ended well, but its result can't be fetched. */
function withJob({ jobType: { name }, jobTypeId, id }: Job, error: unknown): ApiError {
	if (!(error instanceof ApiError)) throw error;
	return new ApiError({
		...error.report,
		message: `${name} '${id}' succeeded, but its result can't be fetched: ${error.report.message}`,
		job: { kind: jobTypeId, id },
	});
}

/** The failure of a job, with what it has to say. */
export function buildJobFailedError(
	{ jobType, jobTypeId, id }: Job,
	{ state, messages }: JobStatus,
): ApiError {
	const said = messages.length > 0 ? `: ${[...new Set(messages)].join('; ')}` : '';
	return new ApiError({
		message: `${jobType.name} '${id}' ended as ${state}${said}`,
		hint: said
			? 'Fix the reported issue, then start the job again.'
			: 'ISC reports no reason. Look the job up in the user interface of ISC.',
		job: { kind: jobTypeId, id },
	});
}

/** A job that ends well may still report warnings, errors, or a message. */
function noteWarning({ summary }: ItemContext, { jobType, id }: Job, status: JobStatus): void {
	const { state, messages, record } = status;
	const isWarning = /^warn/i.test(state);
	if (!isWarning && !reportsTrouble(record)) return;
	const said = messages.length > 0 ? `: ${messages.join('; ')}` : '.';
	const how = isWarning ? 'with warnings' : `as ${state}, and reports trouble`;
	summary.addNotice(`job ${id}`, `${jobType.name} '${id}' ended ${how}${said}`);
}

/** Whether the record of a job that ended well lists errors, or has a message that is not empty. */
function reportsTrouble(record: unknown): boolean {
	if (!isJsonObject(record)) return false;
	const { errors, message, messages } = record;
	const isError = (one: unknown) => isJsonObject(one) && /^error$/i.test(String(one.type ?? ''));
	return (
		(Array.isArray(errors) && errors.length > 0) ||
		(typeof message === 'string' && message.trim() !== '') ||
		(Array.isArray(messages) && messages.some(isError))
	);
}
