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

/**
 * Ensures that ISC has exactly one subscription of this node, as the parameters describe it. The URL shows which
 * subscriptions the node owns. n8n calls this when it publishes a workflow, starts, or listens for a test event.
 */
export async function subscribe(context: IHookFunctions): Promise<void> {
	await saying(context, async () => await reconcile(getWebhookEndpoint(context)));
}

/** Deletes all subscriptions that the node owns. */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
	await saying(context, async () => {
		const endpoint = getWebhookEndpoint(context);
		const all = await listSubscriptions(context);
		const failed = await deleteAll(
			endpoint,
			all.filter((one) => isOwnSubscription(one, endpoint) && !isFromOtherWorkflow(one, endpoint)),
		);
		if (failed) throw failed;
	});
}

/** Converts failures to errors that n8n can show. */
async function saying<T>(context: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
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
	const ours = all.filter((one) => isOwnSubscription(one, endpoint));
	const others = all.filter((one) => one.triggerId === triggerId && !ours.includes(one));
	const kept =
		ours.find((one) => one.triggerId === triggerId && getSubscriptionUrl(one) === endpoint.url) ??
		ours.find((one) => one.triggerId === triggerId);
	if (!kept) assertOnlyResponder(endpoint, event, others);
	// A failed deletion is retried at the next publish, and must not block this one.
	await deleteAll(
		endpoint,
		ours.filter((one) => one !== kept),
	);

	const secret = (await deriveSecret(context, state))!;
	const wanted = buildSubscription(endpoint, secret);
	if (kept) await replaceSubscription(context, String(kept.id), wanted);
	const id = kept ? String(kept.id) : await createSubscription(context, triggerId, wanted);
	saveTriggerState(context.getWorkflowStaticData('node'), {
		...state,
		proof: hashAuthorization(readAuthentication(context), secret),
	});
	warnOfCopies(
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
const parseExample = (value: unknown): unknown => {
	if (typeof value !== 'string') return value ?? undefined;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
};

/** Deletes subscriptions, all of them even after a failure. @returns the first failure */
async function deleteAll(
	{ context }: WebhookEndpoint,
	subscriptions: IDataObject[],
): Promise<Error | undefined> {
	let failed: Error | undefined;
	for (const one of subscriptions) {
		try {
			await deleteSubscription(context, String(one.id));
		} catch (error) {
			const { message, httpCode } = error as Error & { httpCode?: string | null };
			// Already deleted.
			if (httpCode === '404') continue;
			failed ??= error as Error;
			context.logger.warn(
				`The subscription '${String(one.name)}' (ID ${String(one.id)}, ${getSubscriptionUrl(one)}) of '${context.getNode().name}' couldn't be deleted in ISC: ${message}. Publishing the workflow again retries it.`,
			);
		}
	}
	return failed;
}

/** Logs subscriptions at other addresses: a copy of n8n can be using them, so they stay. */
function warnOfCopies({ context }: WebhookEndpoint, copies: IDataObject[]): void {
	for (const one of copies) {
		context.logger.warn(
			`The subscription '${String(one.name)}' (ID ${String(one.id)}) was created by '${context.getNode().name}' of this n8n instance at another address, or of a copy of it, and sends events to ${getSubscriptionUrl(one) || String(one.type)}. It stays unchanged. If this instance has moved, delete it in ISC.`,
		);
	}
}
