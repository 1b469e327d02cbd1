import { createHash } from 'crypto';
import { DateTime } from 'luxon';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../../forms/object';

/** ID of the invocation that an event belongs to; not every event tells it. */
export function invocationIdOf({ _metadata, _meta }: IDataObject): string | undefined {
	const metadata = _metadata ?? _meta;
	if (!isObject(metadata)) return undefined;
	const { invocationId, callbackURL } = metadata;
	if (typeof invocationId === 'string') return invocationId;
	return /trigger-invocations\/(?:v\d+\/)?([^/]+)\/complete/.exec(String(callbackURL ?? ''))?.[1];
}

/** With the moment after which an answer comes too late, where one is wanted. */
export function withDeadline(event: IDataObject, minutes: number): IDataObject {
	const metadata = event._metadata as IDataObject | undefined;
	if (!metadata?.callbackURL) return event;
	const respondBy = DateTime.utc().plus({ minutes }).toISO();
	return { ...event, _metadata: { ...metadata, respondBy } };
}

/**
 * Digests of the invocations that this process has let in, the latest last. They are not stored: that would be a write
 * for each event, and one that is delivered again comes soon after.
 */
const seenHere = new Set<string>();
const MOST_KEPT = 10_000;

/**
 * Whether an invocation has come before; keeps it in mind until n8n could not start the workflow for it.
 * @param node tells the node from others of the process
 * @param response of the request that brought it
 */
export function isRepeated(
	node: string,
	invocation: string,
	response: Pick<ReturnType<IWebhookFunctions['getResponseObject']>, 'once' | 'statusCode'>,
): boolean {
	const digest = createHash('sha256')
		.update(JSON.stringify([node, invocation]))
		.digest('base64');
	if (seenHere.has(digest)) return true;
	// Without a way to learn how it ended, it may have started nothing.
	if (typeof response.once !== 'function') return false;
	seenHere.add(digest);
	if (seenHere.size > MOST_KEPT) seenHere.delete(seenHere.values().next().value!);
	response.once('close', () => {
		if (response.statusCode >= 300) seenHere.delete(digest);
	});
	return false;
}
