import { describeRequest, type ApiRequest } from '../../shared/api/types';
import { ApiError } from '../../shared/api/errors/errors';
import type { Job } from './job';
import type { JobStatus } from './jobStatus';

const inWords = (ms: number) =>
	ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;

const nameOfJob = ({ jobType: { name }, id }: Job) => `${name} '${id}'`;
const jobIn = ({ jobTypeId, id }: Job) => ({ kind: jobTypeId, id });
const later = ({ jobType: { name } }: Job) =>
	`wait for it later with the resource Job, the kind '${name}' and this ID`;
const UNTOLD = "was accepted, but ISC doesn't tell how it stands";

/**
 * Reports a job that goes on longer than the user wants to wait.
 * @param statuses as they were last seen
 * @param outage what kept ISC from telling more in the end
 */
export function buildTimeoutError(
	job: Job,
	statuses: JobStatus[],
	elapsed: number,
	request: ApiRequest,
	outage?: ApiError,
): ApiError {
	const states = [...new Set(statuses.map(({ state }) => state).filter(Boolean))].join(', ');
	const last = states ? ` (${states})` : '';
	return new ApiError({
		...outage?.report,
		message: outage
			? `${nameOfJob(job)} can't be looked up after ${inWords(elapsed)}${states && `, it was last seen as ${states}`}: ${outage.report.message}`
			: `${nameOfJob(job)} has not ended after ${inWords(elapsed)}${last}`,
		hint: `It ${outage ? 'may continue' : 'continues'} in ISC. Don't start it again: ${later(job)}, or raise 'Max Wait' under Options.`,
		request: describeRequest(request),
		job: jobIn(job),
	});
}

/** Reports a job that ISC doesn't show. */
export function buildNotFoundError(job: Job, request: string): ApiError {
	return new ApiError({
		message: job.isStartedHere
			? `${nameOfJob(job)} ${UNTOLD}`
			: `ISC doesn't know ${nameOfJob(job)}`,
		hint: job.isStartedHere
			? `Don't start it again: look up the object that it changes, or ${later(job)}.`
			: "Check 'Kind of Job' and 'Job ID'. ISC removes the records of jobs after some time, of some kinds as soon as they have ended.",
		request,
		job: jobIn(job),
	});
}

/** Adds the job to what kept the node from looking it up. */
export function buildStatusCheckError(job: Job, { report: summary }: ApiError): ApiError {
	return new ApiError({
		...summary,
		message: job.isStartedHere
			? `${nameOfJob(job)} ${UNTOLD}: ${summary.message}`
			: `${nameOfJob(job)} can't be looked up: ${summary.message}`,
		hint: job.isStartedHere ? `Don't start it again: ${later(job)}. ${summary.hint}` : summary.hint,
		job: jobIn(job),
	});
}
