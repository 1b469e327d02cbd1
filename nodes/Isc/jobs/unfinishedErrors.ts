import { describeRequest, type ApiRequest } from '../../shared/api/types';
import { ApiError, type ErrorReport } from '../../shared/api/errors/errors';
import type { Job } from './job';
import type { JobStatus } from './jobStatus';

const formatDuration = (ms: number) =>
	ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;

const describeJob = ({ jobType: { name }, id }: Job) => `${name} '${id}'`;
const toJobReport = ({ jobTypeId, id }: Job) => ({ kind: jobTypeId, id });
const waitLaterHint = ({ jobType: { name } }: Job) =>
	`use Job > Wait for Job with the type '${name}' and this ID`;
const STATUS_UNKNOWN = 'was accepted, but its status is unknown';

/** A job that is still running after 'Max Wait', as far as known. */
export class JobUnfinishedError extends ApiError {
	/** Last state. Empty if there is none yet, or it couldn't be read. */
	readonly state: string;

	constructor(report: ErrorReport, state: string) {
		super(report);
		this.state = state;
	}
}

/**
 * Builds the error for a job that is still running after 'Max Wait'.
 * @param statuses of the last check
 * @param outage error of the last check, if ISC was unavailable
 */
export function buildTimeoutError(
	job: Job,
	statuses: JobStatus[],
	elapsed: number,
	request: ApiRequest,
	outage?: ApiError,
): JobUnfinishedError {
	const states = [...new Set(statuses.map(({ state }) => state).filter(Boolean))].join(', ');
	const last = states ? ` (${states})` : '';
	const after = elapsed < 1000 ? '' : ` after ${formatDuration(elapsed)}`;
	const report = {
		...outage?.report,
		message: outage
			? `The status of ${describeJob(job)} can't be checked${after}${states && ` (last state: ${states})`}: ${outage.report.message}`
			: `${describeJob(job)} is still running${after}${last}`,
		hint: `Don't start the job again: it ${outage ? 'may still run' : 'is still running'} in ISC. To keep waiting, ${waitLaterHint(job)}, or increase 'Max Wait'.`,
		request: describeRequest(request),
		job: toJobReport(job),
	};
	return new JobUnfinishedError(report, states);
}

/** Builds the error for a job that ISC doesn't show. */
export function buildNotFoundError(job: Job, request: string): ApiError {
	return new ApiError({
		message: job.isStartedHere
			? `${describeJob(job)} ${STATUS_UNKNOWN}`
			: `ISC doesn't know ${describeJob(job)}`,
		hint: job.isStartedHere
			? `Don't start the job again: check the object that it changes, or ${waitLaterHint(job)}.`
			: "Check 'Job Type' and 'Job ID'. ISC deletes the records of jobs after some time, for some types as soon as the job is finished.",
		request,
		job: toJobReport(job),
	});
}

/** Adds the job to the error of a status check. */
export function buildStatusCheckError(job: Job, { report }: ApiError): ApiError {
	return new ApiError({
		...report,
		message: job.isStartedHere
			? `${describeJob(job)} ${STATUS_UNKNOWN}: ${report.message}`
			: `The status of ${describeJob(job)} can't be checked: ${report.message}`,
		hint: job.isStartedHere
			? `Don't start the job again: ${waitLaterHint(job)}. ${report.hint}`
			: report.hint,
		job: toJobReport(job),
	});
}
