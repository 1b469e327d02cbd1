import { nameOf, type Call } from '../../client/call';
import { CallFailed } from '../../client/errors/failures';
import { pause } from '../../client/pace/pause';
import type { Use } from '../../execution/work';
import { clock } from './clock';
import { pollCall, type Job } from './job';
import { gone, hasEnded, type Standing } from './judge';
import { look } from './look';
import { lookFailed, notFound, tookTooLong } from './notEnded';

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
/** A job that was just started may not be known everywhere yet; after this time it is given up. */
const MAY_BE_MISSING = 60_000;
/** By then ISC shows a job that goes on, if it shows it at all. */
const SHOWN_WITHIN = 10_000;

const isMissing = (error: unknown) => error instanceof CallFailed && error.report.status === 404;

interface Look {
	/** None where ISC doesn't know the job, or didn't tell. */
	found: Standing[];
	/** What kept ISC from telling, and can pass: the job goes on meanwhile. */
	outage?: CallFailed;
}

async function lookAt(sender: Use['sender'], job: Job, call: Call): Promise<Look> {
	try {
		return { found: await look(sender, job, call) };
	} catch (error) {
		if (isMissing(error)) return { found: [] };
		if (error instanceof CallFailed && error.canPass) return { found: [], outage: error };
		throw error instanceof CallFailed ? lookFailed(job, error) : error;
	}
}

/** Whether a job that ISC doesn't show has ended by that: it was there before, or this run has started it. */
const isGone = ({ family, isStartedHere }: Job, wasSeen: boolean, elapsed: number): boolean =>
	family.endsGone !== undefined && (wasSeen || (isStartedHere && elapsed > SHOWN_WITHIN));

/** An object that a job removes may have been in a bad state before: that it is says nothing of the job. */
const sinceStart = (standing: Standing, before?: string): Standing =>
	standing.outcome === 'failed' && standing.state === before
		? { ...standing, outcome: 'running' }
		: standing;

/**
 * Looks after a job until it has ended, as long as patience lasts. Looks that fail for a reason that can pass are made again.
 * @returns how it ended, for each of its records
 * @throws CallFailed with the ID of the job if it takes too long or can't be looked up, Cancelled if the run was ended
 */
export async function waitForJob(
	{ signal, sender, report }: Pick<Use, 'signal' | 'sender' | 'report'>,
	job: Job,
	{ longest, interval }: Patience,
): Promise<Standing[]> {
	const call = pollCall(job);
	const { endsGone, name } = job.family;
	const began = clock.now();
	let wait = Math.min(FIRST_PAUSE, interval);
	let first: string | undefined;
	let lastSeen = 0;
	let standings: Standing[] = [];
	for (;;) {
		const { found, outage } = await lookAt(sender, job, call);
		const elapsed = clock.now() - began;
		if (found.length > 0 || outage) lastSeen = elapsed;
		else if (isGone(job, first !== undefined, elapsed)) return [gone(job, endsGone!)];
		first ??= found[0]?.state;
		if (!outage) {
			standings = endsGone ? found.map((standing) => sinceStart(standing, first)) : found;
		}
		if (hasEnded(standings)) return standings;

		for (const { isUnknown, state } of standings) {
			if (!isUnknown) continue;
			report.notice(
				`state ${state}`,
				`${name} '${job.id}' was in an undocumented state ('${state}'). The node kept waiting.`,
			);
		}
		const isLost = !outage && standings.length === 0;
		const left = (isLost ? Math.min(longest, lastSeen + MAY_BE_MISSING) : longest) - elapsed;
		if (left <= 0) {
			throw isLost
				? notFound(job, nameOf(call))
				: tookTooLong(job, standings, elapsed, call, outage);
		}
		await pause(Math.min(wait, left), signal);
		wait = Math.min(wait * GROWTH, interval);
	}
}
