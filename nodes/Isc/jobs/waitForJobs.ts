import partition from 'lodash/partition';
import type { INodeExecutionData } from 'n8n-workflow';

import { describeRequest, type ApiResponse } from '../../shared/api/types';
import type { RecordBatch } from '../../shared/api/recordBatch';
import { toItems } from '../../shared/output/items';
import { pickSelectedFields } from '../../shared/output/outputRecords';
import type { PartsResult } from '../../shared/output/multiStatus';
import type { ItemContext } from '../../shared/runner/types';
import { writeRecordsToFile } from '../../shared/output/writeRecordsToFile';
import { isJsonObject } from '../../shared/parameters/json';
import type { RequestParams } from '../parameters/readParams';
import { checkResponse } from '../checkResponse';
import { toResponseItems } from '../responseItems';
import { extractJobs } from './job';
import {
	isFileResult,
	warnAboutUnusedOptions,
	fetchResultItems,
	downloadResult,
} from './jobResult';
import type { JobParams } from './readJobParams';
import { collectResults, waitForOutcomes, type JobOutcome } from './jobOutcomes';
import { JobUnfinishedError } from './unfinishedErrors';

type JobRequest = RequestParams & { job: JobParams };

/** Response to the request that starts jobs, with the result of its parts. */
interface StartedJobs {
	response: ApiResponse;
	parts: PartsResult;
}

async function startJobs(
	{ sendRequest, summary }: ItemContext,
	{ request }: JobRequest,
): Promise<StartedJobs> {
	const response = await sendRequest(request);
	return { response, parts: checkResponse(summary, request, response) };
}

/**
 * Starts jobs, unless the job was started elsewhere, and waits for them.
 * @yields the items of jobs that are still running, if the user wants them, then the results or final status of the others
 * @throws {ApiError} after the items of successful jobs, if other jobs failed
 */
export async function* waitForJobs(
	itemContext: ItemContext,
	request: JobRequest,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { job: params, request: startRequest } = request;
	const start = 'existing' in params ? undefined : await startJobs(itemContext, request);
	const jobs =
		'existing' in params
			? [params.existing]
			: extractJobs(
					params.started,
					{ path: params.path, body: startRequest.body },
					start!.response,
				);
	itemContext.onRequestsSent(start ? jobs.map(({ jobType: { name }, id }) => ({ name, id })) : []);
	const { failure, undone = {} } = start?.parts ?? {};
	const [first] = jobs;
	if (!first) {
		if (failure) throw failure;
		yield buildItemsWithoutJob(itemContext, request, start!.response, index);
		itemContext.summary.trackFields(request.selection);
		return;
	}
	warnAboutUnusedOptions(itemContext, request, first);
	const outcomes = await waitForOutcomes(itemContext, jobs, params.waitOptions);
	const [unfinished, finished] = params.returnUnfinished
		? partition(outcomes, ({ failure: error }) => error instanceof JobUnfinishedError)
		: [[], outcomes];
	if (unfinished.length > 0) yield unfinished.map((one) => buildUnfinishedItem(one, index));
	if (finished.length > 0) {
		const results = collectItems(itemContext, request, finished, undone, index);
		for await (const items of results) yield params.returnUnfinished ? markFinished(items) : items;
	}
	if (failure) throw failure;
}

/** @yields the items of finished jobs */
async function* collectItems(
	itemContext: ItemContext,
	request: JobRequest,
	outcomes: JobOutcome[],
	undone: PartsResult['undone'],
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { file } = request;
	if (isFileResult(outcomes[0]!.job, request)) {
		const fetchFile = downloadResult(itemContext, request, index);
		for await (const item of collectResults(itemContext, outcomes, fetchFile)) yield [item];
		return;
	}
	const fetchItems = fetchResultItems(itemContext, request);
	const records = addUndone(collectResults(itemContext, outcomes, fetchItems), undone);
	if (file) {
		yield* writeRecordsToFile(itemContext, { ...request, file }, records, index);
		return;
	}
	for await (const batch of records) yield toItems(pickSelectedFields(batch, request), index);
	itemContext.summary.trackFields(request.selection);
}

/** Builds the item of a job that is still running. Its fields are the parameters of 'Wait for Job'. */
function buildUnfinishedItem(
	{ job: { jobTypeId, id }, failure }: JobOutcome,
	index: number,
): INodeExecutionData {
	const { state, message } = failure as JobUnfinishedError;
	return {
		json: { finished: false, jobType: jobTypeId, jobId: id, state, message },
		pairedItem: { item: index },
	};
}

/** Marks the items of finished jobs, so that an IF node can tell them from those of running jobs. */
const markFinished = (items: INodeExecutionData[]): INodeExecutionData[] =>
	items.map((item) => ({ ...item, json: { ...item.json, finished: true } }));

/** Adds the parts that the start request left undone to each record. */
async function* addUndone(
	outcomes: AsyncGenerator<RecordBatch>,
	undone: PartsResult['undone'],
): AsyncGenerator<RecordBatch> {
	for await (const records of outcomes) {
		yield Array.from(records, (one) => (isJsonObject(one) ? { ...one, ...undone } : one));
	}
}

/** Returns the response of a request that started no job, and warns about it. */
function buildItemsWithoutJob(
	{ summary }: ItemContext,
	request: JobRequest,
	response: ApiResponse,
	index: number,
): INodeExecutionData[] {
	summary.addNotice(
		'no job',
		`${describeRequest(request.request)} succeeded, but its response contains no job ID, so the node didn't wait.`,
	);
	return toResponseItems(request, response, index).map((item) => ({
		...item,
		json: { ...item.json, waited: false },
	}));
}
