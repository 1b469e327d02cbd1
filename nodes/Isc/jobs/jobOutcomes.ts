import { ApiError } from '../../shared/api/errors/errors';
import { PartialFailureError } from '../../shared/output/multiStatus';
import type { ItemContext } from '../../shared/runner/types';
import { isJsonObject } from '../../shared/parameters/json';
import type { Job } from './job';
import type { JobStatus } from './jobStatus';
import { waitForJob, type WaitOptions } from './waitForJob';

/** Result of a successful job. */
export interface JobOutput<T> {
	output: T;
	/** Set if parts of the job failed. */
	failure?: ApiError;
}

/** Final status of a job, or the error of its status checks. */
export interface JobOutcome {
	job: Job;
	statuses: JobStatus[];
	failure?: ApiError;
}

/** Waits for one job. If its status can't be checked, the other jobs still return their results. */
async function waitForOutcome(
	itemContext: ItemContext,
	job: Job,
	waitOptions: WaitOptions,
): Promise<JobOutcome> {
	const result = await waitForJob(itemContext, job, waitOptions).catch((error: unknown) => {
		if (error instanceof ApiError) return error;
		throw error;
	});
	return result instanceof ApiError
		? { job, statuses: [], failure: result }
		: { job, statuses: result };
}

/** Waits for all jobs at the same time. */
export async function waitForOutcomes(
	itemContext: ItemContext,
	jobs: Job[],
	waitOptions: WaitOptions,
): Promise<JobOutcome[]> {
	return await Promise.all(
		jobs.map(async (job) => await waitForOutcome(itemContext, job, waitOptions)),
	);
}

/**
 * Collects the results of jobs.
 * @param fetchOutput fetches the result of a successful job
 * @yields the result of each successful job
 * @throws {ApiError} after all results, if other jobs failed
 */
export async function* collectResults<T>(
	itemContext: ItemContext,
	outcomes: JobOutcome[],
	fetchOutput: (job: Job, statuses: JobStatus[]) => Promise<JobOutput<T>>,
): AsyncGenerator<T> {
	const failures: ApiError[] = [];
	for (const { job, statuses, failure } of outcomes) {
		if (failure) failures.push(failure);
		const succeeded = statuses.filter(({ outcome }) => outcome === 'succeeded');
		for (const status of succeeded) showWarnings(itemContext, job, status);
		if (succeeded.length > 0) {
			const result = await fetchOutput(job, succeeded).catch((error: unknown) =>
				toResultError(job, error),
			);
			if (result instanceof ApiError) failures.push(result);
			else {
				yield result.output;
				if (result.failure) failures.push(result.failure);
			}
		}
		for (const status of statuses) {
			if (status.outcome === 'failed') failures.push(buildJobFailedError(job, status));
		}
	}
	const total = outcomes.reduce((count, { statuses }) => count + Math.max(1, statuses.length), 0);
	if (failures.length > 0) {
		throw total > 1 ? new PartialFailureError(failures, total) : failures[0]!;
	}
}

/** Adds the job to an error from fetching its result. */
function toResultError({ jobType: { name }, jobTypeId, id }: Job, error: unknown): ApiError {
	if (!(error instanceof ApiError)) throw error;
	return new ApiError({
		...error.report,
		message: `${name} '${id}' succeeded, but its result can't be fetched: ${error.report.message}`,
		job: { kind: jobTypeId, id },
	});
}

/** Builds the error of a failed job, with its messages. */
function buildJobFailedError(
	{ jobType, jobTypeId, id }: Job,
	{ state, messages }: JobStatus,
): ApiError {
	const details = messages.length > 0 ? `: ${[...new Set(messages)].join('; ')}` : '';
	return new ApiError({
		message: `${jobType.name} '${id}' ended as ${state}${details}`,
		hint: details
			? 'Fix the reported issue, then start the job again.'
			: 'ISC reports no reason. Look up the job in the ISC user interface.',
		job: { kind: jobTypeId, id },
	});
}

/** Maximum number of messages to list. */
const MAX_LISTED = 3;

/** Shows the warnings, errors, or messages of a successful job. */
function showWarnings({ summary }: ItemContext, { jobType, id }: Job, status: JobStatus): void {
	const { state, messages, record } = status;
	const isWarning = /^warn/i.test(state);
	if (!isWarning && !hasMessages(record)) return;
	const listed = messages.slice(0, MAX_LISTED).join('; ');
	const more = messages.length > MAX_LISTED ? ` (and ${messages.length - MAX_LISTED} more)` : '';
	const details = messages.length > 0 ? `: ${listed}${more}` : '.';
	const result = isWarning ? 'with warnings' : `as ${state}, and reports problems`;
	summary.addNotice(`job ${id}`, `${jobType.name} '${id}' ended ${result}${details}`);
}

/** Returns whether the record of a successful job lists errors or has a message. */
function hasMessages(record: unknown): boolean {
	if (!isJsonObject(record)) return false;
	const { errors, message, messages } = record;
	const isError = (one: unknown) => isJsonObject(one) && /^error$/i.test(String(one.type ?? ''));
	return (
		(Array.isArray(errors) && errors.length > 0) ||
		(typeof message === 'string' && message.trim() !== '') ||
		(Array.isArray(messages) && messages.some(isError))
	);
}
