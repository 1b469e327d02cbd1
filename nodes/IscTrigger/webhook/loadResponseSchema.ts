import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { readSchemaText } from '../subscription/reconcile';
import { getTrigger } from '../subscription/subscriptionApi';
import type { TriggerState } from '../subscription/state';
import { readTriggerId } from '../subscription/desiredSubscription';

/** Schemas fetched because the static data had lost them, by credential and event. */
const askedFor = new Map<string, string>();
const MOST_KEPT = 100;
/** Milliseconds. ISC is waiting for the workflow's answer. */
const TIMEOUT = 3_000;

/**
 * Returns the JSON Schema of the event's answers.
 * @returns an empty string if the event has none, or the request fails
 */
export async function loadResponseSchema(
	context: IWebhookFunctions,
	state: TriggerState,
): Promise<string> {
	const event = readTriggerId(context);
	if (state.event === event && state.outputSchema !== undefined) return state.outputSchema;
	const key = JSON.stringify([context.getNode().credentials, event]);
	const known = askedFor.get(key);
	if (known !== undefined) return known;
	try {
		const found = await findEventInTime(context, event);
		const text = readSchemaText(found?.outputSchema);
		askedFor.set(key, text);
		if (askedFor.size > MOST_KEPT) askedFor.delete(askedFor.keys().next().value!);
		return text;
	} catch (error) {
		const { message } = error as Error;
		context.logger.warn(
			`'${context.getNode().name}' can't check its answer, because the event's output schema couldn't be fetched: ${message}`,
		);
		return '';
	}
}

async function findEventInTime(
	context: IWebhookFunctions,
	event: string,
): Promise<IDataObject | undefined> {
	// The request needs only helpers that both kinds of context have.
	const found = getTrigger(context as unknown as IHookFunctions, event);
	const late = sleep(TIMEOUT).then(() => {
		throw new Error(`it took longer than ${TIMEOUT / 1000} seconds`);
	});
	return await Promise.race([found, late]);
}
