import type { INodeExecutionData } from 'n8n-workflow';

import { describeRequest, type ApiResponse } from '../../client/call';
import type { RecordBatch } from '../../client/records';
import { toItems } from '../../execution/items';
import type { PartsResult } from '../../execution/multiStatus';
import type { ItemContext } from '../../execution/work';
import { writeRecordsToFile } from '../../execution/writeRecords';
import { isJsonObject } from '../../forms/object';
import type { RequestParams } from '../read/readRequest';
import { checkResponse } from '../judgeAnswer';
import { pickSelectedFields, toResponseItems } from '../records';
import { extractJobs } from './job';
import { isFileResult, warnAboutUnusedOptions, fetchResultItems, downloadResult } from './outcome';
import type { JobParams } from './readJob';
import { collectJobOutcomes } from './ends';

type JobRequest = RequestParams & { job: JobParams };

/** The request that starts jobs has been sent. */
interface Start {
	response: ApiResponse;
	judged: PartsResult;
}

async function startJobs({ sendRequest: sendRequest, summary: summary }: ItemContext, { request }: JobRequest): Promise<Start> {
	const response = await sendRequest(request);
	return { response, judged: checkResponse(summary, request, response) };
}

/**
 * Starts jobs, unless one was started elsewhere, waits for them, and gives what they have made, or how they ended.
 * @throws CallFailed after the items of those that succeeded, if others did not
 */
export async function* waitForJobs(
	itemContext: ItemContext,
	request: JobRequest,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { job: params, request: call, file } = request;
	const start = 'existing' in params ? undefined : await startJobs(itemContext, request);
	const jobs =
		'existing' in params
			? [params.existing]
			: extractJobs(params.started, { path: params.path, body: call.body }, start!.response);
	itemContext.onRequestsSent(start ? jobs.map(({ jobType: { name }, id }) => ({ name, id })) : []);
	const { failure, undone = {} } = start?.judged ?? {};
	const [first] = jobs;
	if (!first) {
		if (failure) throw failure;
		yield notWaited(itemContext, request, start!.response, index);
		itemContext.summary.sought(request.selection);
		return;
	}
	warnAboutUnusedOptions(itemContext, request, first);
	if (isFileResult(first, request)) {
		const files = collectJobOutcomes(itemContext, jobs, params.waitOptions, downloadResult(itemContext, request, index));
		for await (const item of files) yield [item];
	} else {
		const ends = collectJobOutcomes(itemContext, jobs, params.waitOptions, fetchResultItems(itemContext, request));
		const records = withUndone(ends, undone);
		if (file) {
			yield* writeRecordsToFile(itemContext, { ...request, file }, records, index);
		} else {
			for await (const batch of records) yield toItems(pickSelectedFields(batch, request), index);
			itemContext.summary.sought(request.selection);
		}
	}
	if (failure) throw failure;
}

/** What the start left undone goes with the outcome: each record has it. */
async function* withUndone(
	ends: AsyncGenerator<RecordBatch>,
	undone: PartsResult['undone'],
): AsyncGenerator<RecordBatch> {
	for await (const records of ends) {
		yield Array.from(records, (one) => (isJsonObject(one) ? { ...one, ...undone } : one));
	}
}

/** The request started no job that its response names: the user and the workflow are told. */
function notWaited(
	{ summary: summary }: ItemContext,
	request: JobRequest,
	response: ApiResponse,
	index: number,
): INodeExecutionData[] {
	summary.notice(
		'no job',
		`${describeRequest(request.request)} succeeded, but its response names no job: the node waited for nothing.`,
	);
	return toResponseItems(request, response, index).map((item) => ({
		...item,
		json: { ...item.json, waited: false },
	}));
}
