import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { schemaText } from '../subscription/reconcile';
import { findEvent } from '../subscription/service';
import type { TriggerState } from '../subscription/state';
import { readEvent } from '../subscription/wanted';

/** Forms that were asked for because the state had lost them, by credential and event. */
const askedFor = new Map<string, string>();
const MOST_KEPT = 100;
/** Milliseconds: ISC waits for the answer meanwhile. */
const PATIENCE = 3_000;

/**
 * The form that answers must have, as JSON Schema.
 * @returns empty where the event has none, or where ISC could not be asked
 */
export async function answerForm(context: IWebhookFunctions, state: TriggerState): Promise<string> {
	const event = readEvent(context);
	if (state.event === event && state.outputSchema !== undefined) return state.outputSchema;
	const key = JSON.stringify([context.getNode().credentials, event]);
	const known = askedFor.get(key);
	if (known !== undefined) return known;
	try {
		const found = await findInTime(context, event);
		const text = schemaText(found?.outputSchema);
		askedFor.set(key, text);
		if (askedFor.size > MOST_KEPT) askedFor.delete(askedFor.keys().next().value!);
		return text;
	} catch (error) {
		const { message } = error as Error;
		context.logger.warn(
			`'${context.getNode().name}' can't check its answer, since ISC didn't say what form it must have: ${message}`,
		);
		return '';
	}
}

async function findInTime(
	context: IWebhookFunctions,
	event: string,
): Promise<IDataObject | undefined> {
	// All that asking needs is there in both kinds of context.
	const found = findEvent(context as unknown as IHookFunctions, event);
	const late = sleep(PATIENCE).then(() => {
		throw new Error(`it took longer than ${PATIENCE / 1000} seconds`);
	});
	return await Promise.race([found, late]);
}
