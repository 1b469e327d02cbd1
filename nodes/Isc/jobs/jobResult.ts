import type { INodeExecutionData } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import { ApiError } from '../../shared/api/errors/errors';
import type { RecordBatch } from '../../shared/api/recordBatch';
import { formatCount } from '../../shared/runner/runSummary';
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

/** Returns whether the result of a job is a file, so it can't become items. */
export const isFileResult = (
	{ jobType: { result }, hasResult }: Job,
	{ responseFormat }: RequestParams,
) =>
	hasResult &&
	(responseFormat === 'file' || getOperationById(result!.operation)!.response.kind === 'file');

/** Warns about options that have no effect on the result of a job. */
export function warnAboutUnusedOptions(
	{ summary }: ItemContext,
	request: JobRequest,
	job: Job,
): void {
	const { responseFormat, fields, file, hasCustomListField } = request;
	const isFile = isFileResult(job, request);
	const unused = [
		(responseFormat === 'full' ||
			responseFormat === 'none' ||
			(responseFormat === 'file' && !isFile)) &&
			'Response Format',
		isFile && file && 'Output',
		isFile && fields.length > 0 && 'Fields',
		hasCustomListField && (isFile || !job.hasResult) && 'List Field',
	].filter((name) => typeof name === 'string');
	if (unused.length === 0) return;
	summary.addNotice(
		'options of jobs',
		`${unused.map((name) => `'${name}'`).join(', ')} ${unused.length > 1 ? 'have' : 'has'} no effect on the result of this job type (${job.jobType.name}).`,
	);
}

/** Returns the records of a successful job: its result, or its last status. */
export const fetchResultItems =
	({ sendRequest, summary }: ItemContext, request: JobRequest) =>
	async (job: Job, statuses: JobStatus[]): Promise<JobOutput<RecordBatch>> => {
		const records = statuses.map(({ record }) => record);
		if (!job.hasResult) {
			return { output: records, failure: checkResult(summary, job, statuses[0]!, records[0]) };
		}
		const response = await sendRequest(
			buildResultRequest(job, records[0], request.job.format).request,
		);
		const { hasCustomListField } = request;
		const listField = hasCustomListField ? request.listField : '';
		return {
			output: listField
				? extractRecords({ listField, hasCustomListField }, response)
				: [response.body],
			failure: checkResult(summary, job, statuses[0]!, response.body),
		};
	};

/** Downloads the result of a successful job. */
export const downloadResult =
	(itemContext: ItemContext, { job: { format }, binaryField }: JobRequest, index: number) =>
	async (job: Job, statuses: JobStatus[]): Promise<JobOutput<INodeExecutionData>> => {
		const { request } = buildResultRequest(job, statuses[0]!.record, format);
		const isRead = () => job.jobType.problems !== undefined;
		const { item, response } = await download(itemContext, { request, binaryField }, index, isRead);
		return {
			output: item,
			failure: checkResult(itemContext.summary, job, statuses[0]!, response.body),
		};
	};

/** Returns the errors in the result of a job whose state is success. Shows its warnings. */
function checkResult(
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
			`${name} '${id}' ended with ${formatCount(warnings.length, 'warning')}: ${formatJobProblems(warnings)}`,
		);
	}
	const errors = findJobProblems(result, problems.errors);
	if (errors.length === 0) return undefined;
	return new ApiError({
		message: `${name} '${id}' ended as ${state} with ${formatCount(errors.length, 'error')}: ${formatJobProblems(errors)}`,
		hint: 'Everything else was carried out. Fix the reported issues, then send those objects again.',
		job: { kind: jobTypeId, id },
		part: { result: errors.map(({ kind, reported }) => ({ kind, reported })) },
	});
}
