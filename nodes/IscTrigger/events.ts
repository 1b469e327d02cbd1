import events from './events.json';

/** A documented event trigger of ISC; see `schemas/events.schema.json`. */
export interface TriggerEvent {
	/** ID of the event trigger in ISC. Workflows store it. */
	id: string;
	name: string;
	action: string;
	description: string;
	/** Whether ISC waits for a response of the subscriber. */
	expectsResponse?: boolean;
	/** Whether only some tenants have the event. */
	isLimited?: boolean;
}

export const TRIGGER_EVENTS: readonly TriggerEvent[] = events;

/** Value of 'Event' for an event that the list doesn't contain. */
export const OTHER_EVENT = 'other';

/** Values of 'Event' for which the workflow can respond to ISC. */
export const EVENTS_WITH_RESPONSE: string[] = [
	...TRIGGER_EVENTS.filter(({ expectsResponse }) => expectsResponse).map(({ id }) => id),
	OTHER_EVENT,
];
