import type { INodeExecutionData } from 'n8n-workflow';

import { nameOf, type Answer } from '../../client/call';
import type { Records } from '../../client/records';
import { itemsOf } from '../../execution/items';
import type { Judged } from '../../execution/multiStatus';
import type { Use } from '../../execution/work';
import { writeRecords } from '../../execution/writeRecords';
import { isObject } from '../../forms/object';
import type { Request } from '../read/readRequest';
import { judgeAnswer } from '../judgeAnswer';
import { kept, toItems } from '../records';
import { jobsOf } from './job';
import { makesFile, noteUnused, resultRecords, resultFile } from './outcome';
import type { JobWish } from './readJob';
import { endsOf } from './ends';

type JobRequest = Request & { job: JobWish };

/** The request that starts jobs has been sent. */
interface Start {
	answer: Answer;
	judged: Judged;
}

async function startJobs({ sender, report }: Use, { call }: JobRequest): Promise<Start> {
	const answer = await sender(call);
	return { answer, judged: judgeAnswer(report, call, answer) };
}

/**
 * Starts jobs, unless one was started elsewhere, waits for them, and gives what they have made, or how they ended.
 * @throws CallFailed after the items of those that succeeded, if others did not
 */
export async function* runJobs(
	use: Use,
	request: JobRequest,
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { job: wish, call, file } = request;
	const start = 'known' in wish ? undefined : await startJobs(use, request);
	const jobs =
		'known' in wish
			? [wish.known]
			: jobsOf(wish.started, { path: wish.path, body: call.body }, start!.answer);
	use.started(start ? jobs.map(({ family: { name }, id }) => ({ name, id })) : []);
	const { failure, undone = {} } = start?.judged ?? {};
	const [first] = jobs;
	if (!first) {
		if (failure) throw failure;
		yield notWaited(use, request, start!.answer, index);
		use.report.sought(request.selection);
		return;
	}
	noteUnused(use, request, first);
	if (makesFile(first, request)) {
		const files = endsOf(use, jobs, wish.patience, resultFile(use, request, index));
		for await (const item of files) yield [item];
	} else {
		const ends = endsOf(use, jobs, wish.patience, resultRecords(use, request));
		const records = withUndone(ends, undone);
		if (file) {
			yield* writeRecords(use, { ...request, file }, records, index);
		} else {
			for await (const batch of records) yield itemsOf(kept(batch, request), index);
			use.report.sought(request.selection);
		}
	}
	if (failure) throw failure;
}

/** What the start left undone goes with the outcome: each record has it. */
async function* withUndone(
	ends: AsyncGenerator<Records>,
	undone: Judged['undone'],
): AsyncGenerator<Records> {
	for await (const records of ends) {
		yield Array.from(records, (one) => (isObject(one) ? { ...one, ...undone } : one));
	}
}

/** The request started no job that its response names: the user and the workflow are told. */
function notWaited(
	{ report }: Use,
	request: JobRequest,
	answer: Answer,
	index: number,
): INodeExecutionData[] {
	report.notice(
		'no job',
		`${nameOf(request.call)} succeeded, but its response names no job: the node waited for nothing.`,
	);
	return toItems(request, answer, index).map((item) => ({
		...item,
		json: { ...item.json, waited: false },
	}));
}
