import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { CancelledError } from '../client/errors/failures';
import { toExecutionError } from '../client/errors/nodeError';
import { createN8nHost } from '../client/host';
import { sendRequest, type SendRequest } from '../client/send';
import {
	assertSameTenant,
	joinSignals,
	openSession,
	readCredential,
	type Session,
} from '../client/session';
import { describeProgress } from './describeProgress';
import { buildErrorItem, markForErrorOutput } from './items';
import { PartialFailureError } from './multiStatus';
import { assertNoRetryOnFail } from './refuseRetryOnFail';
import { RunSummary } from './runReport';
import { ConcurrencyPool } from './slots';
import type { ItemResult, ConcurrencyOptions, StartedJob, ItemParams, NodeHandler } from './work';

function paceOf<W extends ItemParams>(context: IExecuteFunctions, work: NodeHandler<W>): ConcurrencyOptions {
	try {
		const pace = work.readConcurrency(context);
		if (pace.writes) assertNoRetryOnFail(context.getNode());
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
export async function runItems<W extends ItemParams>(
	context: IExecuteFunctions,
	work: NodeHandler<W>,
): Promise<INodeExecutionData[]> {
	const { maxConcurrency: parallel, writes, concurrentItems: sideBySide } = paceOf(context, work);
	const report = new RunSummary(context);
	const host = createN8nHost(context);
	const ending = new AbortController();
	const signal = joinSignals(ending.signal, host.cancelSignal);
	let session: Session | undefined;
	let opening: Promise<Session> | undefined;
	let failure: { index: number; error: unknown } | undefined;
	const requests = new ConcurrencyPool(() => parallel, signal);
	const items = new ConcurrencyPool(() => (sideBySide ? (session?.width.current ?? 1) : 1), signal);

	async function runItem(index: number): Promise<ItemResult> {
		const outcome: ItemResult = { items: [], jobs: [] };
		let leave = () => {};
		try {
			leave = await items.take();
			const wish = await work.readParams(context, index);
			if (wish.warning) report.notice('version', wish.warning);
			opening ??= openSession(host, { parallel, signal });
			const opened = (session = await opening);
			assertSameTenant(opened, await readCredential(host, index));
			const { timeout, rateLimit } = wish;
			const sender: SendRequest = async (call, taking) => {
				const release = await requests.take();
				try {
					const answer = await sendRequest(opened, call, { timeout, rateLimit, ...taking });
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
			const use = {
				context,
				sendRequest: sender,
				summary: report,
				signal,
				onRequestsSent: started,
				getConcurrency: () => opened.width.current,
			};
			for await (const batch of work.execute(use, wish, index)) {
				for (const item of batch) outcome.items.push(item);
			}
			outcome.jobs = [];
		} catch (error) {
			outcome.error = error;
			if (error instanceof CancelledError || !context.continueOnFail()) {
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
	{ items, error }: ItemResult,
	index: number,
): INodeExecutionData[] {
	if (error === undefined) return items;
	const failures = error instanceof PartialFailureError ? error.parts : [error];
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	const failed = failures.map((each) => {
		const shown = toExecutionError(context, each, index);
		const item = buildErrorItem(shown, each, index);
		return hasErrorOutput ? markForErrorOutput(item, shown) : item;
	});
	return [...items, ...failed];
}
