import type { INodeExecutionData } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import { ApiError } from '../../shared/api/errors/errors';
import type { RecordBatch } from '../../shared/api/recordBatch';
import type { ItemContext } from '../../shared/runner/types';
import { download } from '../download';
import type { RequestParams } from '../parameters/readParams';
import { extractRecords } from '../responseItems';
import type { JobOutput } from './jobOutcomes';
import { buildResultRequest, type Job } from './job';
import type { JobStatus } from './jobStatus';
import { formatJobProblems, findJobProblems } from './jobProblems';
import type { JobParams } from './readJobParams';

type JobRequest = RequestParams & { job: JobParams };

/** Whether the outcome of a job is a file, so that it can't be records. */
export const isFileResult = (
	{ jobType: { result }, hasResult }: Job,
	{ responseFormat }: RequestParams,
) =>
	hasResult &&
	(responseFormat === 'file' || getOperationById(result!.operation)!.response.kind === 'file');

/** Tells which options have no effect on the outcome of a job. */
export function warnAboutUnusedOptions(
	{ summary }: ItemContext,
	request: JobRequest,
	job: Job,
): void {
	const { responseFormat, fields, file, hasCustomListField: isOwnListField } = request;
	const isFile = isFileResult(job, request);
	const unused = [
		(responseFormat === 'full' ||
			responseFormat === 'none' ||
			(responseFormat === 'file' && !isFile)) &&
			'Response Format',
		isFile && file && 'Output',
		isFile && fields.length > 0 && 'Fields',
		isOwnListField && (isFile || !job.hasResult) && 'List Field',
	].filter((name) => typeof name === 'string');
	if (unused.length === 0) return;
	summary.addNotice(
		'options of jobs',
		`${unused.map((name) => `'${name}'`).join(', ')} ${unused.length > 1 ? 'have' : 'has'} no effect on the outcome of this kind of job (${job.jobType.name}).`,
	);
}

/** Makes records of a job that ended well: its result, or its last states. */
export const fetchResultItems =
	({ sendRequest, summary }: ItemContext, request: JobRequest) =>
	async (job: Job, statuses: JobStatus[]): Promise<JobOutput<RecordBatch>> => {
		const records = statuses.map(({ record }) => record);
		if (!job.hasResult) {
			return { made: records, failure: judgeResult(summary, job, statuses[0]!, records[0]) };
		}
		const response = await sendRequest(
			buildResultRequest(job, records[0], request.job.format).call,
		);
		const { hasCustomListField: isOwnListField } = request;
		const listField = isOwnListField ? request.listField : '';
		return {
			made: listField
				? extractRecords({ listField, hasCustomListField: isOwnListField }, response)
				: [response.body],
			failure: judgeResult(summary, job, statuses[0]!, response.body),
		};
	};

/** Makes a file of the result of a job that ended well. */
export const downloadResult =
	(itemContext: ItemContext, { job: { format }, binaryField }: JobRequest, index: number) =>
	async (job: Job, statuses: JobStatus[]): Promise<JobOutput<INodeExecutionData>> => {
		const { call: request } = buildResultRequest(job, statuses[0]!.record, format);
		const isRead = () => job.jobType.problems !== undefined;
		const { item, response } = await download(itemContext, { request, binaryField }, index, isRead);
		return {
			made: item,
			failure: judgeResult(itemContext.summary, job, statuses[0]!, response.body),
		};
	};

/** A job may end well by its state, though its result, or its record, reports errors. Warnings are told. */
function judgeResult(
	summary: ItemContext['summary'],
	{ jobType: { name, problems }, jobTypeId, id }: Job,
	{ state }: JobStatus,
	result: unknown,
): ApiError | undefined {
	if (!problems) return undefined;
	const warnings = findJobProblems(result, problems.warnings);
	if (warnings.length > 0) {
		summary.addNotice(
			`job ${id}`,
			`${name} '${id}' ended with ${counted(warnings.length, 'warning')}: ${formatJobProblems(warnings)}`,
		);
	}
	const errors = findJobProblems(result, problems.errors);
	if (errors.length === 0) return undefined;
	return new ApiError({
		message: `${name} '${id}' ended as ${state} with ${counted(errors.length, 'error')}: ${formatJobProblems(errors)}`,
		hint: 'Everything else was carried out. Fix the reported issues, then send those objects again.',
		job: { kind: jobTypeId, id },
		part: { result: errors.map(({ kind, reported }) => ({ kind, reported })) },
	});
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
