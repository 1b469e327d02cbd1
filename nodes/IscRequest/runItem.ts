import type { INodeExecutionData } from 'n8n-workflow';

import { getBulkResponseSpec } from '../catalogue/bulkFacts';
import type { Page } from '../client/paging/page';
import { paginate } from '../client/paging/pages';
import type { RecordBatch } from '../client/records';
import { toItems } from '../execution/items';
import type { ItemContext } from '../execution/work';
import { sendForFile, writeRecordsToFile } from '../execution/writeRecords';
import { download } from './download';
import { waitForJobs } from './jobs/runJobs';
import { checkResponse } from './judgeAnswer';
import type { RequestParams } from './read/readRequest';
import { pickSelectedFields, extractRecords, toResponseItems } from './records';

/** Carries out the request of one input item. @yields its items as they come */
export async function* execute(
	use: ItemContext,
	request: RequestParams,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { summary: report } = use;
	const { file, job, responseFormat } = request;
	if (job) {
		yield* waitForJobs(use, { ...request, job }, index);
		return;
	}
	if (responseFormat === 'file') {
		yield* downloadFile(use, request, index);
		return;
	}
	if (file) {
		const sender = sendForFile(use, request);
		const records = recordPages(answers({ ...use, sendRequest: sender }, request), request);
		yield* writeRecordsToFile(use, { ...request, file }, records, index);
		return;
	}
	for await (const { answer, records } of answers(use, request)) {
		const items =
			records && responseFormat === 'items'
				? toItems(pickSelectedFields(records, request), index)
				: toResponseItems(request, answer, index);
		report.read(items.length);
		yield items;
	}
	report.sought(request.selection);
}

/** Downloads the answer. Where it reports on the parts of a request, it is judged as well. */
async function* downloadFile(
	use: ItemContext,
	request: RequestParams,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { call } = request;
	const { item, answer } = await download(use, request, index, ({ status }) => {
		const { results, failures } = getBulkResponseSpec(call, status);
		return (results ?? failures) !== undefined;
	});
	yield [item];
	if (answer.body === undefined) return;
	const { failure } = checkResponse(use.summary, call, answer);
	if (failure) throw failure;
}

/** @throws CallFailed after what succeeded, if parts of the request failed */
async function* answers({ sendRequest: sender, summary: report, getConcurrency: width }: ItemContext, request: RequestParams): AsyncGenerator<Page> {
	const { call, paging, responseFormat } = request;
	if (paging) {
		const notice = (text: string) => report.notice('paging', text);
		yield* paginate(sender, call, { ...paging, width }, notice);
		return;
	}
	const answer = await sender(call);
	const { succeeded, failure } = checkResponse(report, call, answer);
	// An item of the format Nothing would say that all went well.
	if (!failure || responseFormat !== 'none') yield { answer, records: succeeded };
	if (failure) throw failure;
}

async function* recordPages(
	source: AsyncGenerator<Page>,
	request: RequestParams,
): AsyncGenerator<RecordBatch> {
	for await (const { answer, records } of source) yield records ?? extractRecords(request, answer);
}
