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
import { ParameterError } from '../shared/parameters/parameterError';
import { toUtcIso } from '../shared/parameters/recordDates';
import type { PolledRecord } from './state/polledRecord';
import {
	forgetDelivered,
	initialState,
	nextState,
	restoreState,
	type PollState,
} from './state/pollState';
import { openStateStore } from './state/stateStore';
import { TenantClock } from './tenantClock';

/** Number of latest records to return in the editor. */
const LATEST_RECORDS = 5;

/** Converts records to items with the selected fields, or simplified. */
function toItems(
	{ logger }: IPollFunctions,
	records: PolledRecord[],
	{ fields, simplify }: PollParams,
): INodeExecutionData[] {
	const selection = new FieldSelector(fields);
	const pick = simplify ?? ((record: unknown) => selection.pick(record));
	const items = records.map(({ record }) => ({ json: toItemJson(pick(record)) }));
	// n8n doesn't show hints of polls.
	if (selection.notFound.length > 0) logger.info(describeMissingFields(selection.notFound));
	return items;
}

/** Reads the parameters, and prepares the requests of a poll. */
async function openPoll(context: IPollFunctions) {
	const params = readPollParams(context);
	const session = await openSession(createN8nHost(context));
	const { timeout, rateLimit } = params;
	const clock = new TenantClock();
	const send = clock.observe(
		async (request, bodyOptions) =>
			await sendRequest(session, request, { timeout, rateLimit, ...bodyOptions }),
	);
	return { params, send, clock, origin: session.origin };
}

/** Starts a timer for the time that n8n gives a poll. Older versions of n8n set no limit. */
function startTimer(context: IPollFunctions): () => boolean {
	const budget = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : Infinity;
	const startedAt = getMonotonicTime();
	return () => getMonotonicTime() - startedAt > budget;
}

/** Triggers that are being polled: a second poll at the same time would return the same records. */
const activePolls = new Set<string>();

/** Returns the new records since the last poll, and stores the state. */
async function pollNewRecords(context: IPollFunctions): Promise<INodeExecutionData[] | null> {
	const isTimeUp = startTimer(context);
	const { params, send, clock, origin } = await openPoll(context);
	const store = openStateStore(context);
	const state = await fetchAgain(await loadState(store.read()));
	const { delivered, reached } = await collectNewRecords(send, params, state, clock, isTimeUp);
	const items = toItems(context, delivered, params);
	const warning = describeIndexingDelay(delivered, params.source.keys, params.lookBackMs);
	if (warning) context.logger.warn(warning);
	// Store the state last: after a failure, the next poll reads the same records again.
	store.write(
		nextState(
			state,
			{ delivered, reached, clock, lookBack: params.lookBackMs },
			params.start?.from,
		),
	);
	return items.length > 0 ? items : null;

	async function loadState(stored: unknown): Promise<PollState> {
		const identity = {
			subject: `${params.subject} of ${origin}`,
			start: params.start?.written,
			ids: params.source.keys.ids,
		};
		const restored = restoreState(stored, identity);
		if (restored) return restored;
		const { subject: before } = (stored ?? {}) as IDataObject;
		if (before !== undefined && before !== identity.subject) {
			context.logger.warn(
				`'${context.getNode().name}' was reset: it polled ${String(before)}, and now polls ${identity.subject}`,
			);
		}
		if (!params.start) await fetchTenantTime(send, params);
		const initial = initialState(identity, params.start?.from ?? clock.now);
		// A trigger without earlier polls has nothing to fetch again.
		return { ...initial, fetchedAgain: params.fetchAgain?.written };
	}

	/** Applies a new value of 'Fetch Again From'. It counts as applied when the poll has stored the state. */
	async function fetchAgain(loaded: PollState): Promise<PollState> {
		const { written, from } = params.fetchAgain ?? {};
		if (from === undefined || written === loaded.fetchedAgain) return loaded;
		// Due dates can be in the future.
		if (params.leadTimeMs === undefined && from > clock.now) {
			// n8n's clock can be wrong.
			await fetchTenantTime(send, params);
			if (from > clock.now) throwInFuture(from);
		}
		context.logger.info(
			`'${context.getNode().name}' fetches records since ${toUtcIso(from)} again ('Fetch Again From')`,
		);
		return { ...forgetDelivered(loaded, from), fetchedAgain: written };
	}
}

function throwInFuture(from: number): never {
	throw new ParameterError(
		'Fetch Again From',
		`is in the future: ${toUtcIso(from)}`,
		"Enter the date since which records were lost. Without an offset, it is in the workflow's time zone.",
	);
}

/** Returns the latest records, for the editor. */
async function fetchLatestRecords(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const { params, send, clock } = await openPoll(context);
	const latest = await collectLatestRecords(send, params, clock, LATEST_RECORDS);
	if (latest.length > 0) return toItems(context, latest, params);
	throw new NodeOperationError(context.getNode(), "This event doesn't have any records yet", {
		description:
			"Publish the workflow to run it for new records. If you expect records now, check the parameters that select them, such as 'Query', 'Filter Expression', 'Owner ID', or 'Date Field'. To build the workflow without records, pin sample data.",
		level: 'warning',
	});
}

/** Contexts that were polled. n8n polls once before it publishes a workflow, and keeps the context. */
const hasPolled = new WeakSet<IPollFunctions>();

/**
 * Returns the new records since the last poll or, in the editor, the latest records.
 * @returns null if there are none
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	const isManual = context.getMode() === 'manual';
	if (!isManual && activePolls.has(key)) return null;
	try {
		if (isManual) return [await fetchLatestRecords(context)];
		activePolls.add(key);
		const items = await pollNewRecords(context);
		return items && [items];
	} catch (error) {
		const isFirst = !isManual && !hasPolled.has(context);
		const node = context.getNode();
		throw isFirst ? toSingleMessageNodeError(node, error) : toNodeError(node, error, 0);
	} finally {
		hasPolled.add(context);
		if (!isManual) activePolls.delete(key);
	}
}
