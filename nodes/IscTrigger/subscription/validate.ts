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
import { isSynchronous, readResponseMode, readTriggerFilter } from './desiredSubscription';

/** Checks that 'Answer' fits the event: the event decides whether ISC expects one. */
export function validateResponseMode(
	context: IHookFunctions,
	id: string,
	event: IDataObject | undefined,
): asserts event is IDataObject {
	if (!event) {
		throw new ParameterError(
			'Event',
			`is '${id}', which this tenant does not have`,
			'Choose one from the list: it shows what the tenant has.',
		);
	}
	const responses = readResponseMode(context) !== 'none';
	const asks = event.type === 'REQUEST_RESPONSE';
	if (asks && !responses) {
		throw new ParameterError(
			'Answer',
			`is 'None', but ${String(event.name)} asks for one`,
			'Choose how the workflow answers: without an answer, what ISC asks about fails.',
		);
	}
	if (!asks && responses) {
		throw new ParameterError(
			'Answer',
			`is set, but ${String(event.name)} only informs`,
			"Choose 'None'.",
		);
	}
}

/** Activation modes without a change of the workflow. */
const STARTS = ['init', 'leadershipChange'];

/**
 * Has ISC validate the filter. Real events can have fields that ISC's example lacks, such as custom attributes, so a
 * filter that doesn't match the example is only logged.
 * @throws BadInput for a filter that ISC can't parse
 */
export async function validateFilter(context: IHookFunctions, input: unknown): Promise<void> {
	const filter = readTriggerFilter(context);
	// When n8n starts, the filter is the one that was validated when the workflow was published.
	if (filter === '' || STARTS.includes(context.getActivationMode())) return;
	const { isValidJSONPath, isPathExist, isValid } = await testFilter(context, input, filter);
	if (isValidJSONPath === false) {
		throw new ParameterError(
			'Filter',
			"isn't a JSONPath that ISC can parse",
			'Write it as in $.changes[?(@.attribute == "department")], with text in double quotes.',
		);
	}
	if (isPathExist === false || (isPathExist === undefined && isValid === false)) {
		context.logger.warn(
			`The filter of '${context.getNode().name}' doesn't match ISC's example of the event: ${filter}. Check the field names: a filter that never matches starts no workflow, and ISC doesn't report it.`,
		);
	}
}

/**
 * A default answer is looked at before it is needed. One that is an expression may need the event for that.
 * @throws BadInput for one that the event does not take
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
 * ISC allows one subscriber for these events; an existing one is never replaced.
 * @param others subscriptions to the event that this node doesn't own
 */
export function assertOnlyResponder(
	endpoint: WebhookEndpoint,
	{ name, type }: IDataObject,
	[other]: IDataObject[],
): void {
	if (type !== 'REQUEST_RESPONSE' || !other) return;
	const whose = `'${String(other.name)}' (ID ${String(other.id)}, ${getSubscriptionUrl(other) || String(other.type)})`;
	if (isProductionSubscription(other, endpoint)) {
		throw new ParameterError(
			'Event',
			`${String(name)} is answered by this workflow already, which is published: ${whose}`,
			"To test, unpublish the workflow first, or pin an event that it has received. If it isn't published, publish and unpublish it: that deletes the subscription.",
		);
	}
	if (isFromInstanceCopy(other, endpoint)) {
		throw new ParameterError(
			'Event',
			`${String(name)} is already answered by ${whose}, which this n8n instance created at another address, or a copy of it`,
			'If this instance has moved, delete that subscription in ISC; otherwise, unpublish the workflow there first.',
		);
	}
	throw new ParameterError(
		'Event',
		`${String(name)} is answered by ${whose} already, and ISC allows one subscriber`,
		'Delete or unpublish that subscription first.',
	);
}
