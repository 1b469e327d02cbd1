import { describeRequest, type ApiRequest } from '../../shared/api/types';
import { ApiError } from '../../shared/api/errors/errors';
import { cancellableSleep } from '../../shared/api/cancellableSleep';
import type { ItemContext } from '../../shared/runner/types';
import { clock } from './jobClock';
import { buildStatusRequest, type Job } from './job';
import { buildDeletedStatus, fetchJobStatus, isFinished, type JobStatus } from './jobStatus';
import { buildStatusCheckError, buildNotFoundError, buildTimeoutError } from './unfinishedErrors';

/** How long to wait for a job. */
export interface WaitOptions {
	/** Maximum time to wait, in ms; 0 to check the job once. A job that ISC doesn't show yet is always checked again. */
	timeoutMs: number;
	/** Maximum time between two status checks, in ms. */
	intervalMs: number;
}

/** Time before the second status check, in ms. Most jobs are short, so the first checks run soon. */
const FIRST_DELAY_MS = 500;
const BACKOFF_FACTOR = 1.5;
/** Time until a job that ISC doesn't show counts as missing, in ms. New jobs aren't visible everywhere at once. */
const NOT_FOUND_GRACE_MS = 60_000;
/** Time until ISC shows a running job, in ms. */
const LIST_DELAY_MS = 10_000;

const isMissing = (error: unknown) => error instanceof ApiError && error.report.status === 404;

interface StatusCheck {
	/** Empty if ISC doesn't know the job, or the check failed. */
	statuses: JobStatus[];
	/** Temporary error of the check. The job may still be running. */
	outage?: ApiError;
}

async function checkStatus(
	sendRequest: ItemContext['sendRequest'],
	job: Job,
	request: ApiRequest,
): Promise<StatusCheck> {
	try {
		return { statuses: await fetchJobStatus(sendRequest, job, request) };
	} catch (error) {
		if (isMissing(error)) return { statuses: [] };
		if (error instanceof ApiError && error.isTransient) return { statuses: [], outage: error };
		throw error instanceof ApiError ? buildStatusCheckError(job, error) : error;
	}
}

/** Returns whether a job that ISC no longer shows is finished: it was visible before, or this run started it. */
const isFinishedByAbsence = (
	{ jobType, isStartedHere }: Job,
	wasSeen: boolean,
	elapsed: number,
): boolean =>
	jobType.stateWhenMissing !== undefined && (wasSeen || (isStartedHere && elapsed > LIST_DELAY_MS));

/** Ignores a failed state that the object already had before its deletion started. */
const ignoreInitialFailure = (status: JobStatus, before?: string): JobStatus =>
	status.outcome === 'failed' && status.state === before
		? { ...status, outcome: 'running' }
		: status;

/**
 * Checks the status of a job until it is finished. Repeats checks that fail temporarily.
 * @returns the final status of each of its records
 * @throws {JobUnfinishedError} if the job takes too long
 * @throws {ApiError} with the job ID if the job can't be checked
 * @throws {CancelledError} if the run was cancelled
 */
export async function waitForJob(
	{ signal, sendRequest, summary }: Pick<ItemContext, 'signal' | 'sendRequest' | 'summary'>,
	job: Job,
	{ timeoutMs, intervalMs }: WaitOptions,
): Promise<JobStatus[]> {
	const request = buildStatusRequest(job);
	const { stateWhenMissing, name } = job.jobType;
	const startedAt = clock.now();
	let delay = Math.min(FIRST_DELAY_MS, intervalMs);
	let firstState: string | undefined;
	let lastSeen = 0;
	let statuses: JobStatus[] = [];
	for (;;) {
		const { statuses: current, outage } = await checkStatus(sendRequest, job, request);
		const elapsed = clock.now() - startedAt;
		if (current.length > 0 || outage) lastSeen = elapsed;
		else if (isFinishedByAbsence(job, firstState !== undefined, elapsed)) {
			return [buildDeletedStatus(job, stateWhenMissing!)];
		}
		firstState ??= current[0]?.state;
		if (!outage) {
			statuses = stateWhenMissing
				? current.map((status) => ignoreInitialFailure(status, firstState))
				: current;
		}
		if (isFinished(statuses)) return statuses;

		for (const { isUnknown, state } of statuses) {
			if (!isUnknown) continue;
			summary.addNotice(
				`state ${state}`,
				`${name} '${job.id}' was in an undocumented state ('${state}'). The node kept waiting.`,
			);
		}
		const isMissingJob = !outage && statuses.length === 0;
		const missingLimit = Math.min(timeoutMs || Infinity, lastSeen + NOT_FOUND_GRACE_MS);
		const limit = isMissingJob ? missingLimit : timeoutMs;
		const remaining = limit - elapsed;
		if (remaining <= 0) {
			throw isMissingJob
				? buildNotFoundError(job, describeRequest(request))
				: buildTimeoutError(job, statuses, elapsed, request, outage);
		}
		await cancellableSleep(Math.min(delay, remaining), signal);
		delay = Math.min(delay * BACKOFF_FACTOR, intervalMs);
	}
}
