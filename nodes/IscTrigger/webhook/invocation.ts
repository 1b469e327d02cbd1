import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

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
