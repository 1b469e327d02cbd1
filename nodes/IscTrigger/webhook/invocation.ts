import { createHash } from 'crypto';
import { DateTime } from 'luxon';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isJsonObject } from '../../shared/parameters/json';

/** Text that services write for a missing ID. Events without an ID would otherwise look like duplicates. */
const NO_ID = /^[\s0-]*$/;

/** Returns the invocation ID of an event; undefined if the event has none. */
export function getInvocationId({ _metadata, _meta }: IDataObject): string | undefined {
	const metadata = _metadata ?? _meta;
	if (!isJsonObject(metadata)) return undefined;
	const { invocationId, callbackURL } = metadata;
	if (typeof invocationId === 'string' && !NO_ID.test(invocationId)) return invocationId;
	return /trigger-invocations\/(?:v\d+\/)?([^/]+)\/complete/.exec(String(callbackURL ?? ''))?.[1];
}

/** Adds the time by which ISC expects a response, if it expects one. */
export function withResponseDeadline(event: IDataObject, minutes: number): IDataObject {
	const metadata = event._metadata as IDataObject | undefined;
	if (!metadata?.callbackURL || !Number.isFinite(minutes)) return event;
	const respondBy = DateTime.utc().plus({ minutes }).toISO();
	return { ...event, _metadata: { ...metadata, respondBy } };
}

/**
 * Hashes of the invocations that this process has accepted, oldest first. They aren't stored: that would cost a write
 * for each event, and ISC sends duplicates within a short time.
 */
const seenInvocations = new Set<string>();
const MAX_INVOCATIONS = 10_000;

/**
 * Returns whether an invocation was received before. Remembers it, unless n8n fails to start the workflow.
 * @param node identifies the node within the process
 * @param response the response to the request with the event
 */
export function isDuplicate(
	node: string,
	invocation: string,
	response: Pick<ReturnType<IWebhookFunctions['getResponseObject']>, 'once' | 'statusCode'>,
): boolean {
	const digest = createHash('sha256')
		.update(JSON.stringify([node, invocation]))
		.digest('base64');
	if (seenInvocations.has(digest)) return true;
	// Without the outcome, assume that n8n didn't start the workflow.
	if (typeof response.once !== 'function') return false;
	seenInvocations.add(digest);
	if (seenInvocations.size > MAX_INVOCATIONS)
		seenInvocations.delete(seenInvocations.values().next().value!);
	response.once('close', () => {
		if (response.statusCode >= 300) seenInvocations.delete(digest);
	});
	return false;
}
