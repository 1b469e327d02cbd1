import { randomBytes } from 'crypto';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { toBriefNodeError } from '../../client/errors/nodeError';
import {
	createSubscription,
	deleteSubscription,
	findEvent,
	findSubscription,
	repairSubscription,
	sendTestEvent,
	subscriptionsTo,
} from './service';
import {
	refuseBadDefault,
	refuseBadFilter,
	refuseSecondAnswer,
	refuseWrongAnswer,
} from './refusals';
import { clearState, stateIn, type TriggerState } from './state';
import { differences, isOurs, readEvent, wantedSubscription } from './wanted';

const stateOf = (context: IHookFunctions) => stateIn(context.getWorkflowStaticData('node'));
const urlOf = (context: IHookFunctions) => context.getNodeWebhookUrl('default')!;

/** n8n is ready for a test event only a moment after the subscription is made. */
const UNTIL_READY = 1_500;

/**
 * Whether ISC has the subscription of this trigger. One that was changed is mended; one that was deleted by hand is
 * made anew by n8n, which then calls {@link subscribe}.
 */
export async function checkSubscription(context: IHookFunctions): Promise<boolean> {
	return await saying(context, async () => await isThere(context));
}

async function isThere(context: IHookFunctions): Promise<boolean> {
	const state = stateOf(context);
	const { name } = context.getNode();
	if (!state.subscriptionId) return false;
	const found = await findSubscription(context, state.subscriptionId);
	if (!found || found.triggerId !== readEvent(context)) {
		context.logger.warn(`The subscription of '${name}' was deleted in ISC: it is made anew`);
		clearState(state);
		return false;
	}
	const wanted = wantedSubscription(context, urlOf(context), state);
	const fields = differences(found, wanted);
	if (fields.length > 0) {
		context.logger.warn(
			`The subscription of '${name}' was changed in ISC (${fields.join(', ')}): it is mended`,
		);
		await repairSubscription(context, state.subscriptionId, wanted, fields);
	}
	return true;
}

/** Makes the subscription. */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	await saying(context, async () => await makeSubscription(context));
	return true;
}

/** Has what goes wrong end as an error that n8n shows. */
async function saying<T>(context: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw toBriefNodeError(context.getNode(), error);
	}
}

async function makeSubscription(context: IHookFunctions): Promise<void> {
	const state = stateOf(context);
	const triggerId = readEvent(context);
	const event = await findEvent(context, triggerId);
	refuseWrongAnswer(context, triggerId, event);
	const input: unknown = parsed(event.exampleInput);
	await refuseBadFilter(context, input);

	state.authentication = context.getNodeParameter(
		'authentication',
		'bearer',
	) as TriggerState['authentication'];
	state.secret = randomBytes(32).toString('base64url');
	state.outputSchema =
		event.type === 'REQUEST_RESPONSE' && typeof event.outputSchema === 'string'
			? event.outputSchema
			: undefined;
	refuseBadDefault(context, state.outputSchema, event.exampleOutput);
	const wanted = wantedSubscription(context, urlOf(context), state);
	const others = await subscriptionsTo(context, triggerId);
	const own = others.find((one) => isOurs(one, urlOf(context)));
	if (own) {
		// Left behind when n8n was ended between making it and writing that down.
		state.subscriptionId = String(own.id);
		await repairSubscription(context, state.subscriptionId, wanted, [
			...new Set([...differences(own, wanted), 'httpConfig']),
		]);
	} else {
		refuseSecondAnswer(context, event, others);
		state.subscriptionId = await createSubscription(context, wanted);
	}
	const { sendTestEvent: isWanted = true } = context.getNodeParameter('options', {}) as IDataObject;
	if (context.getMode() === 'manual' && isWanted) {
		void testSoon(context, triggerId, input, state.subscriptionId);
	}
}

const parsed = (value: unknown): unknown => {
	if (typeof value !== 'string') return value ?? {};
	try {
		return JSON.parse(value);
	} catch {
		return {};
	}
};

async function testSoon(
	context: IHookFunctions,
	triggerId: string,
	input: unknown,
	subscriptionId: string,
): Promise<void> {
	await sleep(UNTIL_READY);
	await sendTestEvent(context, triggerId, input, subscriptionId).catch((error: Error) => {
		context.logger.warn(`ISC could not send a test event: ${error.message}`);
	});
}

/** Deletes the subscription, unless it has become somebody else's. */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	const state = stateOf(context);
	const { subscriptionId } = state;
	clearState(state);
	if (!subscriptionId) return true;
	const found = await findSubscription(context, subscriptionId);
	if (found && isOurs(found, urlOf(context))) await deleteSubscription(context, subscriptionId);
	return true;
}
