import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { CancelledError } from '../api/errors/errors';
import { toExecutionError } from '../output/nodeError';
import { createN8nHost } from '../api/n8nHost';
import { isReadOnly } from '../api/isReadOnly';
import { sendRequest, type SendRequest } from '../api/sendRequest';
import {
	assertSameTenant,
	joinSignals,
	openSession,
	readCredential,
	type Session,
} from '../api/session';
import { describeProgress } from './describeProgress';
import { buildErrorItem, markForErrorOutput } from '../output/items';
import { PartialFailureError } from '../output/multiStatus';
import { assertNoRetryOnFail } from './assertNoRetryOnFail';
import { RunSummary } from './runSummary';
import { ConcurrencyPool } from '../api/concurrency/concurrencyPool';
import type { ItemResult, ConcurrencyOptions, StartedJob, ItemParams, NodeHandler } from './types';

function paceOf<W extends ItemParams>(
	context: IExecuteFunctions,
	work: NodeHandler<W>,
): ConcurrencyOptions {
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
	const { maxConcurrency, writes, concurrentItems: sideBySide } = paceOf(context, work);
	const summary = new RunSummary(context);
	const host = createN8nHost(context);
	const ending = new AbortController();
	const signal = joinSignals(ending.signal, host.cancelSignal);
	let session: Session | undefined;
	let opening: Promise<Session> | undefined;
	let failure: { index: number; error: unknown } | undefined;
	const requests = new ConcurrencyPool(() => maxConcurrency, signal);
	const items = new ConcurrencyPool(
		() => (sideBySide ? (session?.concurrency.current ?? 1) : 1),
		signal,
	);

	async function runItem(index: number): Promise<ItemResult> {
		const outcome: ItemResult = { items: [], jobs: [] };
		let leave = () => {};
		try {
			leave = await items.acquire();
			const params = await work.readParams(context, index);
			if (params.warning) summary.notice('version', params.warning);
			opening ??= openSession(host, { maxConcurrency, signal });
			const opened = (session = await opening);
			assertSameTenant(opened, await readCredential(host, index));
			const { timeout, rateLimit } = params;
			const sender: SendRequest = async (request, bodyOptions) => {
				const release = await requests.acquire();
				try {
					const response = await sendRequest(opened, request, {
						timeout,
						rateLimit,
						...bodyOptions,
					});
					summary.answered(request, response, opened.stats);
					if (!isReadOnly(request)) summary.logWrite(index, request, response);
					return response;
				} finally {
					release();
					items.admit();
				}
			};
			const started = (jobs: StartedJob[] = []) => {
				outcome.jobs = jobs;
				leave();
			};
			const itemContext = {
				context,
				sendRequest: sender,
				summary,
				signal,
				onRequestsSent: started,
				getConcurrency: () => opened.concurrency.current,
			};
			for await (const batch of work.execute(itemContext, params, index)) {
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
	summary.finish(session?.stats);
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
