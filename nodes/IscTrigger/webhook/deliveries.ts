import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { getMonotonicTime } from '../../shared/api/monotonicTime';
import { withTimeout } from '../../shared/api/withTimeout';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** `pending`: n8n still starts the workflow for an earlier delivery of the event, and can fail. */
export type DeliveryStatus = 'new' | 'duplicate' | 'pending';

/**
 * Deliveries of this process by the hash of their invocation, oldest first: true if n8n has accepted the event, or a
 * promise of that while n8n starts the workflow. They aren't stored: that would cost a write for each event, and ISC sends
 * duplicates within a short time.
 */
const deliveries = new Map<string, true | Promise<boolean>>();
const MAX_DELIVERIES = 10_000;

/**
 * Returns whether an event was delivered before. While an earlier delivery runs, waits for its outcome: if n8n fails to
 * start the workflow, this delivery takes its place. An earlier answer could lose the event.
 * @param node identifies the node within the process
 * @param response the response to the request with the event
 * @param maxWait in milliseconds
 */
export async function registerDelivery(
	node: string,
	invocation: string,
	response: Pick<Response, 'end' | 'statusCode'>,
	maxWait: number,
): Promise<DeliveryStatus> {
	const digest = createHash('sha256')
		.update(JSON.stringify([node, invocation]))
		.digest('base64');
	const deadline = getMonotonicTime() + maxWait;
	let earlier = deliveries.get(digest);
	while (earlier !== undefined) {
		if (earlier === true) return 'duplicate';
		const timeLeft = Math.max(0, Math.ceil(deadline - getMonotonicTime()));
		// The promise of a delivery never rejects, so only the timeout does.
		const isTimeout = await withTimeout(earlier, timeLeft).then(
			() => false,
			() => true,
		);
		if (isTimeout) return 'pending';
		// Another waiting delivery can have taken its place.
		earlier = deliveries.get(digest);
	}
	remember(digest, response);
	return 'new';
}

/** Remembers a delivery, and forgets it if n8n fails to start the workflow. */
function remember(digest: string, response: Pick<Response, 'end' | 'statusCode'>): void {
	// Without the outcome, assume that n8n didn't start the workflow.
	if (typeof response.end !== 'function') return;
	const outcome = observeOutcome(response).then((isAccepted) => {
		// Other deliveries can have displaced this one.
		if (deliveries.get(digest) === outcome) {
			if (isAccepted) deliveries.set(digest, true);
			else deliveries.delete(digest);
		}
		return isAccepted;
	});
	deliveries.set(digest, outcome);
	if (deliveries.size > MAX_DELIVERIES) deliveries.delete(deliveries.keys().next().value!);
}

/**
 * Returns whether n8n accepts the event. n8n's response shows it also if the sender has given up: the connection is then
 * closed before n8n has started the workflow.
 */
async function observeOutcome(response: Pick<Response, 'end' | 'statusCode'>): Promise<boolean> {
	const end = response.end.bind(response) as (...args: unknown[]) => Response;
	return await new Promise((resolve) => {
		response.end = ((...args: unknown[]) => {
			resolve(response.statusCode < 300);
			return end(...args);
		}) as Response['end'];
	});
}
