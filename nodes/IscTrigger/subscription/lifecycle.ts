import { randomBytes } from 'crypto';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { BadInput } from '../../client/errors/failures';
import { toNodeError } from '../../client/errors/nodeError';
import {
	checkFilter,
	createSubscription,
	deleteSubscription,
	findEvent,
	findSubscription,
	repairSubscription,
	sendTestEvent,
	subscriptionsTo,
} from './service';
import { clearState, stateIn, type TriggerState } from './state';
import { differences, isOurs, readAnswerMode, readEvent, wantedSubscription } from './wanted';

const stateOf = (context: IHookFunctions) => stateIn(context.getWorkflowStaticData('node'));
const urlOf = (context: IHookFunctions) => context.getNodeWebhookUrl('default')!;

/** n8n is ready for a test event only a moment after the subscription is made. */
const UNTIL_READY = 1_500;

/**
 * Whether ISC has the subscription of this trigger. One that was changed is mended; one that was deleted by hand is
 * made anew by n8n, which then calls {@link subscribe}.
 */
export async function checkSubscription(context: IHookFunctions): Promise<boolean> {
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
	try {
		await makeSubscription(context);
		return true;
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}

async function makeSubscription(context: IHookFunctions): Promise<void> {
	const state = stateOf(context);
	const triggerId = readEvent(context);
	const event = await findEvent(context, triggerId);
	checkEvent(context, triggerId, event);
	const input: unknown = parsed(event!.exampleInput);
	await refuseBadFilter(context, input);

	state.authentication = context.getNodeParameter(
		'authentication',
		'bearer',
	) as TriggerState['authentication'];
	state.secret = randomBytes(32).toString('base64url');
	state.outputSchema =
		event!.type === 'REQUEST_RESPONSE' && typeof event!.outputSchema === 'string'
			? event!.outputSchema
			: undefined;
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
		refuseSecondAnswer(context, event!, others);
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

/** Whether an answer is wanted is for the event to say, not for the workflow. */
function checkEvent(context: IHookFunctions, id: string, event: IDataObject | undefined): void {
	if (!event) {
		throw new BadInput(
			'Event',
			`is '${id}', which this tenant does not have`,
			'Choose one from the list: it shows what the tenant has.',
		);
	}
	const answers = readAnswerMode(context) !== 'none';
	const asks = event.type === 'REQUEST_RESPONSE';
	if (asks && !answers) {
		throw new BadInput(
			'Answer',
			`is 'None', but ${String(event.name)} asks for one`,
			'Choose how the workflow answers: without an answer, what ISC asks about fails.',
		);
	}
	if (!asks && answers) {
		throw new BadInput(
			'Answer',
			`is set, but ${String(event.name)} only informs`,
			"Choose 'None'.",
		);
	}
}

async function refuseBadFilter(context: IHookFunctions, input: unknown): Promise<void> {
	const filter = String(context.getNodeParameter('filter', '') ?? '').trim();
	if (filter === '') return;
	const { isValidJSONPath, isPathExist } = await checkFilter(context, input, filter);
	if (isValidJSONPath === false) {
		throw new BadInput(
			'Filter',
			'is no JSONPath that ISC understands',
			'Write it as in $.changes[?(@.attribute == "department")], with text in double quotes.',
		);
	}
	if (isPathExist === false) {
		throw new BadInput(
			'Filter',
			'asks for fields that this event does not have: it would never start the workflow',
			"Look at an example of the event: empty the filter, and use 'Listen for Test Event'.",
		);
	}
}

/** Only one can answer: it is never pushed aside. */
function refuseSecondAnswer(
	context: IHookFunctions,
	{ name, type }: IDataObject,
	[other]: IDataObject[],
): void {
	if (type !== 'REQUEST_RESPONSE' || !other) return;
	const { webhookId = '' } = context.getNode();
	const url = String((other.httpConfig as IDataObject | null)?.url ?? '');
	const isPublished = webhookId !== '' && url.includes(webhookId);
	throw new BadInput(
		'Event',
		isPublished
			? `${String(name)} is answered by this workflow already, which is published`
			: `${String(name)} is answered by '${String(other.name)}' already, and ISC allows one`,
		isPublished
			? 'To test, unpublish the workflow first, or pin an event that it has received.'
			: 'Delete or unpublish that subscription first.',
	);
}

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
