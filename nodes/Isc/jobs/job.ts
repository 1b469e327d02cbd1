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

/** A job that runs in ISC. */
export interface Job {
	jobType: JobType;
	/** Key in jobTypes.json. */
	jobTypeId: string;
	/** Job ID. If it has several parts, they are separated by slashes. */
	id: string;
	/** States of success. */
	succeeded: string[];
	hasResult: boolean;
	/** Whether this run started the job. Otherwise the user entered its ID. */
	isStartedHere: boolean;
	/** Start time in ms by ISC's clock, precise to the second. NaN if unknown. */
	startedAt: number;
}

/** Request that starts a job. */
export interface StartRequest {
	/** Path parameters by name. */
	path: Record<string, unknown>;
	body?: ApiRequest['body'];
}

/** Returns the part of the ID that a list is filtered by or searched for. */
export const getLookupId = ({ id }: Job) => id.split('/').at(-1)!;

/**
 * Returns the jobs that a request has started.
 * @returns an empty list if neither body nor response names a job, for example because there was nothing to do
 */
export function extractJobs(
	{ jobType: jobTypeId, starter: start }: JobTypeMatch,
	{ path, body }: StartRequest,
	{ headers, body: response }: Pick<ApiResponse, 'headers' | 'body'>,
): Job[] {
	const jobType = JOB_TYPES[jobTypeId]!;
	const isPathPart = (location: string) => location.startsWith('path.');
	const fixed = start.id.filter(isPathPart);
	const variable = start.id.filter((location) => !isPathPart(location));
	const read = (location: string) => {
		const isInBody = location.startsWith('body.') && typeof body === 'string';
		return getAllAtPath(
			{ path, response, body: isInBody ? JSON.parse(body) : undefined },
			location,
		);
	};
	const parts = fixed.flatMap(read);
	const ids =
		variable.length === 0
			? [parts.join('/')]
			: variable.flatMap(read).map((id) => [...parts, String(id)].join('/'));
	const startedAt = Date.parse(headers.date ?? '');
	return [...new Set(ids)].map((id) => ({
		jobType,
		jobTypeId,
		id,
		succeeded: start.succeeded ?? jobType.succeeded,
		hasResult: jobType.result !== undefined && start.noResult !== true,
		isStartedHere: true,
		startedAt,
	}));
}

/**
 * Creates a job that was started elsewhere.
 * @throws {ParameterError} if the job type doesn't exist, or the ID doesn't fit it
 */
export function createJob(jobTypeId: string, id: string): Job {
	const jobType = Object.hasOwn(JOB_TYPES, jobTypeId) ? JOB_TYPES[jobTypeId] : undefined;
	if (!jobType) {
		throw new ParameterError(
			'Job Type',
			`has an unsupported value: '${jobTypeId}'`,
			`Use one of: ${Object.keys(JOB_TYPES).join(', ')}.`,
		);
	}
	const { operation, filter, matchField } = jobType.poll;
	const names = getPathParameters(getOperationById(operation)!)
		.map(({ name }) => name)
		.concat(filter ?? matchField ?? []);
	const parts = id.split('/').filter((part) => part.trim() !== '');
	if (parts.length !== names.length) {
		throw new ParameterError(
			'Job ID',
			id === '' ? 'is empty' : `isn't a valid ID for this job type: '${id}'`,
			names.length > 1
				? `Enter ${names.join(', ')}, separated by slashes.`
				: 'Enter the ID returned by the operation that started the job.',
		);
	}
	return {
		jobType,
		jobTypeId,
		id: parts.join('/'),
		succeeded: jobType.succeeded,
		hasResult: jobType.result !== undefined,
		isStartedHere: false,
		startedAt: NaN,
	};
}

function buildJobRequest(
	operation: Operation,
	id: string,
	query: Record<string, unknown> = {},
): ApiRequest {
	const parts = id.split('/');
	const path = Object.fromEntries(
		getPathParameters(operation).map(({ name }, index) => [name, parts[index]]),
	);
	return buildRequest(operation, 'current', { path, query, headers: {} });
}

/** Builds the request for the status of a job. */
export function buildStatusRequest(job: Job): ApiRequest {
	const { poll } = job.jobType;
	const operation = getOperationById(poll.operation)!;
	if (!poll.filter) return buildJobRequest(operation, job.id);
	const rows = [{ field: poll.filter, operator: 'eq', value: getLookupId(job) }];
	return buildJobRequest(operation, job.id, { filters: buildFilters(operation.filters, { rows }) });
}

/**
 * Builds the request for the result of a job.
 * @param record ISC's record of the job
 * @param format of the file, if ISC offers several
 */
export function buildResultRequest(
	{ jobType: { result }, id }: Job,
	record: unknown,
	format: string,
) {
	const operation = getOperationById(result!.operation)!;
	const query = result!.format ? { [result!.format]: format } : {};
	const ownId = result!.id ? String(get(record, result!.id) ?? '') : id;
	return { operation, request: buildJobRequest(operation, ownId, query) };
}
