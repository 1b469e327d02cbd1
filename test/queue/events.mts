import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Simulator } from '../../simulator/src/server.mts';
import { findTrigger } from '../../simulator/src/triggers/catalogue/catalogue.mts';
import { getAuthorization } from '../../simulator/src/triggers/httpConfig.mts';
import { fetchOnce } from '../../tools/n8n/fetchOnce.mts';
import type { Node } from './clusterActions.mts';

export const CHANGED = 'idn:identity-attributes-changed';
export const PRE_APPROVAL = 'idn:access-request-pre-approval';

const RETRY_MS = 2_000;
const ACCEPT_TIMEOUT_MS = 120_000;

/** A response that ISC got to an event. */
export type Delivery = { status: number; ms: number; body: string };

/** Our trigger, named "Event". */
export function eventTrigger(
	credentialId: string,
	event: string,
	parameters: Record<string, unknown> = {},
): Node {
	return {
		name: 'Event',
		type: 'n8n-nodes-sailpoint-isc.iscTrigger',
		webhookId: randomUUID(),
		parameters: { event: { __rl: true, mode: 'id', value: event }, ...parameters },
		credentials: { iscOAuth2Api: { id: credentialId, name: 'queue' } },
	};
}

/** The answer of a workflow to a request for access. */
export const answerNode = (answer: Record<string, unknown>): Node => ({
	name: 'Answer',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: JSON.stringify(answer), options: {} },
});

/** Creates so many invocation IDs. */
export const createInvocationIds = (count: number) =>
	Array.from({ length: count }, () => randomUUID());

/**
 * Sends events to the only subscriber of a tenant, all at once, as ISC does. The same ID twice is an event that is
 * sent again.
 */
export async function sendEvents(tenant: Simulator, invocationIds: string[]): Promise<Delivery[]> {
	const [subscription, ...others] = [...tenant.triggers.subscriptions.table];
	if (!subscription?.httpConfig || others.length > 0)
		throw new Error('There must be one subscriber.');
	const { id: subscriptionId, triggerId, httpConfig } = subscription;
	const input = findTrigger(triggerId)?.exampleInput;
	return await Promise.all(
		invocationIds.map(async (invocationId) => {
			const _metadata = { invocationId, triggerId, triggerType: 'fireAndForget', subscriptionId };
			const started = performance.now();
			const response = await fetchOnce(httpConfig.url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...getAuthorization(httpConfig) },
				body: JSON.stringify({ _metadata, ...input }),
			});
			const body = await response.text();
			return { status: response.status, ms: performance.now() - started, body };
		}),
	);
}

/**
 * Sends events as `sendEvents` does. n8n rejects events while its database doesn't respond in time, as on an overloaded
 * machine; these are sent again until n8n accepts them, or the time is up.
 * @returns the response that accepted or finally rejected each event, and how often an event was sent again
 */
export async function sendEventsUntilAccepted(
	tenant: Simulator,
	invocationIds: string[],
	deadline = Date.now() + ACCEPT_TIMEOUT_MS,
): Promise<{ deliveries: Delivery[]; repeats: number }> {
	const deliveries = await sendEvents(tenant, invocationIds);
	const isRejected = ({ status, body }: Delivery) =>
		status === 503 && body.includes('Database is not ready');
	const rejected = invocationIds.filter((_, i) => isRejected(deliveries[i]!));
	if (rejected.length === 0 || Date.now() > deadline) return { deliveries, repeats: 0 };
	await sleep(RETRY_MS);
	const more = await sendEventsUntilAccepted(tenant, rejected, deadline);
	return {
		deliveries: [...deliveries.filter((one) => !isRejected(one)), ...more.deliveries],
		repeats: rejected.length + more.repeats,
	};
}
