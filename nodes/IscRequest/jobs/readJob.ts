import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { jobStartedBy, type StartedJob } from '../../catalogue/jobs';
import type { Operation } from '../../catalogue/operation';
import { choice } from '../../forms/choice';
import { wholeNumber } from '../../forms/number';
import { jobById, type Job } from './job';
import type { Patience } from './waitForJob';

/** What is wanted of jobs: of those that the request starts, or of one that was started elsewhere. */
export type JobWish = { patience: Patience; format: string } & (
	| { started: StartedJob; path: Record<string, unknown> }
	| { known: Job }
);

const MAX_WAIT_MINUTES = 60;
const INTERVAL_SECONDS = 30;

const readWaiting = ({ maxWait, pollInterval, reportFormat }: IDataObject) => ({
	patience: {
		longest: wholeNumber('Max Wait', maxWait ?? MAX_WAIT_MINUTES, 1) * 60_000,
		interval: wholeNumber('Poll Interval', pollInterval ?? INTERVAL_SECONDS, 1) * 1000,
	},
	format: choice('Report Format', reportFormat, ['csv', 'pdf'], 'csv'),
});

/** @throws BadInput if what an expression gave is no way to go on */
const waitsForCompletion = (context: IExecuteFunctions, index: number): boolean =>
	choice(
		'Completion',
		context.getNodeParameter('completion', index, 'atOnce'),
		['atOnce', 'wait'],
		'atOnce',
	) === 'wait';

/**
 * @param path the values that the operation is called with
 * @returns undefined where the operation starts no job, or nobody wants to wait for it
 * @throws BadInput naming the option that cannot be used
 */
export function readStartedJob(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
	path: Record<string, unknown>,
	options: IDataObject,
): JobWish | undefined {
	const started = jobStartedBy(operation.id);
	if (!started || !waitsForCompletion(context, index)) return undefined;
	return { ...readWaiting(options), started, path };
}

/** @throws BadInput naming the parameter that cannot be used */
export function readKnownJob(
	context: IExecuteFunctions,
	index: number,
	options: IDataObject,
): JobWish & { known: Job } {
	const kind = String(context.getNodeParameter('jobKind', index, '') ?? '');
	const id = String(context.getNodeParameter('jobId', index, '') ?? '').trim();
	return { ...readWaiting(options), known: jobById(kind, id) };
}
