import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { operationById } from '../../catalogue/catalogue';
import { objectIn } from '../../client/errors/said';
import { listIn } from '../../client/paging/page';
import { ask } from '../../editor/ask';
import { buildFilters } from '../../forms/filters';
import type { Wanted } from './wanted';

/** @returns undefined if the tenant doesn't have the event */
export async function findEvent(
	context: IHookFunctions,
	id: string,
): Promise<IDataObject | undefined> {
	const operation = operationById('listTriggersV1')!;
	const rows = [{ field: 'id', operator: 'eq', value: id }];
	const filters = buildFilters(operation.filters, { rows });
	const found = (listIn(await ask(context, operation, {}, { filters })) ?? []) as IDataObject[];
	return found.find((event) => event.id === id);
}

/** ISC's maximum page size. */
const PAGE = 250;

/** Lists all subscriptions of the tenant: one of this node can belong to an event that was chosen before. */
export async function listSubscriptions(context: IHookFunctions): Promise<IDataObject[]> {
	const operation = operationById('listSubscriptionsV1')!;
	const all = new Map<string, IDataObject>();
	for (let offset = 0; ; ) {
		const query = { limit: PAGE, offset, sorters: 'triggerId', count: true };
		const answer = await ask(context, operation, {}, query);
		const page = (listIn(answer) ?? []) as IDataObject[];
		const before = all.size;
		for (const one of page) all.set(String(one.id), one);
		offset += page.length;
		const total = Number(answer.headers['x-total-count'] ?? Infinity);
		if (page.length === 0 || all.size === before || offset >= total) return [...all.values()];
	}
}

/** @returns its ID */
export async function createSubscription(
	context: IHookFunctions,
	triggerId: string,
	wanted: Wanted,
): Promise<string> {
	const body = { triggerId, ...wanted };
	const answer = await ask(context, operationById('createSubscriptionV1')!, {}, {}, body);
	return String(objectIn(answer).id);
}

/** Replaces a subscription completely, including its secret. */
export async function replaceSubscription(
	context: IHookFunctions,
	id: string,
	wanted: Wanted,
): Promise<void> {
	await ask(context, operationById('updateSubscriptionV1')!, { id }, {}, wanted);
}

export async function deleteSubscription(context: IHookFunctions, id: string): Promise<void> {
	await ask(context, operationById('deleteSubscriptionV1')!, { id });
}

/** Has ISC validate a filter against an example of the event. */
export async function checkFilter(
	context: IHookFunctions,
	input: unknown,
	filter: string,
): Promise<IDataObject> {
	const operation = operationById('testSubscriptionFilterV1')!;
	return objectIn(await ask(context, operation, {}, {}, { input, filter }));
}

/** Has ISC send a test event to one subscription; without an input, ISC uses its own example. */
export async function sendTestEvent(
	context: IHookFunctions,
	triggerId: string,
	input: unknown,
	subscriptionId: string,
): Promise<void> {
	const body = { triggerId, input, contentJson: {}, subscriptionIds: [subscriptionId] };
	await ask(context, operationById('startTestTriggerInvocationV1')!, {}, {}, body);
}
