import type { INodeExecutionData } from 'n8n-workflow';

import type { Answer } from '../client/call';
import { BadInput } from '../client/errors/failures';
import { objectIn } from '../client/errors/said';
import type { Records } from '../client/records';
import { listIn, type Page } from '../client/paging/page';
import { pages } from '../client/paging/pages';
import type { JobWish } from './jobs/readJob';
import { jobsIn, runJobs } from './jobs/runJobs';
import { keepFields } from '../sinks/fields';
import { download } from './download';
import { eachResult } from '../execution/multiStatus';
import { emptyItem, fullItem, itemsOf } from '../execution/items';
import type { Request } from './read/readRequest';
import type { Use } from '../execution/work';
import { recordSender, writeRecords } from '../execution/writeRecords';

/** Carries out the request of one input item. @yields its items as they come */
export async function* runItem(
	use: Use,
	request: Request,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { context, sender, report } = use;
	const { file, job } = request;
	if (job) {
		yield* jobItems(use, { ...request, job }, index);
		return;
	}
	if (request.responseFormat === 'file') {
		yield [await download(context, sender, request, index)];
		return;
	}
	if (file) {
		const sender = recordSender(use, request);
		const records = recordPages(answers({ ...use, sender }, request), request);
		yield* writeRecords(use, { ...request, file }, records, index);
		return;
	}
	if (request.isMultiStatus) {
		yield* eachResult(await sender(request.call), request, index);
		return;
	}
	for await (const page of answers(use, request)) {
		const items = page.records
			? itemsOf(kept(page.records, request), index)
			: toItems(request, page.answer, index);
		report.read(items.length);
		yield items;
	}
}

/** Starts jobs, unless one was started elsewhere, and waits for them. */
async function* jobItems(
	use: Use,
	request: Request & { job: JobWish },
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const answer = 'known' in request.job ? undefined : await use.sender(request.call);
	const jobs = jobsIn(request, answer);
	use.started(jobs.map(({ family: { name }, id }) => ({ name, id })));
	let isAny = false;
	for await (const items of runJobs(use, request, jobs, index)) {
		isAny = true;
		yield items;
	}
	// Nothing was to be done: the answer says so.
	if (!isAny && answer) yield toItems(request, answer, index);
}

async function* answers({ sender, report, width }: Use, request: Request): AsyncGenerator<Page> {
	const { call, paging } = request;
	if (!paging) {
		yield { answer: await sender(call) };
		return;
	}
	const notice = (text: string) => report.notice('paging', text);
	yield* pages(sender, call, { ...paging, width }, notice);
}

async function* recordPages(
	source: AsyncGenerator<Page>,
	request: Request,
): AsyncGenerator<Records> {
	for await (const { answer, records } of source) yield records ?? recordsIn(request, answer);
}

const kept = (records: Records, { fields }: Request) =>
	Array.from(records, (record) => keepFields(record, fields));

/** The records of an answer: those of its list, or the one that it is. */
function recordsIn({ listField, isOwnListField }: Request, answer: Answer): Records {
	if (answer.body === undefined) return [];
	const list = listIn(answer, listField);
	if (list) return list;
	if (isOwnListField) {
		const fields = Object.keys(objectIn(answer)).join(', ');
		throw new BadInput(
			'List Field',
			`is '${listField}', but the answer holds no list there`,
			fields ? `The answer has: ${fields}.` : 'The answer is no object: leave the option out.',
		);
	}
	return [answer.body];
}

function toItems(request: Request, answer: Answer, index: number): INodeExecutionData[] {
	const { call, responseFormat } = request;
	if (responseFormat === 'full') return [fullItem(answer, index)];
	if (responseFormat === 'none' || answer.body === undefined) {
		return [emptyItem(call, answer, index)];
	}
	return itemsOf(kept(recordsIn(request, answer), request), index);
}
