import { describeRequest, type ApiRequest } from '../../shared/api/types';
import { ApiError } from '../../shared/api/errors/errors';
import { cancellableSleep } from '../../shared/api/cancellableSleep';
import type { ItemContext } from '../../shared/runner/types';
import { clock } from './jobClock';
import { buildStatusRequest, type Job } from './job';
import { deletedStatus, isFinished, type JobStatus } from './jobStatus';
import { fetchJobStatus } from './jobStatus';
import { buildStatusCheckError, buildNotFoundError, buildTimeoutError } from './unfinishedErrors';

/** How long to wait for a job. */
export interface WaitOptions {
	/** Milliseconds in all. */
	timeoutMs: number;
	/** Milliseconds between two looks, at most. */
	intervalMs: number;
}

/** Most jobs are short: the first looks follow soon, and then ever later. */
const FIRST_DELAY_MS = 500;
const BACKOFF_FACTOR = 1.5;
/** A job that was just started may not be known everywhere yet; after this time it is given up. */
const NOT_FOUND_GRACE_MS = 60_000;
/** By then ISC shows a job that goes on, if it shows it at all. */
const LIST_DELAY_MS = 10_000;

const isMissing = (error: unknown) => error instanceof ApiError && error.report.status === 404;

interface Look {
	/** None where ISC doesn't know the job, or didn't tell. */
	found: JobStatus[];
	/** What kept ISC from telling, and can pass: the job goes on meanwhile. */
	outage?: ApiError;
}

async function lookAt(
	sendRequest: ItemContext['sendRequest'],
	job: Job,
	request: ApiRequest,
): Promise<Look> {
	try {
		return { found: await fetchJobStatus(sendRequest, job, request) };
	} catch (error) {
		if (isMissing(error)) return { found: [] };
		if (error instanceof ApiError && error.isTransient) return { found: [], outage: error };
		throw error instanceof ApiError ? buildStatusCheckError(job, error) : error;
	}
}

/** Whether a job that ISC doesn't show has ended by that: it was there before, or this run has started it. */
const isGone = ({ jobType, isStartedHere }: Job, wasSeen: boolean, elapsed: number): boolean =>
	jobType.stateWhenMissing !== undefined && (wasSeen || (isStartedHere && elapsed > LIST_DELAY_MS));

/** An object that a job removes may have been in a bad state before: that it is says nothing of the job. */
const sinceStart = (status: JobStatus, before?: string): JobStatus =>
	status.outcome === 'failed' && status.state === before
		? { ...status, outcome: 'running' }
		: status;

/**
 * Looks after a job until it has ended, as long as patience lasts. Looks that fail for a reason that can pass are made again.
 * @returns how it ended, for each of its records
 * @throws CallFailed with the ID of the job if it takes too long or can't be looked up, Cancelled if the run was ended
 */
export async function waitForJob(
	{ signal, sendRequest, summary }: Pick<ItemContext, 'signal' | 'sendRequest' | 'summary'>,
	job: Job,
	{ timeoutMs: longest, intervalMs: interval }: WaitOptions,
): Promise<JobStatus[]> {
	const request = buildStatusRequest(job);
	const { stateWhenMissing: endsGone, name } = job.jobType;
	const began = clock.now();
	let wait = Math.min(FIRST_DELAY_MS, interval);
	let first: string | undefined;
	let lastSeen = 0;
	let statuses: JobStatus[] = [];
	for (;;) {
		const { found, outage } = await lookAt(sendRequest, job, request);
		const elapsed = clock.now() - began;
		if (found.length > 0 || outage) lastSeen = elapsed;
		else if (isGone(job, first !== undefined, elapsed)) return [deletedStatus(job, endsGone!)];
		first ??= found[0]?.state;
		if (!outage) {
			statuses = endsGone ? found.map((status) => sinceStart(status, first)) : found;
		}
		if (isFinished(statuses)) return statuses;

		for (const { isUnknown, state } of statuses) {
			if (!isUnknown) continue;
			summary.addNotice(
				`state ${state}`,
				`${name} '${job.id}' was in an undocumented state ('${state}'). The node kept waiting.`,
			);
		}
		const isLost = !outage && statuses.length === 0;
		const left = (isLost ? Math.min(longest, lastSeen + NOT_FOUND_GRACE_MS) : longest) - elapsed;
		if (left <= 0) {
			throw isLost
				? buildNotFoundError(job, describeRequest(request))
				: buildTimeoutError(job, statuses, elapsed, request, outage);
		}
		await cancellableSleep(Math.min(wait, left), signal);
		wait = Math.min(wait * BACKOFF_FACTOR, interval);
	}
}
