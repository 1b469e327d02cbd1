import type { INodeExecutionData } from 'n8n-workflow';

import { bulkFactsOf } from '../catalogue/bulkFacts';
import type { Page } from '../client/paging/page';
import { pages } from '../client/paging/pages';
import type { Records } from '../client/records';
import { itemsOf } from '../execution/items';
import type { Use } from '../execution/work';
import { recordSender, writeRecords } from '../execution/writeRecords';
import { download } from './download';
import { runJobs } from './jobs/runJobs';
import { judgeAnswer } from './judgeAnswer';
import type { Request } from './read/readRequest';
import { kept, recordsIn, toItems } from './records';

/** Carries out the request of one input item. @yields its items as they come */
export async function* runItem(
	use: Use,
	request: Request,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { report } = use;
	const { file, job, responseFormat } = request;
	if (job) {
		yield* runJobs(use, { ...request, job }, index);
		return;
	}
	if (responseFormat === 'file') {
		yield* downloadFile(use, request, index);
		return;
	}
	if (file) {
		const sender = recordSender(use, request);
		const records = recordPages(answers({ ...use, sender }, request), request);
		yield* writeRecords(use, { ...request, file }, records, index);
		return;
	}
	for await (const { answer, records } of answers(use, request)) {
		const items =
			records && responseFormat === 'items'
				? itemsOf(kept(records, request), index)
				: toItems(request, answer, index);
		report.read(items.length);
		yield items;
	}
	report.sought(request.selection);
}

/** Downloads the answer. Where it reports on the parts of a request, it is judged as well. */
async function* downloadFile(
	use: Use,
	request: Request,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { call } = request;
	const { item, answer } = await download(use, request, index, ({ status }) => {
		const { results, failures } = bulkFactsOf(call, status);
		return (results ?? failures) !== undefined;
	});
	yield [item];
	if (answer.body === undefined) return;
	const { failure } = judgeAnswer(use.report, call, answer);
	if (failure) throw failure;
}

/** @throws CallFailed after what succeeded, if parts of the request failed */
async function* answers({ sender, report, width }: Use, request: Request): AsyncGenerator<Page> {
	const { call, paging, responseFormat } = request;
	if (paging) {
		const notice = (text: string) => report.notice('paging', text);
		yield* pages(sender, call, { ...paging, width }, notice);
		return;
	}
	const answer = await sender(call);
	const { succeeded, failure } = judgeAnswer(report, call, answer);
	// An item of the format Nothing would say that all went well.
	if (!failure || responseFormat !== 'none') yield { answer, records: succeeded };
	if (failure) throw failure;
}

async function* recordPages(
	source: AsyncGenerator<Page>,
	request: Request,
): AsyncGenerator<Records> {
	for await (const { answer, records } of source) yield records ?? recordsIn(request, answer);
}
