import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { CREDENTIAL_TYPE } from '../../shared/api/n8nHost';
import { toSingleMessageNodeError } from '../../shared/output/nodeError';
import { getApiOrigin } from '../../shared/api/apiOrigin';
import { assertReachable } from './webhookAddress';
import {
	isFromInstanceCopy,
	isFromOtherWorkflow,
	isOwnSubscription,
	getWebhookEndpoint,
	getSubscriptionUrl,
	type WebhookEndpoint,
} from './endpoint';
import {
	validateDefaultResponse,
	validateFilter,
	assertOnlyResponder,
	validateResponseMode,
} from './validate';
import { createSeed, hashAuthorization, readAuthentication, deriveSecret } from './secret';
import {
	createSubscription,
	deleteSubscription,
	getTrigger,
	listSubscriptions,
	replaceSubscription,
} from './subscriptionApi';
import { saveTriggerState, getTriggerState, type TriggerState } from './state';
import { scheduleTestEvent } from './scheduleTestEvent';
import { readTriggerId, buildSubscription } from './desiredSubscription';
import { tryParseJson } from '../../shared/parameters/tryParse';

/**
 * Ensures that ISC has exactly one subscription of this node, as the parameters describe it. The URL shows which
 * subscriptions the node owns. n8n calls this when it publishes a workflow, starts, or listens for a test event.
 */
export async function subscribe(context: IHookFunctions): Promise<void> {
	await withNodeErrors(context, async () => await reconcile(getWebhookEndpoint(context)));
}

/** Deletes all subscriptions that the node owns. */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
	await withNodeErrors(context, async () => {
		const endpoint = getWebhookEndpoint(context);
		const all = await listSubscriptions(context);
		const failed = await deleteAll(
			endpoint,
			all.filter((one) => isOwnSubscription(one, endpoint) && !isFromOtherWorkflow(one, endpoint)),
		);
		if (failed) throw failed;
	});
}

/** Converts errors into node errors, which n8n displays. */
async function withNodeErrors<T>(context: IHookFunctions, run: () => Promise<T>): Promise<T> {
	try {
		return await run();
	} catch (error) {
		throw toSingleMessageNodeError(context.getNode(), error);
	}
}

async function reconcile(endpoint: WebhookEndpoint): Promise<void> {
	const { context } = endpoint;
	const triggerId = readTriggerId(context);
	const { accessTokenUrl } = await context.getCredentials(CREDENTIAL_TYPE);
	assertReachable(endpoint, getApiOrigin(String(accessTokenUrl ?? '')));
	const event = await getTrigger(context, triggerId);
	validateResponseMode(context, triggerId, event);
	const input = parseExample(event.exampleInput);
	await validateFilter(context, input ?? {});
	const state = await buildState(context, triggerId, event);
	validateDefaultResponse(context, state.outputSchema, event.exampleOutput);

	const all = await listSubscriptions(context);
	const own = all.filter((one) => isOwnSubscription(one, endpoint));
	const others = all.filter((one) => one.triggerId === triggerId && !own.includes(one));
	const current =
		own.find((one) => one.triggerId === triggerId && getSubscriptionUrl(one) === endpoint.url) ??
		own.find((one) => one.triggerId === triggerId);
	if (!current) assertOnlyResponder(endpoint, event, others);
	// A failed deletion is retried at the next publish, and must not block this one.
	await deleteAll(
		endpoint,
		own.filter((one) => one !== current),
	);

	const secret = (await deriveSecret(context, state))!;
	const desired = buildSubscription(endpoint, secret);
	if (current) await replaceSubscription(context, String(current.id), desired);
	const id = current ? String(current.id) : await createSubscription(context, triggerId, desired);
	saveTriggerState(context.getWorkflowStaticData('node'), {
		...state,
		proof: hashAuthorization(readAuthentication(context), secret),
	});
	logCopies(
		endpoint,
		others.filter((one) => isFromInstanceCopy(one, endpoint)),
	);
	if (endpoint.isTest) scheduleTestEvent(context, triggerId, input, id);
}

async function buildState(
	context: IHookFunctions,
	event: string,
	{ type, outputSchema }: IDataObject,
): Promise<TriggerState> {
	const { seed } = getTriggerState(context.getWorkflowStaticData('node'));
	const { clientSecret } = await context.getCredentials(CREDENTIAL_TYPE);
	return {
		...(!clientSecret && { seed: seed ?? createSeed() }),
		event,
		outputSchema: type === 'REQUEST_RESPONSE' ? readSchemaText(outputSchema) : '',
	};
}

/** Returns a schema as text, which is how ISC returns it. */
export const readSchemaText = (schema: unknown): string =>
	typeof schema === 'string' ? schema : schema ? JSON.stringify(schema) : '';

/** Returns ISC's example of an event; undefined if it has none. */
const parseExample = (value: unknown): unknown =>
	typeof value === 'string' ? tryParseJson(value) : (value ?? undefined);

/** Deletes subscriptions, and continues after a failure. @returns the first failure */
async function deleteAll(
	{ context }: WebhookEndpoint,
	subscriptions: IDataObject[],
): Promise<Error | undefined> {
	let firstFailure: Error | undefined;
	for (const one of subscriptions) {
		try {
			await deleteSubscription(context, String(one.id));
		} catch (error) {
			const { message, httpCode } = error as Error & { httpCode?: string | null };
			// Already deleted.
			if (httpCode === '404') continue;
			firstFailure ??= error as Error;
			context.logger.warn(
				`The subscription '${String(one.name)}' (ID ${String(one.id)}, ${getSubscriptionUrl(one)}) of '${context.getNode().name}' couldn't be deleted in ISC: ${message}. Publish the workflow again to retry.`,
			);
		}
	}
	return firstFailure;
}

/** Logs subscriptions at other addresses: a copy of n8n can be using them, so they stay. */
function logCopies({ context }: WebhookEndpoint, copies: IDataObject[]): void {
	for (const one of copies) {
		context.logger.warn(
			`The subscription '${String(one.name)}' (ID ${String(one.id)}) was created by '${context.getNode().name}' of this n8n instance at another address, or of a copy of it, and sends events to ${getSubscriptionUrl(one) || String(one.type)}. The node doesn't change it. If this instance has moved, delete it in ISC.`,
		);
	}
}
