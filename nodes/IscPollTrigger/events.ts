/** Texts and fields of an event. The editor builds its list of events from the texts. */
interface BaseEvent {
	/** Name in the editor, in Title Case. */
	name: string;
	/** Text in n8n's node panel, in sentence case. */
	action: string;
	/** One sentence in the editor. */
	description: string;
	/** Fields that together identify a record. */
	idFields: readonly string[];
	/** Field with the date that makes a record new. */
	dateField: string;
	/**
	 * Field with the creation date, if `dateField` changes with the record. Used for new records only, and for records
	 * that haven't changed yet.
	 */
	createdField?: string;
	/** Field that ISC can set later than the date. The trigger returns a record when it has both. */
	stateField?: string;
	/** Field with the date when search indexed the record, for records that never change. */
	indexedField?: string;
	/** Default look-back of a poll, in minutes; see {@link getDefaultLookBack}. */
	lookBack?: number;
}

/** An event whose records come from a list of the catalogue. */
export interface ListEvent extends BaseEvent {
	/** ID of the operation in the catalogue, which also defines the filters and sorters of the list. */
	operation: string;
	/** Filter that always applies. */
	filter?: string;
	/**
	 * For a list without a filter or sorter for the date: a sortable date field that precedes the date, by at most the
	 * number of hours in this option.
	 */
	scanBy?: { field: string; option: 'longestTask' };
	/** Query parameter for the owner of the records. Without it, ISC returns the records of the token's owner. */
	ownerParameter?: string;
	/** Whether dates are in the future. The trigger returns a record when its date is reached. */
	isFutureDated?: true;
}

/** An event whose records come from search. */
interface SearchEvent extends BaseEvent {
	/** Search index. */
	index: string;
}

export type EventDefinition = ListEvent | SearchEvent;

/** All events with a source of their own. To add an event, add it here; nothing else changes. */
const DEFINITIONS = {
	accessRequestStatus: {
		name: 'Access Request Status',
		action: 'On access request status',
		description: 'An item of an access request is new or has a new status',
		operation: 'listAccessRequestStatusV1',
		// `id` identifies the requested access, which can be part of many requests.
		idFields: ['accessRequestId', 'accountActivityItemId', 'id'],
		dateField: 'modified',
		createdField: 'created',
	},
	accountActivity: {
		name: 'Account Activity',
		action: 'On account activity',
		description: 'An account activity is new or has changed',
		operation: 'listAccountActivitiesV1',
		idFields: ['id'],
		dateField: 'modified',
		createdField: 'created',
	},
	auditEvent: {
		name: 'Audit Event',
		action: 'On audit event',
		description: 'An audit event was recorded',
		index: 'events',
		idFields: ['id'],
		dateField: 'created',
		indexedField: 'synced',
	},
	certificationDue: {
		name: 'Certification Due',
		action: 'On certification due',
		description: 'An incomplete certification of a reviewer reaches its due date',
		operation: 'listIdentityCertificationsV1',
		idFields: ['id'],
		dateField: 'due',
		filter: 'completed eq false and phase eq "ACTIVE"',
		isFutureDated: true,
		ownerParameter: 'reviewer-identity',
		// A certification can become active, or get another due date, after the date has passed.
		lookBack: 1440,
	},
	identityChanged: {
		name: 'Identity Changed',
		action: 'On identity changed',
		description: 'An identity is new or has changed',
		index: 'identities',
		idFields: ['id'],
		dateField: 'modified',
		createdField: 'created',
	},
	taskCompleted: {
		name: 'Task Completed',
		action: 'On task completed',
		description: 'A task, such as an aggregation, has ended with any status',
		operation: 'getTaskStatusListV1',
		idFields: ['id'],
		dateField: 'completed',
		// Tasks can end in undocumented states, so the date decides instead of a filter by state.
		stateField: 'completionStatus',
		// Each poll reads the tasks of the last hours anyway, so the look-back needs no more requests.
		lookBack: 60,
		scanBy: { field: 'created', option: 'longestTask' },
	},
	workItem: {
		name: 'Work Item',
		action: 'On work item',
		description: 'A work item of an owner is new',
		operation: 'listWorkItemsV1',
		idFields: ['id'],
		dateField: 'created',
		ownerParameter: 'ownerId',
	},
} satisfies Record<string, EventDefinition>;

/** Values of 'Event'. Workflows store them. */
export type EventName = keyof typeof DEFINITIONS;

export const EVENTS: Record<EventName, EventDefinition> = DEFINITIONS;

/** Returns the names of the events that match a condition. */
const filterEventNames = (test: (event: EventDefinition) => boolean) =>
	Object.entries(EVENTS)
		.filter(([, event]) => test(event))
		.map(([name]) => name);

/** Events that can return new records only, or new and changed records. */
export const EVENTS_WITH_CHANGES = filterEventNames(
	({ createdField }) => createdField !== undefined,
);
/** Events whose records come from search. */
export const SEARCH_EVENTS = filterEventNames((event) => 'index' in event);
/** Events whose list has an owner parameter. */
export const EVENTS_WITH_OWNER = filterEventNames(
	(event) => 'operation' in event && event.ownerParameter !== undefined,
);
/** Events whose dates are in the future. */
export const FUTURE_DATED_EVENTS = filterEventNames(
	(event) => 'operation' in event && event.isFutureDated === true,
);
/** Events whose list is read by a start date, further back than the date of the event. */
export const EVENTS_SCANNED_BY_START_DATE = filterEventNames(
	(event) => 'operation' in event && event.scanBy !== undefined,
);

/** In minutes. Search indexes records with a delay, which can be long in a busy tenant. */
export const DEFAULT_SEARCH_LOOK_BACK = 60;
/** In minutes. A list can show a record later than its date. */
const DEFAULT_LIST_LOOK_BACK = 5;

/** Returns the default look-back of an event, in minutes. */
export function getDefaultLookBack(event: string): number {
	if (event === 'searchQuery' || SEARCH_EVENTS.includes(event)) return DEFAULT_SEARCH_LOOK_BACK;
	return EVENTS[event as EventName]?.lookBack ?? DEFAULT_LIST_LOOK_BACK;
}
