import type { INodeExecutionData } from 'n8n-workflow';

import type { Answer } from '../../client/call';
import { CallFailed } from '../../client/errors/failures';
import { itemsOf } from '../../execution/items';
import { PartsFailed } from '../../execution/multiStatus';
import type { Use } from '../../execution/work';
import { download } from '../download';
import type { Request } from '../read/readRequest';
import { jobsOf, resultOf, type Job } from './job';
import type { JobWish } from './readJob';
import { failureOf, waitForJob } from './waitForJob';
import type { Standing } from './judge';

/** @param answer of the request that started the jobs; undefined where they were started elsewhere */
export function jobsIn(
	{ job: wish, call }: Request & { job: JobWish },
	answer: Answer | undefined,
): Job[] {
	return 'known' in wish
		? [wish.known]
		: jobsOf(wish.started, { path: wish.path, body: call.body }, answer!);
}

/**
 * Waits for the jobs of a request and gives what they have made, or how they ended.
 * @yields nothing where there is no job
 * @throws CallFailed after the items of those that succeeded, if others did not
 */
export async function* runJobs(
	use: Use,
	request: Request & { job: JobWish },
	jobs: Job[],
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const { job: wish } = request;
	const ends = await Promise.all(
		jobs.map(async (job) => ({ job, standings: await waitForJob(use, job, wish.patience) })),
	);
	const failures: CallFailed[] = [];
	let all = 0;
	for (const { job, standings } of ends) {
		all += standings.length;
		const succeeded = standings.filter(({ outcome }) => outcome === 'succeeded');
		for (const standing of succeeded) noteWarning(use, job, standing);
		if (succeeded.length > 0) yield await itemsFor(use, request, job, succeeded, index);
		failures.push(
			...standings
				.filter(({ outcome }) => outcome === 'failed')
				.map((standing) => failureOf(job, standing)),
		);
	}
	if (failures.length > 0) throw all > 1 ? new PartsFailed(failures, all) : failures[0]!;
}

async function itemsFor(
	{ context, sender }: Use,
	{ job: wish, responseFormat, binaryField }: Request & { job: JobWish },
	job: Job,
	standings: Standing[],
	index: number,
): Promise<INodeExecutionData[]> {
	const records = standings.map(({ record }) => record);
	if (!job.hasResult) return itemsOf(records, index);
	const { operation, call } = resultOf(job, records[0], wish.format);
	if (operation.response.kind === 'file' || responseFormat === 'file') {
		return [await download(context, sender, { call, binaryField }, index)];
	}
	return itemsOf([(await sender(call)).body], index);
}

/** A job that ends well may have something to say all the same. */
function noteWarning({ report }: Use, { family, id }: Job, { state, messages }: Standing): void {
	if (!/^warn/i.test(state)) return;
	const said = messages.length > 0 ? `: ${messages.join('; ')}` : '.';
	report.notice(`job ${id}`, `${family.name} '${id}' ended with warnings${said}`);
}
