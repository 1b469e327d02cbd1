import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { BadInput } from '../../client/errors/failures';
import { locatorValue } from '../../editor/locator';
import { wholeNumber } from '../../forms/number';
import { fullMarkOf, type Place } from './place';
import { BASIC_USER, readAuthentication } from './secret';

export type AnswerMode = 'none' | 'sync' | 'async' | 'dynamic';

/** Whether ISC waits for what the workflow makes of the event. */
export const isWaitedFor = (mode: AnswerMode) => mode === 'sync' || mode === 'dynamic';

/** The subscription that the parameters ask for. */
export interface Wanted extends IDataObject {
	name: string;
	description: string;
	type: 'HTTP';
	enabled: true;
	filter?: string;
	/** ISO 8601 duration; only where answers may come later. */
	responseDeadline?: string;
	httpConfig: IDataObject;
}

const DISPATCH_MODE: Record<AnswerMode, string> = {
	// No answer is waited for, and ISC still wants a mode.
	none: 'SYNC',
	sync: 'SYNC',
	async: 'ASYNC',
	dynamic: 'DYNAMIC',
};

function proofConfig(context: IHookFunctions, secret: string): IDataObject {
	switch (readAuthentication(context)) {
		case 'basic':
			return {
				httpAuthenticationType: 'BASIC_AUTH',
				basicAuthConfig: { userName: BASIC_USER, password: secret },
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

export const readAnswerMode = (context: IHookFunctions) =>
	context.getNodeParameter('answer', 'none') as AnswerMode;

export const readFilter = (context: IHookFunctions) =>
	String(context.getNodeParameter('filter', '') ?? '').trim();

/** @throws BadInput if no event is chosen */
export function readEvent(context: IHookFunctions | IWebhookFunctions): string {
	const event = String(locatorValue(context.getNodeParameter('event', '')) ?? '').trim();
	if (event !== '') return event;
	throw new BadInput('Event', 'is empty', 'Choose one from the list, or enter its ID.');
}

/** Tells workflow and n8n, so that people who look at ISC know where the subscription comes from. */
function nameFor({ context, url }: Place): string {
	const { name, id } = context.getWorkflow();
	return `n8n: ${name ?? id} (${new URL(url).host})`.slice(0, MAX_NAME);
}
const MAX_NAME = 200;

function descriptionFor(place: Place): string {
	const { context, isTest } = place;
	const node = `the workflow ${context.getWorkflow().id} of n8n at its node '${context.getNode().name}'`;
	const purpose = isTest
		? `Sends test events to ${node}. n8n deletes it after the test.`
		: `Starts ${node}. n8n deletes it when the workflow is unpublished.`;
	return `${purpose} ${fullMarkOf(place)}`;
}

/**
 * The subscription that the parameters ask for, whole: what ISC has is replaced by it.
 * @param secret the proof that ISC is to bring
 * @throws BadInput naming the parameter that cannot be used
 */
export function wantedSubscription(place: Place, secret: string): Wanted {
	const { context, url } = place;
	const mode = readAnswerMode(context);
	const { responseDeadline } = context.getNodeParameter('options', {}) as IDataObject;
	const minutes = wholeNumber('Response Deadline', responseDeadline ?? 60, 1);
	const mayBeLate = mode === 'async' || mode === 'dynamic';
	const filter = readFilter(context);
	return {
		name: nameFor(place),
		description: descriptionFor(place),
		type: 'HTTP',
		enabled: true,
		...(filter && { filter }),
		...(mayBeLate && { responseDeadline: `PT${minutes}M` }),
		httpConfig: { url, httpDispatchMode: DISPATCH_MODE[mode], ...proofConfig(context, secret) },
	};
}
