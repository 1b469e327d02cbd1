import type { INodeExecutionData } from 'n8n-workflow';

import { getBulkResponseSpec } from '../shared/catalogue/bulkResponse';
import type { Page } from '../shared/pagination/page';
import { paginate } from '../shared/pagination/paginate';
import type { RecordBatch } from '../shared/api/recordBatch';
import { toItems } from '../shared/output/items';
import { pickSelectedFields } from '../shared/output/outputRecords';
import type { ItemContext } from '../shared/runner/types';
import { sendForFile, writeRecordsToFile } from '../shared/output/writeRecordsToFile';
import { download } from './download';
import { waitForJobs } from './jobs/waitForJobs';
import { checkResponse } from './checkResponse';
import type { RequestParams } from './parameters/readParams';
import { extractRecords, toResponseItems } from './responseItems';

/** Sends the request of one input item. @yields output items page by page */
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
		const records = toRecordBatches(fetchPages({ ...itemContext, sendRequest }, request), request);
		yield* writeRecordsToFile(itemContext, { ...request, file }, records, index);
		return;
	}
	for await (const { response, records } of fetchPages(itemContext, request)) {
		const items =
			records && responseFormat === 'items'
				? toItems(pickSelectedFields(records, request), index)
				: toResponseItems(request, response, index);
		summary.countRecords(items.length);
		yield items;
	}
	summary.trackFields(request.selection);
}

/** Downloads the response. If it reports on the parts of a request, checks them as well. */
async function* downloadFile(
	itemContext: ItemContext,
	request: RequestParams,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { request: apiRequest } = request;
	const { item, response } = await download(itemContext, request, index, ({ status }) => {
		const { results, failures } = getBulkResponseSpec(apiRequest, status);
		return (results ?? failures) !== undefined;
	});
	yield [item];
	if (response.body === undefined) return;
	const { failure } = checkResponse(itemContext.summary, apiRequest, response);
	if (failure) throw failure;
}

/** @throws {ApiError} after the successful parts, if other parts of the request failed */
async function* fetchPages(
	{ sendRequest, summary, getConcurrency }: ItemContext,
	request: RequestParams,
): AsyncGenerator<Page> {
	const { request: apiRequest, pagination, responseFormat } = request;
	if (pagination) {
		const notice = (text: string) => summary.addNotice('paging', text);
		yield* paginate(sendRequest, apiRequest, { ...pagination, getConcurrency }, notice);
		return;
	}
	const response = await sendRequest(apiRequest);
	const { succeeded, failure } = checkResponse(summary, apiRequest, response);
	// With the format Nothing, an item would confirm that the whole request succeeded.
	if (!failure || responseFormat !== 'none') yield { response, records: succeeded };
	if (failure) throw failure;
}

async function* toRecordBatches(
	source: AsyncGenerator<Page>,
	request: RequestParams,
): AsyncGenerator<RecordBatch> {
	for await (const { response, records } of source)
		yield records ?? extractRecords(request, response);
}
