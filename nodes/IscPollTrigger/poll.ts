import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { toSingleMessageNodeError, toNodeError } from '../client/errors/nodeError';
import { createN8nHost } from '../client/host';
import { getMonotonicTime } from '../client/pace/monotonic';
import { sendRequest } from '../client/send';
import { openSession } from '../client/session';
import { toItemJson } from '../execution/items';
import { describeMissingFields } from '../sinks/fields';
import { FieldSelector } from '../sinks/selection';
import { fetchTenantTime, collectNewRecords, collectLatestRecords } from './gather';
import { describeIndexingDelay } from './lateness';
import type { PollParams } from './read/pollWish';
import { readPollParams } from './read/readWish';
import type { PolledRecord } from './state/found';
import { restoreState } from './state/kept';
import { initialState, nextState, type PollState } from './state/state';
import { openStateStore } from './state/store';
import { TenantClock } from './tenantTime';

/** How many records show somebody who builds a workflow what will come. */
const NEWEST = 5;

function itemsFrom(
	{ logger }: IPollFunctions,
	found: PolledRecord[],
	{ fields }: PollParams,
): INodeExecutionData[] {
	const selection = new FieldSelector(fields);
	const items = found.map(({ record }) => ({ json: toItemJson(selection.keep(record)) }));
	// A poll has no place for hints.
	if (selection.notFound.length > 0) logger.info(describeMissingFields(selection.notFound));
	return items;
}

/** What a poll needs to ask ISC. */
async function openPoll(context: IPollFunctions) {
	const wish = readPollParams(context);
	const session = await openSession(createN8nHost(context));
	const { timeout, rateLimit } = wish;
	const time = new TenantClock();
	const sender = time.listen(
		async (call, taking) => await sendRequest(session, call, { timeout, rateLimit, ...taking }),
	);
	return { wish, sender, time, origin: session.origin };
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
	const { wish, sender, time, origin } = await openPoll(context);
	const store = openStateStore(context);
	const state = await loadState(store.read());
	const { delivered, reached } = await collectNewRecords(sender, wish, state, time, isTimeUp);
	const items = itemsFrom(context, delivered, wish);
	const late = describeIndexingDelay(delivered, wish.source.marks, wish.lookBackMs);
	if (late) context.logger.warn(late);
	const { now } = time;
	// Last of all: whatever fails before leaves all for the next poll.
	store.write(
		nextState(state, { delivered, reached, now, lookBack: wish.lookBackMs }, wish.start?.from),
	);
	return items.length > 0 ? items : null;

	async function loadState(stored: unknown): Promise<PollState> {
		const about = {
			subject: `${wish.subject} of ${origin}`,
			start: wish.start?.written,
			ids: wish.source.marks.ids,
		};
		const kept = restoreState(stored, about);
		if (kept) return kept;
		const { subject: before } = (stored ?? {}) as IDataObject;
		if (before !== undefined && before !== about.subject) {
			context.logger.warn(
				`'${context.getNode().name}' polled ${String(before)}, and starts anew with ${about.subject}`,
			);
		}
		if (!wish.start) await fetchTenantTime(sender, wish);
		return initialState(about, wish.start?.from ?? time.now);
	}
}

async function fetchNewest(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const { wish, sender, time } = await openPoll(context);
	const newest = await collectLatestRecords(sender, wish, time, NEWEST);
	if (newest.length > 0) return itemsFrom(context, newest, wish);
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
