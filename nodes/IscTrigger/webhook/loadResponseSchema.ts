import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { readSchemaText } from '../subscription/reconcile';
import { getTrigger } from '../subscription/subscriptionApi';
import type { TriggerState } from '../subscription/state';
import { readTriggerId } from '../subscription/desiredSubscription';

/** Schemas that were missing in the static data, by credential and event. */
const fetchedSchemas = new Map<string, string>();
const MAX_SCHEMAS = 100;
/** In milliseconds; short, because ISC waits for the workflow's response. */
const TIMEOUT_MS = 3_000;

/**
 * Returns the JSON Schema of the event's response.
 * @returns an empty string if the event has none, or the request fails
 */
export async function loadResponseSchema(
	context: IWebhookFunctions,
	state: TriggerState,
): Promise<string> {
	const event = readTriggerId(context);
	if (state.event === event && state.outputSchema !== undefined) return state.outputSchema;
	const key = JSON.stringify([context.getNode().credentials, event]);
	const known = fetchedSchemas.get(key);
	if (known !== undefined) return known;
	try {
		const trigger = await getTriggerWithTimeout(context, event);
		const text = readSchemaText(trigger?.outputSchema);
		fetchedSchemas.set(key, text);
		if (fetchedSchemas.size > MAX_SCHEMAS)
			fetchedSchemas.delete(fetchedSchemas.keys().next().value!);
		return text;
	} catch (error) {
		const { message } = error as Error;
		context.logger.warn(
			`'${context.getNode().name}' can't validate its response, because the event's output schema couldn't be fetched: ${message}`,
		);
		return '';
	}
}

/** Fetches an event trigger. @throws if it takes longer than the timeout */
async function getTriggerWithTimeout(
	context: IWebhookFunctions,
	event: string,
): Promise<IDataObject | undefined> {
	const trigger = getTrigger(context, event);
	const timeout = sleep(TIMEOUT_MS).then(() => {
		throw new Error(`it took longer than ${TIMEOUT_MS / 1000} seconds`);
	});
	return await Promise.race([trigger, timeout]);
}
