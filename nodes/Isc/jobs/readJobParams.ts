import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { findJobTypeFor, type JobTypeMatch } from '../../shared/catalogue/jobTypes';
import type { Operation } from '../../shared/catalogue/types';
import { parseEnum, parseInteger } from '../../shared/parameters/parse';
import { createJob, type Job } from './job';
import type { WaitOptions } from './waitForJob';

/** What is wanted of jobs: of those that the request starts, or of one that was started elsewhere. */
export type JobParams = { waitOptions: WaitOptions; format: string } & (
	| { started: JobTypeMatch; path: Record<string, unknown> }
	| { existing: Job }
);

const MAX_WAIT_MINUTES = 60;
const INTERVAL_SECONDS = 30;

const readWaiting = ({ maxWait, pollInterval, reportFormat }: IDataObject) => ({
	waitOptions: {
		timeoutMs: parseInteger('Max Wait', maxWait ?? MAX_WAIT_MINUTES, 1) * 60_000,
		intervalMs: parseInteger('Poll Interval', pollInterval ?? INTERVAL_SECONDS, 1) * 1000,
	},
	format: parseEnum('Report Format', reportFormat, ['csv', 'pdf'], 'csv'),
});

/** @throws BadInput if what an expression gave is no way to go on */
const waitsForCompletion = (context: IExecuteFunctions, index: number): boolean =>
	parseEnum(
		'Completion',
		context.getNodeParameter('completion', index, 'immediately'),
		['immediately', 'wait'],
		'immediately',
	) === 'wait';

/**
 * @param path the values that the operation is called with
 * @returns undefined where the operation starts no job, or nobody wants to wait for it
 * @throws BadInput naming the option that cannot be used
 */
export function readStartedJobParams(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
	path: Record<string, unknown>,
	options: IDataObject,
): JobParams | undefined {
	const started = findJobTypeFor(operation.id);
	if (!started || !waitsForCompletion(context, index)) return undefined;
	return { ...readWaiting(options), started, path };
}

/** @throws BadInput naming the parameter that cannot be used */
export function readExistingJobParams(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): JobParams & { existing: Job } {
	const kind = String(context.getNodeParameter('jobType', index, '') ?? '');
	const id = String(context.getNodeParameter('jobId', index, '') ?? '').trim();
	return { ...readWaiting(options), existing: createJob(kind, id) };
}
