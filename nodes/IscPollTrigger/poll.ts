import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { toSingleMessageNodeError, toNodeError } from '../shared/output/nodeError';
import { createN8nHost } from '../shared/api/n8nHost';
import { getMonotonicTime } from '../shared/api/monotonicTime';
import { sendRequest } from '../shared/api/sendRequest';
import { openSession } from '../shared/api/session';
import { toItemJson } from '../shared/output/items';
import { describeMissingFields } from '../shared/output/fields';
import { FieldSelector } from '../shared/output/fieldSelection';
import { fetchTenantTime, collectNewRecords, collectLatestRecords } from './collectRecords';
import { describeIndexingDelay } from './indexingDelay';
import type { PollParams } from './parameters/readParams';
import { readPollParams } from './parameters/readParams';
import type { PolledRecord } from './state/polledRecord';
import { restoreState } from './state/pollState';
import { initialState, nextState, type PollState } from './state/pollState';
import { openStateStore } from './state/stateStore';
import { TenantClock } from './tenantClock';

/** How many records show somebody who builds a workflow what will come. */
const NEWEST = 5;

function itemsFrom(
	{ logger }: IPollFunctions,
	found: PolledRecord[],
	{ fields }: PollParams,
): INodeExecutionData[] {
	const selection = new FieldSelector(fields);
	const items = found.map(({ record }) => ({ json: toItemJson(selection.pick(record)) }));
	// A poll has no place for hints.
	if (selection.notFound.length > 0) logger.info(describeMissingFields(selection.notFound));
	return items;
}

/** What a poll needs to ask ISC. */
async function openPoll(context: IPollFunctions) {
	const params = readPollParams(context);
	const session = await openSession(createN8nHost(context));
	const { timeout, rateLimit } = params;
	const time = new TenantClock();
	const sender = time.listen(
		async (request, bodyOptions) =>
			await sendRequest(session, request, { timeout, rateLimit, ...bodyOptions }),
	);
	return { wish: params, sender, time, origin: session.origin };
}

/** Older n8n set no limit. */
function timer(context: IPollFunctions): () => boolean {
	const budget = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : Infinity;
	const began = getMonotonicTime();
	return () => getMonotonicTime() - began > budget;
}

/** Triggers whose poll is under way: one that n8n starts meanwhile would deliver the same again. */
const underWay = new Set<string>();

async function pollNew(context: IPollFunctions): Promise<INodeExecutionData[] | null> {
	const isTimeUp = timer(context);
	const { wish: params, sender: sendRequest, time, origin } = await openPoll(context);
	const store = openStateStore(context);
	const state = await loadState(store.read());
	const { delivered, reached } = await collectNewRecords(
		sendRequest,
		params,
		state,
		time,
		isTimeUp,
	);
	const items = itemsFrom(context, delivered, params);
	const late = describeIndexingDelay(delivered, params.source.keys, params.lookBackMs);
	if (late) context.logger.warn(late);
	const { now } = time;
	// Last of all: whatever fails before leaves all for the next poll.
	store.write(
		nextState(state, { delivered, reached, now, lookBack: params.lookBackMs }, params.start?.from),
	);
	return items.length > 0 ? items : null;

	async function loadState(stored: unknown): Promise<PollState> {
		const about = {
			subject: `${params.subject} of ${origin}`,
			start: params.start?.written,
			ids: params.source.keys.ids,
		};
		const kept = restoreState(stored, about);
		if (kept) return kept;
		const { subject: before } = (stored ?? {}) as IDataObject;
		if (before !== undefined && before !== about.subject) {
			context.logger.warn(
				`'${context.getNode().name}' polled ${String(before)}, and starts anew with ${about.subject}`,
			);
		}
		if (!params.start) await fetchTenantTime(sendRequest, params);
		return initialState(about, params.start?.from ?? time.now);
	}
}

async function fetchNewest(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const { wish: params, sender: sendRequest, time } = await openPoll(context);
	const newest = await collectLatestRecords(sendRequest, params, time, NEWEST);
	if (newest.length > 0) return itemsFrom(context, newest, params);
	throw new NodeOperationError(context.getNode(), 'There is no record of this event yet', {
		description:
			"Once the workflow is published, it runs for records that come from then on. If there should be some already, check what narrows them, such as 'Query', 'Filter Expression', 'Owner ID' or 'Date Field'. To build the workflow before, pin data of your own.",
		level: 'warning',
	});
}

/** n8n polls once before it publishes a workflow, and goes on with the same context. */
const hasPolled = new WeakSet<IPollFunctions>();

/**
 * Gives what is new since the last poll, or, while somebody builds the workflow, the newest few records.
 * @returns null if there is nothing
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	const isManual = context.getMode() === 'manual';
	if (!isManual && underWay.has(key)) return null;
	try {
		if (isManual) return [await fetchNewest(context)];
		underWay.add(key);
		const items = await pollNew(context);
		return items && [items];
	} catch (error) {
		const isFirst = !isManual && !hasPolled.has(context);
		const node = context.getNode();
		throw isFirst ? toSingleMessageNodeError(node, error) : toNodeError(node, error, 0);
	} finally {
		hasPolled.add(context);
		if (!isManual) underWay.delete(key);
	}
}
