import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { findJobTypeFor, type JobTypeMatch } from '../../shared/catalogue/jobTypes';
import type { Operation } from '../../shared/catalogue/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { parseEnum, parseInteger } from '../../shared/parameters/parse';
import { createJob, type Job } from './job';
import type { WaitOptions } from './waitForJob';

/** Parameters of the jobs that a request starts, or of a job that was started elsewhere. */
export type JobParams = {
	waitOptions: WaitOptions;
	/** Whether to return the status of a job that is still running after 'Max Wait', instead of an error. */
	returnUnfinished: boolean;
	format: string;
} & ({ started: JobTypeMatch; path: Record<string, unknown> } | { existing: Job });

const DEFAULT_MAX_WAIT_MINUTES = 60;
const DEFAULT_INTERVAL_SECONDS = 30;

const readWaitOptions = ({ maxWait, pollInterval, ifNotFinished, reportFormat }: IDataObject) => ({
	waitOptions: {
		timeoutMs: parseInteger('Max Wait', maxWait ?? DEFAULT_MAX_WAIT_MINUTES, 0) * 60_000,
		intervalMs: parseInteger('Poll Interval', pollInterval ?? DEFAULT_INTERVAL_SECONDS, 1) * 1000,
	},
	returnUnfinished:
		parseEnum('If Not Finished', ifNotFinished, ['error', 'status'], 'error') === 'status',
	format: parseEnum('Report Format', reportFormat, ['csv', 'pdf'], 'csv'),
});

/** @throws ParameterError if an expression returns an unsupported value */
const waitsForCompletion = (context: IExecuteFunctions, index: number): boolean =>
	parseEnum(
		'Completion',
		context.getNodeParameter('completion', index, 'immediately'),
		['immediately', 'wait'],
		'immediately',
	) === 'wait';

/**
 * Reads the parameters of the jobs that an operation starts.
 * @param path values of its path parameters
 * @returns undefined if the operation starts no job, or the user doesn't want to wait
 * @throws ParameterError if an option is invalid, or the operation starts no job
 */
export function readStartedJobParams(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
	path: Record<string, unknown>,
	options: IDataObject,
): JobParams | undefined {
	if (!waitsForCompletion(context, index)) return undefined;
	const started = findJobTypeFor(operation.id);
	if (!started) {
		throw new ParameterError(
			'Completion',
			`is 'Wait for Completion', but '${operation.title}' starts no job that the node can wait for`,
			"Choose 'Return Immediately'.",
		);
	}
	return { ...readWaitOptions(options), started, path };
}

/**
 * Reads the parameters of a job that was started elsewhere.
 * @throws ParameterError if a parameter is invalid
 */
export function readExistingJobParams(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): JobParams & { existing: Job } {
	const jobType = String(context.getNodeParameter('jobType', index, '') ?? '');
	const id = String(context.getNodeParameter('jobId', index, '') ?? '').trim();
	return { ...readWaitOptions(options), existing: createJob(jobType, id) };
}
