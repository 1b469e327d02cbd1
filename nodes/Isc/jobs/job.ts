import get from 'lodash/get';

import { buildRequest } from '../../shared/catalogue/buildRequest/buildRequest';
import { getOperationById } from '../../shared/catalogue/operations';
import { JOB_TYPES, type JobType, type JobTypeMatch } from '../../shared/catalogue/jobTypes';
import type { Operation } from '../../shared/catalogue/types';
import type { ApiResponse, ApiRequest } from '../../shared/api/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { buildFilters } from '../../shared/parameters/filters';
import { getPathParameters } from '../selectedOperation';
import { getAllAtPath } from './getAllAtPath';

/** One job that goes on in ISC. */
export interface Job {
	jobType: JobType;
	/** Key of the family. */
	jobTypeId: string;
	/** Its ID; where that has several parts, these with slashes between. */
	id: string;
	/** States that end it well. */
	succeeded: string[];
	hasResult: boolean;
	/** Whether this run started it; otherwise the user gave its ID. */
	isStartedHere: boolean;
	/** When it began, in ms by the clock of ISC, to the second; NaN where that is not known. */
	began: number;
}

/** What a job was started with. */
export interface StartRequest {
	/** The values that the path was made of. */
	path: Record<string, unknown>;
	body?: ApiRequest['body'];
}

/** The part of an ID that a list is filtered by, or gone through for. */
export const getLookupId = ({ id }: Job) => id.split('/').at(-1)!;

/**
 * The jobs that a request has started.
 * @returns none where neither body nor answer names any, as when there was nothing to do
 */
export function extractJobs(
	{ jobType: jobTypeId, starter: start }: JobTypeMatch,
	{ path, body }: StartRequest,
	{ headers, body: response }: Pick<ApiResponse, 'headers' | 'body'>,
): Job[] {
	const jobType = JOB_TYPES[jobTypeId]!;
	const isFixed = (place: string) => place.startsWith('path.');
	const fixed = start.id.filter(isFixed);
	const open = start.id.filter((place) => !isFixed(place));
	const read = (place: string) => {
		const isInBody = place.startsWith('body.') && typeof body === 'string';
		return getAllAtPath({ path, response, body: isInBody ? JSON.parse(body) : undefined }, place);
	};
	const parts = fixed.flatMap(read);
	const ids =
		open.length === 0
			? [parts.join('/')]
			: open.flatMap(read).map((id) => [...parts, String(id)].join('/'));
	const began = Date.parse(headers.date ?? '');
	return [...new Set(ids)].map((id) => ({
		jobType,
		jobTypeId,
		id,
		succeeded: start.succeeded ?? jobType.succeeded,
		hasResult: jobType.result !== undefined && start.noResult !== true,
		isStartedHere: true,
		began,
	}));
}

/**
 * A job that was started elsewhere.
 * @throws BadInput if there is no such family, or the ID cannot be one of it
 */
export function createJob(jobTypeId: string, id: string): Job {
	const jobType = Object.hasOwn(JOB_TYPES, jobTypeId) ? JOB_TYPES[jobTypeId] : undefined;
	if (!jobType) {
		throw new ParameterError(
			'Kind of Job',
			`is '${jobTypeId}', which is none`,
			`Use one of: ${Object.keys(JOB_TYPES).join(', ')}.`,
		);
	}
	const { operation, filter, matchField: find } = jobType.poll;
	const names = getPathParameters(getOperationById(operation)!)
		.map(({ name }) => name)
		.concat(filter ?? find ?? []);
	const parts = id.split('/').filter((part) => part.trim() !== '');
	if (parts.length !== names.length) {
		throw new ParameterError(
			'Job ID',
			id === '' ? 'is empty' : `is '${id}', which is no ID of this kind of job`,
			names.length > 1
				? `Enter ${names.join(', ')} with slashes between.`
				: 'Enter the ID that the operation gave which started the job.',
		);
	}
	return {
		jobType,
		jobTypeId,
		id: parts.join('/'),
		succeeded: jobType.succeeded,
		hasResult: jobType.result !== undefined,
		isStartedHere: false,
		began: NaN,
	};
}

function callOf(operation: Operation, id: string, query: Record<string, unknown> = {}): ApiRequest {
	const parts = id.split('/');
	const path = Object.fromEntries(
		getPathParameters(operation).map(({ name }, index) => [name, parts[index]]),
	);
	return buildRequest(operation, 'current', { path, query, headers: {} });
}

/** Asks how a job stands. */
export function buildStatusRequest(job: Job): ApiRequest {
	const { poll } = job.jobType;
	const operation = getOperationById(poll.operation)!;
	if (!poll.filter) return callOf(operation, job.id);
	const rows = [{ field: poll.filter, operator: 'eq', value: getLookupId(job) }];
	return callOf(operation, job.id, { filters: buildFilters(operation.filters, { rows }) });
}

/**
 * Fetches what a job has made.
 * @param record what ISC says of the job
 * @param format of the file, where there is a choice
 */
export function buildResultRequest(
	{ jobType: { result }, id }: Job,
	record: unknown,
	format: string,
) {
	const operation = getOperationById(result!.operation)!;
	const query = result!.format ? { [result!.format]: format } : {};
	const ownId = result!.id ? String(get(record, result!.id) ?? '') : id;
	return { operation, call: callOf(operation, ownId, query) };
}
