import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { toBriefNodeError, toNodeError } from '../client/errors/nodeError';
import { hostOf } from '../client/host';
import { send, type Sender } from '../client/send';
import { openSession } from '../client/session';
import { jsonOf } from '../execution/items';
import { notFoundText } from '../sinks/fields';
import { Selection } from '../sinks/selection';
import { clock } from './clock';
import { gatherNew, gatherNewest } from './gather';
import type { PollWish } from './read/pollWish';
import { readWish } from './read/readWish';
import type { Found } from './state/found';
import { keptState } from './state/kept';
import { freshState, stateAfter } from './state/state';

/** How many records show somebody who builds a workflow what will come. */
const NEWEST = 5;

function itemsFrom(
	{ logger }: IPollFunctions,
	found: Found[],
	{ fields }: PollWish,
): INodeExecutionData[] {
	const selection = new Selection(fields);
	const items = found.map(({ record }) => ({ json: jsonOf(selection.keep(record)) }));
	// A poll has no place for hints.
	if (selection.notFound.length > 0) logger.info(notFoundText(selection.notFound));
	return items;
}

async function senderFor(context: IPollFunctions, wish: PollWish): Promise<Sender> {
	const session = await openSession(hostOf(context));
	const { timeout, rateLimit } = wish;
	return async (call, taking) => await send(session, call, { timeout, rateLimit, ...taking });
}

/** Older n8n set no limit. */
function timer(context: IPollFunctions): () => boolean {
	const budget = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : Infinity;
	const began = Date.now();
	return () => Date.now() - began > budget;
}

/** Triggers whose poll is under way: one that n8n starts meanwhile would deliver the same again. */
const underWay = new Set<string>();

async function pollNew(context: IPollFunctions): Promise<INodeExecutionData[] | null> {
	const isTimeUp = timer(context);
	const wish = readWish(context);
	const now = clock.now().toMillis();
	const data = context.getWorkflowStaticData('node');
	const state =
		keptState(data.state, wish.signature) ?? freshState(wish.signature, wish.firstFrom ?? now);
	const sender = await senderFor(context, wish);
	const { delivered, hasLeft } = await gatherNew(sender, wish, state, now, isTimeUp);
	const items = itemsFrom(context, delivered, wish);
	// Last of all: whatever fails before leaves all for the next poll.
	data.state = stateAfter(state, delivered, {
		now,
		lookBack: wish.lookBack,
		hasLeft,
	}) as unknown as IDataObject;
	return items.length > 0 ? items : null;
}

async function fetchNewest(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const wish = readWish(context);
	const newest = await gatherNewest(await senderFor(context, wish), wish, NEWEST);
	if (newest.length > 0) return itemsFrom(context, newest, wish);
	throw new NodeOperationError(context.getNode(), 'There is no record of this event yet', {
		description:
			"Once the workflow is published, it runs for records that come from then on. If there should be some already, check what narrows them, such as 'Query', 'Filter Expression' or 'Date Field'. To build the workflow before, pin data of your own.",
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
		throw isFirst ? toBriefNodeError(node, error) : toNodeError(node, error, 0);
	} finally {
		hasPolled.add(context);
		if (!isManual) underWay.delete(key);
	}
}
