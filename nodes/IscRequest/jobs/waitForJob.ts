import { nameOf } from '../../client/call';
import { CallFailed } from '../../client/errors/failures';
import { pause } from '../../client/pace/pause';
import type { Use } from '../../execution/work';
import { pollCall, type Job } from './job';
import { gone, hasEnded, type Standing } from './judge';
import { look } from './look';

/** How long to wait for a job. */
export interface Patience {
	/** Milliseconds in all. */
	longest: number;
	/** Milliseconds between two looks, at most. */
	interval: number;
}

/** Most jobs are short: the first looks follow soon, and then ever later. */
const FIRST_PAUSE = 500;
const GROWTH = 1.5;
/** A job that was just started may not be known everywhere yet. */
const MAY_BE_MISSING = 60_000;
/** It is in the list of those that go on by then. */
const LISTED_WITHIN = 10_000;

const inWords = (ms: number) =>
	ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;

const isMissing = (error: unknown): error is CallFailed =>
	error instanceof CallFailed && error.report.status === 404;

/**
 * Looks after a job until it has ended, as long as patience lasts.
 * @returns how it ended, for each of its records
 * @throws CallFailed with the ID of the job if it takes too long, Cancelled if the execution was stopped
 */
export async function waitForJob(
	{ context, sender, report }: Pick<Use, 'context' | 'sender' | 'report'>,
	job: Job,
	{ longest, interval }: Patience,
): Promise<Standing[]> {
	const call = pollCall(job);
	const { endsGone } = job.family;
	const started = Date.now();
	const elapsed = () => Date.now() - started;
	let wait = Math.min(FIRST_PAUSE, interval);
	let before: string | undefined;
	for (;;) {
		const found = await look(sender, job, call).catch((error: unknown): Standing[] => {
			if (isMissing(error) && endsGone) return [gone(job, endsGone)];
			if (isMissing(error) && elapsed() < MAY_BE_MISSING) return [];
			throw error;
		});
		before ??= found[0]?.state;
		const standings = endsGone ? found.map((standing) => sinceStart(standing, before)) : found;
		const wasListed = before !== undefined || elapsed() > LISTED_WITHIN;
		if (endsGone && found.length === 0 && wasListed) return [gone(job, endsGone)];
		for (const { isUnknown, state } of standings) {
			if (isUnknown) report.notice(`state ${state}`, unknownState(job, state));
		}
		if (hasEnded(standings)) return standings;
		if (elapsed() + wait > longest) throw tookTooLong(job, standings, elapsed(), nameOf(call));
		await pause(wait, context.getExecutionCancelSignal());
		wait = Math.min(wait * GROWTH, interval);
	}
}

/** What is to go may have been in a bad state all along: that it is says nothing of the job. */
const sinceStart = (standing: Standing, before?: string): Standing =>
	standing.outcome === 'failed' && standing.state === before
		? { ...standing, outcome: 'running' }
		: standing;

const unknownState = ({ family: { name }, id }: Job, state: string) =>
	`${name} '${id}' was in the state '${state}', which is not documented: it was waited for all the same.`;

function tookTooLong(job: Job, standings: Standing[], elapsed: number, request: string) {
	const { family, familyId, id } = job;
	const states = [...new Set(standings.map(({ state }) => state).filter(Boolean))].join(', ');
	return new CallFailed({
		message: `${family.name} '${id}' has not ended after ${inWords(elapsed)}${states ? ` (${states})` : ''}`,
		hint: `It goes on in ISC. Wait for it with the resource Job, the kind '${family.name}' and this ID, or raise 'Max Wait' under Options.`,
		request,
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
			? 'Mend what it says, and start it again.'
			: 'ISC gives no reason; look it up in the user interface of ISC.',
		job: { kind: familyId, id },
	});
}
