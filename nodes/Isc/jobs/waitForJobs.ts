import type { INodeExecutionData } from 'n8n-workflow';

import { describeRequest, type ApiResponse } from '../../shared/api/types';
import type { RecordBatch } from '../../shared/api/recordBatch';
import { toItems } from '../../shared/output/items';
import type { PartsResult } from '../../shared/output/multiStatus';
import type { ItemContext } from '../../shared/runner/types';
import { writeRecordsToFile } from '../../shared/output/writeRecordsToFile';
import { isJsonObject } from '../../shared/parameters/json';
import type { RequestParams } from '../parameters/readParams';
import { checkResponse } from '../checkResponse';
import { pickSelectedFields, toResponseItems } from '../responseItems';
import { extractJobs } from './job';
import {
	isFileResult,
	warnAboutUnusedOptions,
	fetchResultItems,
	downloadResult,
} from './jobResult';
import type { JobParams } from './readJobParams';
import { collectJobOutcomes } from './jobOutcomes';

type JobRequest = RequestParams & { job: JobParams };

/** The request that starts jobs has been sent. */
interface Start {
	response: ApiResponse;
	judged: PartsResult;
}

async function startJobs(
	{ sendRequest, summary }: ItemContext,
	{ request }: JobRequest,
): Promise<Start> {
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
		itemContext.summary.trackFields(request.selection);
		return;
	}
	warnAboutUnusedOptions(itemContext, request, first);
	if (isFileResult(first, request)) {
		const files = collectJobOutcomes(
			itemContext,
			jobs,
			params.waitOptions,
			downloadResult(itemContext, request, index),
		);
		for await (const item of files) yield [item];
	} else {
		const ends = collectJobOutcomes(
			itemContext,
			jobs,
			params.waitOptions,
			fetchResultItems(itemContext, request),
		);
		const records = withUndone(ends, undone);
		if (file) {
			yield* writeRecordsToFile(itemContext, { ...request, file }, records, index);
		} else {
			for await (const batch of records) yield toItems(pickSelectedFields(batch, request), index);
			itemContext.summary.trackFields(request.selection);
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
	{ summary }: ItemContext,
	request: JobRequest,
	response: ApiResponse,
	index: number,
): INodeExecutionData[] {
	summary.addNotice(
		'no job',
		`${describeRequest(request.request)} succeeded, but its response names no job: the node waited for nothing.`,
	);
	return toResponseItems(request, response, index).map((item) => ({
		...item,
		json: { ...item.json, waited: false },
	}));
}
