import { CallFailed } from '../../client/errors/failures';
import { PartsFailed } from '../../execution/multiStatus';
import type { Use } from '../../execution/work';
import { isObject } from '../../forms/object';
import type { Job } from './job';
import type { Standing } from './judge';
import { waitForJob, type Patience } from './waitForJob';

/** What was made of a job that ended well. */
export interface Made<T> {
	made: T;
	/** Set if the job failed in parts. */
	failure?: CallFailed;
}

/** How one job ended, or what kept the node from learning it. */
interface End {
	job: Job;
	standings: Standing[];
	failure?: CallFailed;
}

/** A job that can't be followed is a failure of its own, beside the outcome of the others. */
async function endOf(use: Use, job: Job, patience: Patience): Promise<End> {
	const ended = await waitForJob(use, job, patience).catch((error: unknown) => {
		if (error instanceof CallFailed) return error;
		throw error;
	});
	return ended instanceof CallFailed
		? { job, standings: [], failure: ended }
		: { job, standings: ended };
}

/**
 * Waits for all jobs at the same time.
 * @param make fetches the result of a job that ended well
 * @yields what was made of each job that ended well
 * @throws CallFailed after that, if others did not
 */
export async function* endsOf<T>(
	use: Use,
	jobs: Job[],
	patience: Patience,
	make: (job: Job, standings: Standing[]) => Promise<Made<T>>,
): AsyncGenerator<T> {
	const ends = await Promise.all(jobs.map(async (job) => await endOf(use, job, patience)));
	const failures: CallFailed[] = [];
	for (const { job, standings, failure } of ends) {
		if (failure) failures.push(failure);
		const succeeded = standings.filter(({ outcome }) => outcome === 'succeeded');
		for (const standing of succeeded) noteWarning(use, job, standing);
		if (succeeded.length > 0) {
			const made = await make(job, succeeded).catch((error: unknown) => withJob(job, error));
			if (made instanceof CallFailed) failures.push(made);
			else {
				yield made.made;
				if (made.failure) failures.push(made.failure);
			}
		}
		for (const standing of standings) {
			if (standing.outcome === 'failed') failures.push(failureOf(job, standing));
		}
	}
	const all = ends.reduce((count, { standings }) => count + Math.max(1, standings.length), 0);
	if (failures.length > 0) throw all > 1 ? new PartsFailed(failures, all) : failures[0]!;
}

/** The job ended well, but its result can't be fetched. */
function withJob({ family: { name }, familyId, id }: Job, error: unknown): CallFailed {
	if (!(error instanceof CallFailed)) throw error;
	return new CallFailed({
		...error.report,
		message: `${name} '${id}' succeeded, but its result can't be fetched: ${error.report.message}`,
		job: { kind: familyId, id },
	});
}

/** The failure of a job, with what it has to say. */
export function failureOf(
	{ family, familyId, id }: Job,
	{ state, messages }: Standing,
): CallFailed {
	const said = messages.length > 0 ? `: ${[...new Set(messages)].join('; ')}` : '';
	return new CallFailed({
		message: `${family.name} '${id}' ended as ${state}${said}`,
		hint: said
			? 'Fix the reported issue, then start the job again.'
			: 'ISC reports no reason. Look the job up in the user interface of ISC.',
		job: { kind: familyId, id },
	});
}

/** A job that ends well may still report warnings, errors, or a message. */
function noteWarning({ report }: Use, { family, id }: Job, standing: Standing): void {
	const { state, messages, record } = standing;
	const isWarning = /^warn/i.test(state);
	if (!isWarning && !reportsTrouble(record)) return;
	const said = messages.length > 0 ? `: ${messages.join('; ')}` : '.';
	const how = isWarning ? 'with warnings' : `as ${state}, and reports trouble`;
	report.notice(`job ${id}`, `${family.name} '${id}' ended ${how}${said}`);
}

/** Whether the record of a job that ended well lists errors, or has a message that is not empty. */
function reportsTrouble(record: unknown): boolean {
	if (!isObject(record)) return false;
	const { errors, message, messages } = record;
	const isError = (one: unknown) => isObject(one) && /^error$/i.test(String(one.type ?? ''));
	return (
		(Array.isArray(errors) && errors.length > 0) ||
		(typeof message === 'string' && message.trim() !== '') ||
		(Array.isArray(messages) && messages.some(isError))
	);
}
