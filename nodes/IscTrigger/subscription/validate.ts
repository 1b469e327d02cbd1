import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { ParameterError } from '../../shared/parameters/parameterError';
import { readDefaultResponse } from '../webhook/defaultResponse';
import {
	isFromInstanceCopy,
	isProductionSubscription,
	getSubscriptionUrl,
	type WebhookEndpoint,
} from './endpoint';
import { testFilter } from './subscriptionApi';
import {
	getEventLabel,
	isSynchronous,
	readResponseMode,
	readTriggerFilter,
} from './desiredSubscription';

/**
 * Checks that the tenant has the event, and that 'Response Mode' matches it.
 * @throws ParameterError if not
 */
export function validateResponseMode(
	context: IHookFunctions,
	id: string,
	event: IDataObject | undefined,
): asserts event is IDataObject {
	if (!event) {
		throw new ParameterError(
			getEventLabel(context),
			`isn't available in this tenant: '${id}'`,
			"Choose another event. To see the tenant's events, set 'Event' to Other Event and open its list.",
		);
	}
	const responds = readResponseMode(context) !== 'none';
	const expectsResponse = event.type === 'REQUEST_RESPONSE';
	if (expectsResponse && !responds) {
		throw new ParameterError(
			'Response Mode',
			`is 'None', but the event '${String(event.name)}' expects a response`,
			'Choose how the workflow responds. Without a response, ISC makes no decision, and the request fails.',
		);
	}
	if (!expectsResponse && responds) {
		throw new ParameterError(
			'Response Mode',
			`is set, but the event '${String(event.name)}' doesn't expect a response`,
			'Set it to None.',
		);
	}
}

/** Activation modes that don't change the workflow. */
const RESTART_MODES = ['init', 'leadershipChange'];

/**
 * Has ISC validate the filter. Real events can have fields that ISC's example lacks, such as custom attributes, so a
 * filter that doesn't match the example is only logged.
 * @throws ParameterError for a filter that ISC can't parse
 */
export async function validateFilter(context: IHookFunctions, input: unknown): Promise<void> {
	const filter = readTriggerFilter(context);
	// When n8n starts, the filter is the one that was validated when the workflow was published.
	if (filter === '' || RESTART_MODES.includes(context.getActivationMode())) return;
	const { isValidJSONPath, isPathExist, isValid } = await testFilter(context, input, filter);
	if (isValidJSONPath === false) {
		throw new ParameterError(
			'Filter',
			"isn't a JSONPath expression that ISC can parse",
			'Use a syntax such as $.changes[?(@.attribute == "department")], with text in double quotes.',
		);
	}
	if (isPathExist === false || (isPathExist === undefined && isValid === false)) {
		context.logger.warn(
			`The filter of '${context.getNode().name}' doesn't match ISC's example of the event: ${filter}. Check the field names: a filter that never matches starts no workflow, and ISC doesn't report it.`,
		);
	}
}

/**
 * Validates the default response before ISC needs it. An expression can depend on the event, so it is skipped.
 * @throws ParameterError for a response that doesn't match the event's output schema
 */
export function validateDefaultResponse(
	context: IHookFunctions,
	schema: string | undefined,
	example: unknown,
): void {
	const { onInvalidResponse, defaultResponse } = context.getNode().parameters;
	const isExpression = [onInvalidResponse, defaultResponse].some((value) =>
		String(value).startsWith('='),
	);
	if (isExpression || !isSynchronous(readResponseMode(context))) return;
	readDefaultResponse(context, schema, example);
}

/**
 * Checks that the event has no other subscriber: ISC allows one for events that expect a response, and the node never
 * replaces it.
 * @param others subscriptions to the event that this node doesn't own
 */
export function assertOnlyResponder(
	endpoint: WebhookEndpoint,
	{ name, type }: IDataObject,
	[other]: IDataObject[],
): void {
	if (type !== 'REQUEST_RESPONSE' || !other) return;
	const subscriber = `'${String(other.name)}' (ID ${String(other.id)}, ${getSubscriptionUrl(other) || String(other.type)})`;
	if (isProductionSubscription(other, endpoint)) {
		throw new ParameterError(
			getEventLabel(endpoint.context),
			`'${String(name)}' already has a subscriber: the published version of this workflow, ${subscriber}`,
			"To test, unpublish the workflow first, or pin an event that it has received. If it isn't published, publish and unpublish it to delete the subscription.",
		);
	}
	if (isFromInstanceCopy(other, endpoint)) {
		throw new ParameterError(
			getEventLabel(endpoint.context),
			`'${String(name)}' already has a subscriber: ${subscriber}, created by this n8n instance at another address or by a copy of it`,
			'If this instance has moved, delete that subscription in ISC. Otherwise, unpublish the workflow in the other instance first.',
		);
	}
	throw new ParameterError(
		getEventLabel(endpoint.context),
		`'${String(name)}' already has a subscriber: ${subscriber}, and ISC allows only one`,
		'Delete that subscription in ISC, or unpublish its workflow, first.',
	);
}
