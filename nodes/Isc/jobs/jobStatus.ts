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

/** How a job stands. */
export interface JobStatus {
	outcome: 'running' | 'succeeded' | 'failed';
	/** As ISC writes it; empty where there is none yet. */
	state: string;
	/** Whether the state is one that no document names. */
	isUnknown: boolean;
	/** What the job has to say. */
	messages: string[];
	/** What ISC says of it. */
	record: unknown;
}

const isOneOf = (state: string, states: string[]) =>
	states.map(normalizeState).includes(normalizeState(state));

/** The clocks of ISC's services agree to within a few seconds, and a start takes some time to be answered. */
const TOLERANCE = 5_000;

/** Whether a record still tells of a job that ran before. Dates without an offset are UTC. */
function isEarlier({ jobType, began }: Job, record: unknown): boolean {
	const { startedAtField: date } = jobType.poll;
	if (date === undefined) return false;
	const moment = parseRecordDate(get(record, date));
	return moment !== undefined && moment < began - TOLERANCE;
}

const textsAt = (record: unknown, paths: string[] = []): string[] =>
	paths
		.flatMap((path) => getAllAtPath(record, path))
		.filter((text): text is string => typeof text === 'string');

/** What else of a failed job tells why, with the names of the fields. */
const clues = (record: unknown, paths: string[] = []): string[] =>
	paths.flatMap((path) => {
		const states = [...new Set(textsAt(record, [path]))];
		return states.length > 0 ? [`${path.replace('[]', '')} ${states.join(', ')}`] : [];
	});

function judgeRecord(job: Job, record: unknown): JobStatus {
	const { jobType, succeeded } = job;
	const value: unknown = isEarlier(job, record) ? undefined : get(record, jobType.state);
	const state = value === undefined || value === null ? '' : String(value);
	const messages = textsAt(record, jobType.messages);
	const base = { state, messages, record };
	if (state === '') return { ...base, outcome: 'running', isUnknown: false };
	if (isOneOf(state, succeeded)) return { ...base, outcome: 'succeeded', isUnknown: false };
	const isKnown = isOneOf(state, jobType.running);
	// ISC sets the date of the end before the state: the date alone doesn't count.
	const hasEnded = Boolean(get(record, jobType.endedAtField ?? 'completed'));
	if (isOneOf(state, jobType.failed) || (!isKnown && (hasEnded || isFailureState(state)))) {
		const reasons = messages.length > 0 ? messages : clues(record, jobType.clues);
		return { ...base, messages: reasons, outcome: 'failed', isUnknown: false };
	}
	return { ...base, outcome: 'running', isUnknown: !isKnown };
}

/**
 * How a job stands by what ISC answers: one standing for each record, of which an access request has one for each
 * thing that it asks for.
 * @returns none where ISC knows nothing of the job
 */
export function parseJobStatus(job: Job, response: unknown): JobStatus[] {
	const { matchField: find, filter } = job.jobType.poll;
	const id = getLookupId(job);
	const records = Array.isArray(response) ? (response as unknown[]) : [response];
	return records
		.filter((record) => isJsonObject(record) && !isEmpty(record))
		.filter((record) => find === undefined || String(get(record, find)) === id)
		.filter((record) => filter === undefined || String(get(record, filter) ?? id) === id)
		.map((record) => judgeRecord(job, record));
}

/** How a job stands that has ended well, so that there is nothing left to be asked about. */
export const deletedStatus = ({ id }: Job, state: string): JobStatus => ({
	outcome: 'succeeded',
	state,
	isUnknown: false,
	messages: [],
	record: { id, status: state },
});

export const isFinished = (statuses: JobStatus[]) =>
	statuses.length > 0 && statuses.every(({ outcome }) => outcome !== 'running');

/**
 * Asks how a job stands. Where it has to be found in a list that comes in pages, these are read until it is.
 * @param request that asks for the job
 * @returns none where ISC knows nothing of the job yet
 */
export async function fetchJobStatus(
	send: SendRequest,
	job: Job,
	request: ApiRequest,
): Promise<JobStatus[]> {
	const { matchField: find, operation } = job.jobType.poll;
	if (find === undefined) return parseJobStatus(job, (await send(request)).body);
	const { maxPage, ...facts } = getListPagination(getOperationById(operation)!);
	const options = { ...facts, pageSize: maxPage, limit: Infinity };
	for await (const { response, records } of paginate(send, request, options)) {
		const statuses = parseJobStatus(job, records ?? response.body);
		if (statuses.length > 0) return statuses;
	}
	return [];
}
