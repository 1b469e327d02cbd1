import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { operationById } from '../../catalogue/catalogue';
import { objectIn } from '../../client/errors/said';
import { listIn } from '../../client/paging/page';
import { ask } from '../../editor/ask';
import { buildFilters } from '../../forms/filters';
import type { Wanted } from './wanted';

async function list(
	context: IHookFunctions,
	operationId: string,
	field: string,
	value: string,
): Promise<IDataObject[]> {
	const operation = operationById(operationId)!;
	const filters = buildFilters(operation.filters, { rows: [{ field, operator: 'eq', value }] });
	return (listIn(await ask(context, operation, {}, { filters })) ?? []) as IDataObject[];
}

/** @returns undefined where the tenant has no such event */
export const findEvent = async (context: IHookFunctions, id: string) =>
	(await list(context, 'listTriggersV1', 'id', id))[0];

/** A subscription by its ID, which ISC gives as a list alone. */
export const findSubscription = async (context: IHookFunctions, id: string) =>
	(await list(context, 'listSubscriptionsV1', 'id', id))[0];

export const subscriptionsTo = async (context: IHookFunctions, triggerId: string) =>
	await list(context, 'listSubscriptionsV1', 'triggerId', triggerId);

/** @returns its ID */
export async function createSubscription(context: IHookFunctions, wanted: Wanted): Promise<string> {
	const answer = await ask(context, operationById('createSubscriptionV1')!, {}, {}, wanted);
	return String(objectIn(answer).id);
}

/** Takes a subscription back to what it should be. @param fields those that differ */
export async function repairSubscription(
	context: IHookFunctions,
	id: string,
	wanted: Wanted,
	fields: string[],
): Promise<void> {
	const changes = fields.map((field) =>
		wanted[field] === null
			? { op: 'remove', path: `/${field}` }
			: { op: 'replace', path: `/${field}`, value: wanted[field] },
	);
	await ask(context, operationById('patchSubscriptionV1')!, { id }, {}, changes);
}

export async function deleteSubscription(context: IHookFunctions, id: string): Promise<void> {
	await ask(context, operationById('deleteSubscriptionV1')!, { id });
}

/** What ISC says of a filter, given an example of the event. */
export async function checkFilter(
	context: IHookFunctions,
	input: unknown,
	filter: string,
): Promise<IDataObject> {
	const operation = operationById('testSubscriptionFilterV1')!;
	return objectIn(await ask(context, operation, {}, {}, { input, filter }));
}

/** Has ISC send an example of the event to one subscription. */
export async function sendTestEvent(
	context: IHookFunctions,
	triggerId: string,
	input: unknown,
	subscriptionId: string,
): Promise<void> {
	const body = { triggerId, input, contentJson: {}, subscriptionIds: [subscriptionId] };
	await ask(context, operationById('startTestTriggerInvocationV1')!, {}, {}, body);
}
