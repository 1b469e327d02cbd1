import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { ParameterError } from '../../shared/parameters/parameterError';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { assertNoMissingTriggerValues } from '../../shared/parameters/missingValues';
import { parseInteger } from '../../shared/parameters/parse';
import { getFingerprint, type WebhookEndpoint } from './endpoint';
import { BASIC_AUTH_USER, readAuthentication } from './secret';

export type ResponseMode = 'none' | 'sync' | 'async' | 'dynamic';

/** Whether ISC waits for what the workflow makes of the event. */
export const isSynchronous = (mode: ResponseMode) => mode === 'sync' || mode === 'dynamic';

/** A subscription as the parameters describe it. */
export interface DesiredSubscription extends IDataObject {
	name: string;
	description: string;
	type: 'HTTP';
	enabled: true;
	filter?: string;
	/** ISO 8601 duration; only where answers may come later. */
	responseDeadline?: string;
	httpConfig: IDataObject;
}

const DISPATCH_MODE: Record<ResponseMode, string> = {
	// ISC requires a mode even for events without an answer.
	none: 'SYNC',
	sync: 'SYNC',
	async: 'ASYNC',
	dynamic: 'DYNAMIC',
};

function buildProofConfig(context: IHookFunctions, secret: string): IDataObject {
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

/** @throws BadInput if an expression gives nothing: without a filter, all events would come */
export function readTriggerFilter(context: IHookFunctions): string {
	assertNoMissingTriggerValues(context, { filter: 'Filter' });
	return String(context.getNodeParameter('filter', '') ?? '').trim();
}

/** @throws BadInput if no event is chosen */
export function readTriggerId(context: IHookFunctions | IWebhookFunctions): string {
	const event = String(getLocatorValue(context.getNodeParameter('event', '')) ?? '').trim();
	if (event !== '') return event;
	throw new ParameterError('Event', 'is empty', 'Choose one from the list, or enter its ID.');
}

/** Names workflow and n8n host, so that ISC's administrators can see where the subscription comes from. */
function buildName({ context, url }: WebhookEndpoint): string {
	const { name, id } = context.getWorkflow();
	return `n8n: ${name ?? id} (${new URL(url).host})`.slice(0, MAX_NAME);
}
const MAX_NAME = 200;

function buildDescription(endpoint: WebhookEndpoint): string {
	const { context, isTest } = endpoint;
	const node = `the workflow ${context.getWorkflow().id} of n8n at its node '${context.getNode().name}'`;
	const purpose = isTest
		? `Sends test events to ${node}. n8n deletes it after the test.`
		: `Starts ${node}. n8n deletes it when the workflow is unpublished.`;
	return `${purpose} ${getFingerprint(endpoint)}`;
}

/**
 * Builds the complete subscription for the parameters; it replaces the one in ISC.
 * @param secret the secret that ISC sends with each event
 * @throws BadInput naming the parameter that cannot be used
 */
export function buildSubscription(endpoint: WebhookEndpoint, secret: string): DesiredSubscription {
	const { context, url } = endpoint;
	const mode = readResponseMode(context);
	const { responseDeadline } = context.getNodeParameter('options', {}) as IDataObject;
	const minutes = parseInteger('Response Deadline', responseDeadline ?? 60, 1);
	const mayBeLate = mode === 'async' || mode === 'dynamic';
	const filter = readTriggerFilter(context);
	return {
		name: buildName(endpoint),
		description: buildDescription(endpoint),
		type: 'HTTP',
		enabled: true,
		...(filter && { filter }),
		...(mayBeLate && { responseDeadline: `PT${minutes}M` }),
		httpConfig: {
			url,
			httpDispatchMode: DISPATCH_MODE[mode],
			...buildProofConfig(context, secret),
		},
	};
}
