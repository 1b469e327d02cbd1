import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import { getBodyObject } from '../../shared/api/errors/errorMessage';
import { ApiError } from '../../shared/api/errors/errors';
import type { ApiResponse } from '../../shared/api/types';
import { extractList } from '../../shared/pagination/page';
import { getTotal, isTotalReached } from '../../shared/pagination/total';
import { callOperation } from '../../shared/editor/callOperation';
import { buildFilters } from '../../shared/parameters/filters';
import type { DesiredSubscription } from './desiredSubscription';

/** Returns the records of a response. @throws ApiError for another response, which would look like an empty list */
function getRecords(response: ApiResponse, name: string): IDataObject[] {
	const records = extractList(response);
	if (records) return [...records] as IDataObject[];
	throw new ApiError({
		message: `ISC's response doesn't contain the list of ${name}`,
		hint: 'Try again. If it continues, check whether a proxy changes the responses of ISC.',
		status: response.status,
	});
}

/** Fetches an event trigger. @returns undefined if the tenant doesn't have it */
export async function getTrigger(
	context: IHookFunctions | IWebhookFunctions,
	id: string,
): Promise<IDataObject | undefined> {
	const operation = getOperationById('listTriggersV1')!;
	const rows = [{ field: 'id', operator: 'eq', value: id }];
	const filters = buildFilters(operation.filters, { rows });
	const events = getRecords(await callOperation(context, operation, {}, { filters }), 'triggers');
	return events.find((event) => event.id === id);
}

/** ISC's maximum page size. */
const PAGE_SIZE = 250;

/** Number of times to read the list of subscriptions if it changes during the read. */
const MAX_READS = 3;

/**
 * Lists all subscriptions of the tenant: one of this node can belong to a previously selected event.
 * @throws ApiError if the list is incomplete: a missing subscription of this node would be created again or left behind
 */
export async function listSubscriptions(context: IHookFunctions): Promise<IDataObject[]> {
	let shortfall = '';
	for (let read = 0; read < MAX_READS; read++) {
		const { subscriptions, totals } = await readSubscriptions(context);
		const [total = subscriptions.length, ...others] = totals;
		if (subscriptions.length >= total && others.length === 0) return subscriptions;
		shortfall = `${subscriptions.length} of ${Math.max(total, ...others)}`;
	}
	throw new ApiError({
		message: `Read ${shortfall} subscriptions: ISC returned no more, or the list changed while it was read`,
		hint: 'Publish the workflow again. If it continues, check whether this token can see all subscriptions.',
	});
}

/**
 * Reads the list of subscriptions once. The totals of its pages differ if it changes: a deleted subscription moves
 * another one to a page that was read before.
 */
async function readSubscriptions(context: IHookFunctions) {
	const operation = getOperationById('listSubscriptionsV1')!;
	const all = new Map<string, IDataObject>();
	const totals = new Set<number>();
	for (let offset = 0; ; ) {
		const query = { limit: PAGE_SIZE, offset, sorters: 'triggerId', count: true };
		const response = await callOperation(context, operation, {}, query);
		const page = getRecords(response, 'subscriptions');
		const before = all.size;
		for (const one of page) all.set(String(one.id), one);
		offset += page.length;
		const total = getTotal(response);
		if (total !== undefined) totals.add(total);
		// A total that is too low doesn't end the list.
		const isLast = page.length < PAGE_SIZE && isTotalReached(total, offset);
		if (page.length === 0 || all.size === before || isLast) {
			return { subscriptions: [...all.values()], totals: [...totals] };
		}
	}
}

/** Creates a subscription. @returns its ID */
export async function createSubscription(
	context: IHookFunctions,
	triggerId: string,
	desired: DesiredSubscription,
): Promise<string> {
	const body = { triggerId, ...desired };
	const response = await callOperation(
		context,
		getOperationById('createSubscriptionV1')!,
		{},
		{},
		body,
	);
	return String(getBodyObject(response).id);
}

/** Replaces a subscription completely, including its secret. */
export async function replaceSubscription(
	context: IHookFunctions,
	id: string,
	desired: DesiredSubscription,
): Promise<void> {
	await callOperation(context, getOperationById('updateSubscriptionV1')!, { id }, {}, desired);
}

/** Deletes a subscription. */
export async function deleteSubscription(context: IHookFunctions, id: string): Promise<void> {
	await callOperation(context, getOperationById('deleteSubscriptionV1')!, { id });
}

/** Has ISC validate a filter against an example of the event. */
export async function testFilter(
	context: IHookFunctions,
	input: unknown,
	filter: string,
): Promise<IDataObject> {
	const operation = getOperationById('testSubscriptionFilterV1')!;
	return getBodyObject(await callOperation(context, operation, {}, {}, { input, filter }));
}

/** Has ISC send a test event to one subscription; without an input, ISC uses its own example. */
export async function sendTestEvent(
	context: IHookFunctions,
	triggerId: string,
	input: unknown,
	subscriptionId: string,
): Promise<void> {
	const body = { triggerId, input, contentJson: {}, subscriptionIds: [subscriptionId] };
	await callOperation(context, getOperationById('startTestTriggerInvocationV1')!, {}, {}, body);
}
