import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { CREDENTIAL_TYPE } from '../../client/host';
import { toBriefNodeError } from '../../client/errors/nodeError';
import { originOf } from '../../client/origin';
import { refuseUnreachable } from './address';
import { isOfCopy, isOfOtherWorkflow, isOurs, placeOf, urlIn, type Place } from './place';
import {
	refuseBadDefault,
	refuseBadFilter,
	refuseSecondAnswer,
	refuseWrongAnswer,
} from './refusals';
import { newSeed, proofOf, readAuthentication, secretFor } from './secret';
import {
	createSubscription,
	deleteSubscription,
	findEvent,
	listSubscriptions,
	replaceSubscription,
} from './service';
import { keepState, stateIn, type TriggerState } from './state';
import { testSoon } from './testEvent';
import { readEvent, wantedSubscription } from './wanted';

/**
 * Brings ISC to where there is one subscription that sends events here, as the parameters want it, and no other of
 * ours. Whose a subscription is, its URL says. n8n asks for this when a workflow is published, when n8n starts, and
 * when the editor listens for a test event.
 */
export async function subscribe(context: IHookFunctions): Promise<void> {
	await saying(context, async () => await reconcile(placeOf(context)));
}

/** Deletes every subscription that sends events here, for this workflow. */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
	await saying(context, async () => {
		const place = placeOf(context);
		const all = await listSubscriptions(context);
		const failed = await deleteAll(
			place,
			all.filter((one) => isOurs(one, place) && !isOfOtherWorkflow(one, place)),
		);
		if (failed) throw failed;
	});
}

/** Has what goes wrong end as an error that n8n shows. */
async function saying<T>(context: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw toBriefNodeError(context.getNode(), error);
	}
}

async function reconcile(place: Place): Promise<void> {
	const { context } = place;
	const triggerId = readEvent(context);
	const { accessTokenUrl } = await context.getCredentials(CREDENTIAL_TYPE);
	refuseUnreachable(place, originOf(String(accessTokenUrl ?? '')));
	const event = await findEvent(context, triggerId);
	refuseWrongAnswer(context, triggerId, event);
	const input = parsed(event.exampleInput);
	await refuseBadFilter(context, input ?? {});
	const state = await newState(context, triggerId, event);
	refuseBadDefault(context, state.outputSchema, event.exampleOutput);

	const all = await listSubscriptions(context);
	const ours = all.filter((one) => isOurs(one, place));
	const others = all.filter((one) => one.triggerId === triggerId && !ours.includes(one));
	const kept =
		ours.find((one) => one.triggerId === triggerId && urlIn(one) === place.url) ??
		ours.find((one) => one.triggerId === triggerId);
	if (!kept) refuseSecondAnswer(place, event, others);
	// One that ISC does not delete now is deleted the next time: no reason not to publish.
	await deleteAll(
		place,
		ours.filter((one) => one !== kept),
	);

	const secret = (await secretFor(context, state))!;
	const wanted = wantedSubscription(place, secret);
	if (kept) await replaceSubscription(context, String(kept.id), wanted);
	const id = kept ? String(kept.id) : await createSubscription(context, triggerId, wanted);
	keepState(context.getWorkflowStaticData('node'), {
		...state,
		proof: proofOf(readAuthentication(context), secret),
	});
	warnOfCopies(
		place,
		others.filter((one) => isOfCopy(one, place)),
	);
	if (place.isTest) testSoon(context, triggerId, input, id);
}

async function newState(
	context: IHookFunctions,
	event: string,
	{ type, outputSchema }: IDataObject,
): Promise<TriggerState> {
	const { seed } = stateIn(context.getWorkflowStaticData('node'));
	const { clientSecret } = await context.getCredentials(CREDENTIAL_TYPE);
	return {
		...(!clientSecret && { seed: seed ?? newSeed() }),
		event,
		outputSchema: type === 'REQUEST_RESPONSE' ? schemaText(outputSchema) : '',
	};
}

/** ISC gives schemas as text. */
export const schemaText = (schema: unknown): string =>
	typeof schema === 'string' ? schema : schema ? JSON.stringify(schema) : '';

/** ISC's example of an event; undefined where it has none. */
const parsed = (value: unknown): unknown => {
	if (typeof value !== 'string') return value ?? undefined;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
};

/** @returns the first failure; all are tried */
async function deleteAll(
	{ context }: Place,
	subscriptions: IDataObject[],
): Promise<Error | undefined> {
	let failed: Error | undefined;
	for (const one of subscriptions) {
		try {
			await deleteSubscription(context, String(one.id));
		} catch (error) {
			const { message, httpCode } = error as Error & { httpCode?: string | null };
			// Deleted meanwhile.
			if (httpCode === '404') continue;
			failed ??= error as Error;
			context.logger.warn(
				`The subscription '${String(one.name)}' (ID ${String(one.id)}, ${urlIn(one)}) of '${context.getNode().name}' could not be deleted in ISC: ${message}. It is tried again when the workflow is published.`,
			);
		}
	}
	return failed;
}

/** What was made at another address may be a copy's in use: it is left as it is. */
function warnOfCopies({ context }: Place, copies: IDataObject[]): void {
	for (const one of copies) {
		context.logger.warn(
			`The subscription '${String(one.name)}' (ID ${String(one.id)}) was made by '${context.getNode().name}' of this n8n at another address, or of a copy of it, and sends events to ${urlIn(one) || String(one.type)}. It is left as it is. If this n8n has moved, delete it in ISC.`,
		);
	}
}
