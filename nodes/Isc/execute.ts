import type { INodeExecutionData } from 'n8n-workflow';

import { getBulkResponseSpec } from '../shared/catalogue/bulkResponse';
import type { Page } from '../shared/pagination/page';
import { paginate } from '../shared/pagination/paginate';
import type { RecordBatch } from '../shared/api/recordBatch';
import { toItems } from '../shared/output/items';
import type { ItemContext } from '../shared/runner/types';
import { sendForFile, writeRecordsToFile } from '../shared/output/writeRecordsToFile';
import { download } from './download';
import { waitForJobs } from './jobs/waitForJobs';
import { checkResponse } from './checkResponse';
import type { RequestParams } from './parameters/readParams';
import { pickSelectedFields, extractRecords, toResponseItems } from './responseItems';

/** Carries out the request of one input item. @yields its items as they come */
export async function* execute(
	itemContext: ItemContext,
	request: RequestParams,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { summary } = itemContext;
	const { file, job, responseFormat } = request;
	if (job) {
		yield* waitForJobs(itemContext, { ...request, job }, index);
		return;
	}
	if (responseFormat === 'file') {
		yield* downloadFile(itemContext, request, index);
		return;
	}
	if (file) {
		const sendRequest = sendForFile(itemContext, request);
		const records = recordPages(answers({ ...itemContext, sendRequest }, request), request);
		yield* writeRecordsToFile(itemContext, { ...request, file }, records, index);
		return;
	}
	for await (const { response, records } of answers(itemContext, request)) {
		const items =
			records && responseFormat === 'items'
				? toItems(pickSelectedFields(records, request), index)
				: toResponseItems(request, response, index);
		summary.countRecords(items.length);
		yield items;
	}
	summary.trackFields(request.selection);
}

/** Downloads the answer. Where it reports on the parts of a request, it is judged as well. */
async function* downloadFile(
	itemContext: ItemContext,
	request: RequestParams,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { request: call } = request;
	const { item, response } = await download(itemContext, request, index, ({ status }) => {
		const { results, failures } = getBulkResponseSpec(call, status);
		return (results ?? failures) !== undefined;
	});
	yield [item];
	if (response.body === undefined) return;
	const { failure } = checkResponse(itemContext.summary, call, response);
	if (failure) throw failure;
}

/** @throws CallFailed after what succeeded, if parts of the request failed */
async function* answers(
	{ sendRequest, summary, getConcurrency }: ItemContext,
	request: RequestParams,
): AsyncGenerator<Page> {
	const { request: call, pagination, responseFormat } = request;
	if (pagination) {
		const notice = (text: string) => summary.addNotice('paging', text);
		yield* paginate(sendRequest, call, { ...pagination, getConcurrency }, notice);
		return;
	}
	const response = await sendRequest(call);
	const { succeeded, failure } = checkResponse(summary, call, response);
	// An item of the format Nothing would say that all went well.
	if (!failure || responseFormat !== 'none') yield { response, records: succeeded };
	if (failure) throw failure;
}

async function* recordPages(
	source: AsyncGenerator<Page>,
	request: RequestParams,
): AsyncGenerator<RecordBatch> {
	for await (const { response, records } of source)
		yield records ?? extractRecords(request, response);
}
