import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import { getBodyObject } from '../../shared/api/errors/errorMessage';
import { extractList } from '../../shared/pagination/page';
import { callOperation } from '../../shared/editor/callOperation';
import { buildFilters } from '../../shared/parameters/filters';
import type { DesiredSubscription } from './desiredSubscription';

/** Fetches an event trigger. @returns undefined if the tenant doesn't have it */
export async function getTrigger(
	context: IHookFunctions,
	id: string,
): Promise<IDataObject | undefined> {
	const operation = getOperationById('listTriggersV1')!;
	const rows = [{ field: 'id', operator: 'eq', value: id }];
	const filters = buildFilters(operation.filters, { rows });
	const events = (extractList(await callOperation(context, operation, {}, { filters })) ??
		[]) as IDataObject[];
	return events.find((event) => event.id === id);
}

/** ISC's maximum page size. */
const PAGE_SIZE = 250;

/** Lists all subscriptions of the tenant: one of this node can belong to a previously selected event. */
export async function listSubscriptions(context: IHookFunctions): Promise<IDataObject[]> {
	const operation = getOperationById('listSubscriptionsV1')!;
	const all = new Map<string, IDataObject>();
	for (let offset = 0; ; ) {
		const query = { limit: PAGE_SIZE, offset, sorters: 'triggerId', count: true };
		const response = await callOperation(context, operation, {}, query);
		const page = (extractList(response) ?? []) as IDataObject[];
		const before = all.size;
		for (const one of page) all.set(String(one.id), one);
		offset += page.length;
		const total = Number(response.headers['x-total-count'] ?? Infinity);
		if (page.length === 0 || all.size === before || offset >= total) return [...all.values()];
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
