import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Cancelled } from '../client/errors/failures';
import { toExecutionError } from '../client/errors/nodeError';
import { hostOf } from '../client/host';
import { send, type Sender } from '../client/send';
import {
	assertSameTenant,
	joinSignals,
	openSession,
	readCredential,
	type Session,
} from '../client/session';
import { describeProgress } from './describeProgress';
import { failedItem, markForErrorOutput } from './items';
import { PartsFailed } from './multiStatus';
import { refuseRetryOnFail } from './refuseRetryOnFail';
import { RunReport } from './runReport';
import { Slots } from './slots';
import type { Outcome, Pace, StartedJob, Wish, Work } from './work';

function paceOf<W extends Wish>(context: IExecuteFunctions, work: Work<W>): Pace {
	try {
		const pace = work.readPace(context);
		if (pace.writes) refuseRetryOnFail(context.getNode());
		return pace;
	} catch (error) {
		throw toExecutionError(context, error, 0);
	}
}

/**
 * Does a node's work for all input items. An item holds a slot while it may send requests, and none while it only waits
 * for a job. The first item that fails ends the run, unless the node continues on failures: nothing is sent after that,
 * and requests that change something and are in flight are left to end before the run does.
 * @returns the output in the order of the items
 */
export async function run<W extends Wish>(
	context: IExecuteFunctions,
	work: Work<W>,
): Promise<INodeExecutionData[]> {
	const { parallel, writes, sideBySide } = paceOf(context, work);
	const report = new RunReport(context);
	const host = hostOf(context);
	const ending = new AbortController();
	const signal = joinSignals(ending.signal, host.cancelSignal);
	let session: Session | undefined;
	let opening: Promise<Session> | undefined;
	let failure: { index: number; error: unknown } | undefined;
	const requests = new Slots(() => parallel, signal);
	const items = new Slots(() => (sideBySide ? (session?.width.size ?? 1) : 1), signal);

	async function runItem(index: number): Promise<Outcome> {
		const outcome: Outcome = { items: [], jobs: [] };
		let leave = () => {};
		try {
			leave = await items.take();
			const wish = await work.readWish(context, index);
			if (wish.notice) report.notice('version', wish.notice);
			opening ??= openSession(host, { parallel, signal });
			const opened = (session = await opening);
			assertSameTenant(opened, await readCredential(host, index));
			const { timeout, rateLimit } = wish;
			const sender: Sender = async (call, taking) => {
				const release = await requests.take();
				try {
					const answer = await send(opened, call, { timeout, rateLimit, ...taking });
					report.answered(call, answer, opened.tally);
					return answer;
				} finally {
					release();
					items.admit();
				}
			};
			const started = (jobs: StartedJob[] = []) => {
				outcome.jobs = jobs;
				leave();
			};
			const use = { context, sender, report, signal, started, width: () => opened.width.size };
			for await (const batch of work.carryOut(use, wish, index)) {
				for (const item of batch) outcome.items.push(item);
			}
			outcome.jobs = [];
		} catch (error) {
			outcome.error = error;
			if (error instanceof Cancelled || !context.continueOnFail()) {
				failure ??= { index, error };
				ending.abort();
			}
		} finally {
			leave();
		}
		return outcome;
	}

	const outcomes = await Promise.all([...context.getInputData().keys()].map(runItem));
	if (failure) {
		const error = toExecutionError(context, failure.error, failure.index);
		const progress = describeProgress(outcomes, writes);
		if (progress) error.description = [error.description, progress].filter(Boolean).join(' ');
		throw error;
	}
	report.finish(session?.tally);
	return outcomes.flatMap((outcome, index) => outputOf(context, outcome, index));
}

function outputOf(
	context: IExecuteFunctions,
	{ items, error }: Outcome,
	index: number,
): INodeExecutionData[] {
	if (error === undefined) return items;
	const failures = error instanceof PartsFailed ? error.parts : [error];
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	const failed = failures.map((each) => {
		const shown = toExecutionError(context, each, index);
		const item = failedItem(shown, each, index);
		return hasErrorOutput ? markForErrorOutput(item, shown) : item;
	});
	return [...items, ...failed];
}
