import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import { normalizeState, isFailureState } from '../../shared/catalogue/jobStates';
import { parseRecordDate } from '../../shared/parameters/recordDates';
import { isJsonObject } from '../../shared/parameters/json';
import { getLookupId, type Job } from './job';
import { getAllAtPath } from './getAllAtPath';
import { getOperationById } from '../../shared/catalogue/operations';
import { getListPagination } from '../../shared/catalogue/listPagination';
import type { ApiRequest } from '../../shared/api/types';
import { paginate } from '../../shared/pagination/paginate';
import type { SendRequest } from '../../shared/api/sendRequest';

/** Status of a job. */
export interface JobStatus {
	outcome: 'running' | 'succeeded' | 'failed';
	/** State as ISC returns it. Empty if there is none yet. */
	state: string;
	/** Whether the state is undocumented. */
	isUnknown: boolean;
	/** Messages of the job. */
	messages: string[];
	/** ISC's record of the job. */
	record: unknown;
}

const isOneOf = (state: string, states: string[]) =>
	states.map(normalizeState).includes(normalizeState(state));

/** Tolerance for differences between the clocks of ISC's services and for the time of the start request, in ms. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Returns whether a record still describes an earlier job. Dates without an offset are UTC. */
function isEarlierJob({ jobType, startedAt }: Job, record: unknown): boolean {
	const { startedAtField: date } = jobType.poll;
	if (date === undefined) return false;
	const moment = parseRecordDate(get(record, date));
	return moment !== undefined && moment < startedAt - CLOCK_TOLERANCE_MS;
}

const getTexts = (record: unknown, paths: string[] = []): string[] =>
	paths
		.flatMap((path) => getAllAtPath(record, path))
		.filter((text): text is string => typeof text === 'string');

/** Returns other fields that explain a failure, with their names. */
const getClues = (record: unknown, paths: string[] = []): string[] =>
	paths.flatMap((path) => {
		const states = [...new Set(getTexts(record, [path]))];
		return states.length > 0 ? [`${path.replace('[]', '')} ${states.join(', ')}`] : [];
	});

function parseRecord(job: Job, record: unknown): JobStatus {
	const { jobType, succeeded } = job;
	const value: unknown = isEarlierJob(job, record) ? undefined : get(record, jobType.state);
	const state = value === undefined || value === null ? '' : String(value);
	const messages = getTexts(record, jobType.messages);
	const base = { state, messages, record };
	if (state === '') return { ...base, outcome: 'running', isUnknown: false };
	if (isOneOf(state, succeeded)) return { ...base, outcome: 'succeeded', isUnknown: false };
	const isKnown = isOneOf(state, jobType.running);
	// ISC sets the end date before the state, so the date alone doesn't count.
	const hasEnded = Boolean(get(record, jobType.endedAtField ?? 'completed'));
	if (isOneOf(state, jobType.failed) || (!isKnown && (hasEnded || isFailureState(state)))) {
		const reasons = messages.length > 0 ? messages : getClues(record, jobType.clues);
		return { ...base, messages: reasons, outcome: 'failed', isUnknown: false };
	}
	return { ...base, outcome: 'running', isUnknown: !isKnown };
}

/**
 * Returns one status for each record in a response. An access request has one record for each requested item.
 * @returns an empty list if ISC doesn't know the job
 */
export function parseJobStatus(job: Job, response: unknown): JobStatus[] {
	const { matchField, filter } = job.jobType.poll;
	const id = getLookupId(job);
	const records = Array.isArray(response) ? (response as unknown[]) : [response];
	return records
		.filter((record) => isJsonObject(record) && !isEmpty(record))
		.filter((record) => matchField === undefined || String(get(record, matchField)) === id)
		.filter((record) => filter === undefined || String(get(record, filter) ?? id) === id)
		.map((record) => parseRecord(job, record));
}

/** Builds the status of a successful job that ISC no longer shows. */
export const buildDeletedStatus = ({ id }: Job, state: string): JobStatus => ({
	outcome: 'succeeded',
	state,
	isUnknown: false,
	messages: [],
	record: { id, status: state },
});

export const isFinished = (statuses: JobStatus[]) =>
	statuses.length > 0 && statuses.every(({ outcome }) => outcome !== 'running');

/**
 * Fetches the status of a job. If the job is part of a list, reads the pages until it appears.
 * @param request for the status
 * @returns an empty list if ISC doesn't know the job yet
 */
export async function fetchJobStatus(
	send: SendRequest,
	job: Job,
	request: ApiRequest,
): Promise<JobStatus[]> {
	const { matchField, operation } = job.jobType.poll;
	if (matchField === undefined) return parseJobStatus(job, (await send(request)).body);
	const { maxPage, ...facts } = getListPagination(getOperationById(operation)!);
	const options = { ...facts, pageSize: maxPage, limit: Infinity };
	for await (const { response, records } of paginate(send, request, options)) {
		const statuses = parseJobStatus(job, records ?? response.body);
		if (statuses.length > 0) return statuses;
	}
	return [];
}
