import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { ParameterError } from '../../shared/parameters/parameterError';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { assertNoMissingTriggerValues } from '../../shared/parameters/missingValues';
import { parseInteger } from '../../shared/parameters/parse';
import { OTHER_EVENT } from '../events';
import { getFingerprint, type WebhookEndpoint } from './endpoint';
import { BASIC_AUTH_USER, readAuthentication } from './secret';

export type ResponseMode = 'none' | 'sync' | 'async' | 'dynamic';

/** Returns whether ISC waits for the result of the workflow. */
export const isSynchronous = (mode: ResponseMode) => mode === 'sync' || mode === 'dynamic';

/** A subscription as the parameters describe it. */
export interface DesiredSubscription extends IDataObject {
	name: string;
	description: string;
	type: 'HTTP';
	enabled: true;
	filter?: string;
	/** ISO 8601 duration; only for modes with a later response. */
	responseDeadline?: string;
	httpConfig: IDataObject;
}

const DISPATCH_MODE: Record<ResponseMode, string> = {
	// ISC requires a mode even for events without a response.
	none: 'SYNC',
	sync: 'SYNC',
	async: 'ASYNC',
	dynamic: 'DYNAMIC',
};

function buildAuthenticationConfig(context: IHookFunctions, secret: string): IDataObject {
	switch (readAuthentication(context)) {
		case 'basic':
			return {
				httpAuthenticationType: 'BASIC_AUTH',
				basicAuthConfig: { userName: BASIC_AUTH_USER, password: secret },
			};
		case 'none':
			return { httpAuthenticationType: 'NO_AUTH' };
		default:
			return {
				httpAuthenticationType: 'BEARER_TOKEN',
				bearerTokenAuthConfig: { bearerToken: secret },
			};
	}
}

export const readResponseMode = (context: IHookFunctions) =>
	context.getNodeParameter('responseMode', 'none') as ResponseMode;

/**
 * Reads the filter.
 * @throws ParameterError if an expression returns nothing: without a filter, ISC would send all events
 */
export function readTriggerFilter(context: IHookFunctions): string {
	assertNoMissingTriggerValues(context, { filter: 'Filter' });
	return String(context.getNodeParameter('filter', '') ?? '').trim();
}

/** Returns the label of the parameter that holds the event. */
export const getEventLabel = (context: IHookFunctions | IWebhookFunctions): string =>
	context.getNodeParameter('event', '') === OTHER_EVENT ? 'Other Event' : 'Event';

/**
 * Reads the ID of the event trigger.
 * @throws ParameterError if it is empty
 */
export function readTriggerId(context: IHookFunctions | IWebhookFunctions): string {
	const event = context.getNodeParameter('event', '');
	const id = event === OTHER_EVENT ? context.getNodeParameter('otherEvent', '') : event;
	const text = String(getLocatorValue(id) ?? '').trim();
	if (text !== '') return text;
	throw new ParameterError(
		getEventLabel(context),
		'is required',
		'Choose an event from the list or enter its ID.',
	);
}

/** Builds a name with the workflow and the n8n host, to tell ISC's administrators who uses the subscription. */
function buildName({ context, url }: WebhookEndpoint): string {
	const { name, id } = context.getWorkflow();
	return `n8n: ${name ?? id} (${new URL(url).host})`.slice(0, MAX_NAME_LENGTH);
}
const MAX_NAME_LENGTH = 200;

function buildDescription(endpoint: WebhookEndpoint): string {
	const { context, isTest } = endpoint;
	const node = `the workflow ${context.getWorkflow().id} of n8n at its node '${context.getNode().name}'`;
	const purpose = isTest
		? `Sends test events to ${node}. n8n deletes it after the test.`
		: `Starts ${node}. n8n deletes it when the workflow is unpublished.`;
	return `${purpose} ${getFingerprint(endpoint)}`;
}

/**
 * Builds the complete subscription for the parameters; it replaces the subscription in ISC.
 * @param secret the secret that ISC sends with each event
 * @throws ParameterError for an invalid parameter
 */
export function buildSubscription(endpoint: WebhookEndpoint, secret: string): DesiredSubscription {
	const { context, url } = endpoint;
	const mode = readResponseMode(context);
	const { responseDeadline } = context.getNodeParameter('options', {}) as IDataObject;
	const minutes = parseInteger('Response Deadline', responseDeadline ?? 60, 1);
	const canRespondLater = mode === 'async' || mode === 'dynamic';
	const filter = readTriggerFilter(context);
	return {
		name: buildName(endpoint),
		description: buildDescription(endpoint),
		type: 'HTTP',
		enabled: true,
		...(filter && { filter }),
		...(canRespondLater && { responseDeadline: `PT${minutes}M` }),
		httpConfig: {
			url,
			httpDispatchMode: DISPATCH_MODE[mode],
			...buildAuthenticationConfig(context, secret),
		},
	};
}
