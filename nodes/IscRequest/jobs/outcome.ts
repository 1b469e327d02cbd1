import type { INodeExecutionData } from 'n8n-workflow';

import { operationById } from '../../catalogue/catalogue';
import { CallFailed } from '../../client/errors/failures';
import type { Records } from '../../client/records';
import type { Use } from '../../execution/work';
import { download } from '../download';
import type { Request } from '../read/readRequest';
import { recordsIn } from '../records';
import type { Made } from './ends';
import { resultOf, type Job } from './job';
import type { Standing } from './judge';
import { listProblems, problemsIn } from './problems';
import type { JobWish } from './readJob';

type JobRequest = Request & { job: JobWish };

/** Whether the outcome of a job is a file, so that it can't be records. */
export const makesFile = ({ family: { result }, hasResult }: Job, { responseFormat }: Request) =>
	hasResult &&
	(responseFormat === 'file' || operationById(result!.operation)!.response.kind === 'file');

/** Tells which options have no effect on the outcome of a job. */
export function noteUnused({ report }: Use, request: JobRequest, job: Job): void {
	const { responseFormat, fields, file, isOwnListField } = request;
	const isFile = makesFile(job, request);
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
	report.notice(
		'options of jobs',
		`${unused.map((name) => `'${name}'`).join(', ')} ${unused.length > 1 ? 'have' : 'has'} no effect on the outcome of this kind of job (${job.family.name}).`,
	);
}

/** Makes records of a job that ended well: its result, or its last states. */
export const resultRecords =
	({ sender, report }: Use, request: JobRequest) =>
	async (job: Job, standings: Standing[]): Promise<Made<Records>> => {
		const records = standings.map(({ record }) => record);
		if (!job.hasResult) {
			return { made: records, failure: judgeResult(report, job, standings[0]!, records[0]) };
		}
		const answer = await sender(resultOf(job, records[0], request.job.format).call);
		const { isOwnListField } = request;
		const listField = isOwnListField ? request.listField : '';
		return {
			made: listField ? recordsIn({ listField, isOwnListField }, answer) : [answer.body],
			failure: judgeResult(report, job, standings[0]!, answer.body),
		};
	};

/** Makes a file of the result of a job that ended well. */
export const resultFile =
	(use: Use, { job: { format }, binaryField }: JobRequest, index: number) =>
	async (job: Job, standings: Standing[]): Promise<Made<INodeExecutionData>> => {
		const { call } = resultOf(job, standings[0]!.record, format);
		const isRead = () => job.family.problems !== undefined;
		const { item, answer } = await download(use, { call, binaryField }, index, isRead);
		return { made: item, failure: judgeResult(use.report, job, standings[0]!, answer.body) };
	};

/** A job may end well by its state, though its result, or its record, reports errors. Warnings are told. */
function judgeResult(
	report: Use['report'],
	{ family: { name, problems }, familyId, id }: Job,
	{ state }: Standing,
	result: unknown,
): CallFailed | undefined {
	if (!problems) return undefined;
	const warnings = problemsIn(result, problems.warnings);
	if (warnings.length > 0) {
		report.notice(
			`job ${id}`,
			`${name} '${id}' ended with ${counted(warnings.length, 'warning')}: ${listProblems(warnings)}`,
		);
	}
	const errors = problemsIn(result, problems.errors);
	if (errors.length === 0) return undefined;
	return new CallFailed({
		message: `${name} '${id}' ended as ${state} with ${counted(errors.length, 'error')}: ${listProblems(errors)}`,
		hint: 'Everything else was carried out. Fix the reported issues, then send those objects again.',
		job: { kind: familyId, id },
		part: { result: errors.map(({ kind, reported }) => ({ kind, reported })) },
	});
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
