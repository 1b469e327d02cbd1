import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

const metadataIn = ({ _metadata, _meta }: IDataObject) => (_metadata ?? _meta ?? {}) as IDataObject;

/** ID of the invocation that an event belongs to; not every event tells it. */
export function invocationIdOf(event: IDataObject): string | undefined {
	const { invocationId, callbackURL } = metadataIn(event);
	if (typeof invocationId === 'string') return invocationId;
	return /trigger-invocations\/([^/]+)\/complete/.exec(String(callbackURL ?? ''))?.[1];
}

/** With the moment after which an answer comes too late, where one is wanted. */
export function withDeadline(event: IDataObject, minutes: number): IDataObject {
	const metadata = event._metadata as IDataObject | undefined;
	if (!metadata?.callbackURL) return event;
	const respondBy = DateTime.utc().plus({ minutes }).toISO();
	return { ...event, _metadata: { ...metadata, respondBy } };
}

/**
 * Invocations that this process has seen, by subscription. They are not stored: that would be a write for each event,
 * and one that is delivered again comes soon after.
 */
const seenHere = new Map<string, Set<string>>();
const MOST_KEPT = 1000;

/** Whether an invocation has come before by this subscription; keeps it in mind. */
export function isRepeated(subscription: string, invocation: string): boolean {
	const here = seenHere.get(subscription) ?? new Set();
	seenHere.set(subscription, here);
	if (here.has(invocation)) return true;
	here.add(invocation);
	if (here.size > MOST_KEPT) here.delete(here.values().next().value!);
	return false;
}
