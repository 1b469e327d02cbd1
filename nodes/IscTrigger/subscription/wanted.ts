import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { Duration } from 'luxon';

import { BadInput } from '../../client/errors/failures';
import { locatorValue } from '../../editor/locator';
import { wholeNumber } from '../../forms/number';
import type { TriggerState } from './state';

export type AnswerMode = 'none' | 'sync' | 'async' | 'dynamic';

/** Whether ISC waits for what the workflow makes of the event. */
export const isWaitedFor = (mode: AnswerMode) => mode === 'sync' || mode === 'dynamic';

/** The subscription that the parameters ask for. */
export interface Wanted extends IDataObject {
	name: string;
	description: string;
	triggerId: string;
	type: 'HTTP';
	enabled: true;
	filter: string | null;
	/** ISO 8601 duration; only where answers may come later. */
	responseDeadline?: string;
	httpConfig: IDataObject;
}

export const BASIC_USER = 'n8n';

const DISPATCH_MODE: Record<AnswerMode, string> = {
	// Nobody waits for an answer; ISC wants a mode all the same.
	none: 'SYNC',
	sync: 'SYNC',
	async: 'ASYNC',
	dynamic: 'DYNAMIC',
};

function proof({ authentication, secret }: TriggerState): IDataObject {
	switch (authentication) {
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

/** @throws BadInput if no event is chosen */
export function readEvent(context: IHookFunctions): string {
	const event = String(locatorValue(context.getNodeParameter('event', '')) ?? '').trim();
	if (event !== '') return event;
	throw new BadInput('Event', 'is empty', 'Choose one from the list, or enter its ID.');
}

/** Tells workflow and n8n, so that whoever looks at ISC knows where the subscription comes from. */
function nameFor(context: IHookFunctions, url: string): string {
	const { name, id } = context.getWorkflow();
	return `n8n: ${name ?? id} (${new URL(url).host})`.slice(0, MAX_NAME);
}
const MAX_NAME = 200;

/**
 * The subscription that the parameters ask for.
 * @param url where events are to be sent
 * @param state with the proof that ISC is to bring
 * @throws BadInput naming the parameter that cannot be used
 */
export function wantedSubscription(
	context: IHookFunctions,
	url: string,
	state: TriggerState,
): Wanted {
	const mode = readAnswerMode(context);
	const { responseDeadline } = context.getNodeParameter('options', {}) as IDataObject;
	const minutes = wholeNumber('Response Deadline', responseDeadline ?? 60, 1);
	const mayBeLate = mode === 'async' || mode === 'dynamic';
	return {
		name: nameFor(context, url),
		description: `Starts the workflow ${context.getWorkflow().id} of n8n at its node '${context.getNode().name}'. It is deleted when the workflow is unpublished.`,
		triggerId: readEvent(context),
		type: 'HTTP',
		enabled: true,
		filter: String(context.getNodeParameter('filter', '') ?? '').trim() || null,
		...(mayBeLate && { responseDeadline: `PT${minutes}M` }),
		httpConfig: { url, httpDispatchMode: DISPATCH_MODE[mode], ...proof(state) },
	};
}

const urlOf = (subscription: IDataObject) => (subscription.httpConfig as IDataObject | null)?.url;

/** Whether a subscription sends events to this URL: only then is it ours. */
export const isOurs = (subscription: IDataObject, url: string) => urlOf(subscription) === url;

/** What of a subscription in ISC is not as it should be; secrets never come back, so they are not compared. */
export function differences(found: IDataObject, wanted: Wanted): string[] {
	const config = (found.httpConfig ?? {}) as IDataObject;
	const compared: Array<[string, unknown, unknown]> = [
		['name', found.name, wanted.name],
		['description', found.description ?? '', wanted.description],
		['enabled', found.enabled, wanted.enabled],
		['filter', found.filter || null, wanted.filter],
		[
			'responseDeadline',
			wanted.responseDeadline && duration(found.responseDeadline),
			wanted.responseDeadline && duration(wanted.responseDeadline),
		],
		['httpConfig', config.url, wanted.httpConfig.url],
		['httpConfig', config.httpDispatchMode, wanted.httpConfig.httpDispatchMode],
		[
			'httpConfig',
			config.httpAuthenticationType ?? 'NO_AUTH',
			wanted.httpConfig.httpAuthenticationType,
		],
	];
	return [...new Set(compared.filter(([, is, shall]) => is !== shall).map(([field]) => field))];
}

/** PT1H and PT60M are the same. */
const duration = (text: unknown) => Duration.fromISO(String(text ?? '')).toMillis();
