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

function readConcurrency<W extends ItemParams>(
	context: IExecuteFunctions,
	handler: NodeHandler<W>,
): ConcurrencyOptions {
	try {
		const concurrency = handler.readConcurrency(context);
		if (concurrency.writes) assertNoRetryOnFail(context.getNode());
		return concurrency;
	} catch (error) {
		throw toExecutionError(context, error, 0);
	}
}

/**
 * Runs a node for all input items. An item holds a slot while it can send requests, but not while it only waits for a job.
 * The first item that fails ends the run, unless the node continues on errors. After that, nothing is sent, and the run
 * waits for write requests in flight to end.
 * @returns the output in the order of the items
 */
export async function runItems<W extends ItemParams>(
	context: IExecuteFunctions,
	handler: NodeHandler<W>,
): Promise<INodeExecutionData[]> {
	const { maxConcurrency, writes, concurrentItems } = readConcurrency(context, handler);
	const summary = new RunSummary(context);
	const host = createN8nHost(context);
	const endController = new AbortController();
	const signal = joinSignals(endController.signal, host.cancelSignal);
	let session: Session | undefined;
	let sessionPromise: Promise<Session> | undefined;
	let failure: { index: number; error: unknown } | undefined;
	const requests = new ConcurrencyPool(() => maxConcurrency, signal);
	const items = new ConcurrencyPool(
		() => (concurrentItems ? (session?.concurrency.current ?? 1) : 1),
		signal,
	);

	async function runItem(index: number): Promise<ItemResult> {
		const result: ItemResult = { items: [], jobs: [] };
		let releaseItem = () => {};
		try {
			releaseItem = await items.acquire();
			const params = await handler.readParams(context, index);
			if (params.warning) summary.addNotice('version', params.warning);
			sessionPromise ??= openSession(host, { maxConcurrency, signal });
			const currentSession = (session = await sessionPromise);
			assertSameTenant(currentSession, await readCredential(host, index));
			const { timeout, rateLimit } = params;
			const sendItemRequest: SendRequest = async (request, bodyOptions) => {
				const release = await requests.acquire();
				try {
					const response = await sendRequest(currentSession, request, {
						timeout,
						rateLimit,
						...bodyOptions,
					});
					summary.recordResponse(request, response, currentSession.stats);
					if (!isReadOnly(request.method, request.operation))
						summary.logWrite(index, request, response);
					return response;
				} finally {
					release();
					items.admit();
				}
			};
			const onRequestsSent = (jobs: StartedJob[] = []) => {
				result.jobs = jobs;
				releaseItem();
			};
			const itemContext = {
				context,
				sendRequest: sendItemRequest,
				summary,
				signal,
				onRequestsSent,
				getConcurrency: () => currentSession.concurrency.current,
			};
			for await (const batch of handler.execute(itemContext, params, index)) {
				for (const item of batch) result.items.push(item);
			}
			result.jobs = [];
		} catch (error) {
			result.error = error;
			if (error instanceof CancelledError || !context.continueOnFail()) {
				failure ??= { index, error };
				endController.abort();
			}
		} finally {
			releaseItem();
		}
		return result;
	}

	const results = await Promise.all([...context.getInputData().keys()].map(runItem));
	if (failure) {
		const error = toExecutionError(context, failure.error, failure.index);
		const progress = describeProgress(results, writes);
		if (progress) error.description = [error.description, progress].filter(Boolean).join(' ');
		throw error;
	}
	summary.showHints(session?.stats);
	return results.flatMap((result, index) => toOutputItems(context, result, index));
}

function toOutputItems(
	context: IExecuteFunctions,
	{ items, error }: ItemResult,
	index: number,
): INodeExecutionData[] {
	if (error === undefined) return items;
	const failures = error instanceof PartialFailureError ? error.parts : [error];
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	const errorItems = failures.map((each) => {
		const nodeError = toExecutionError(context, each, index);
		const item = buildErrorItem(nodeError, each, index);
		return hasErrorOutput ? markForErrorOutput(item, nodeError) : item;
	});
	return [...items, ...errorItems];
}
