/** Fields by which records are told apart; together they are unique. */
type IdFields = readonly string[];

/** Which date says that a record is new. */
interface Dates {
	dateField: string;
	/**
	 * Where `date` changes with the record: the one that stays, for those who want each record once, and for records
	 * that haven't changed yet.
	 */
	createdField?: string;
	/** A field that ISC may fill in a little later than the date; a record comes once it has both. */
	stateField?: string;
	/** Where records never change: the field that says when search began to show one. */
	indexedField?: string;
	/** How many minutes a poll looks back, unless the user says otherwise; see {@link getDefaultLookBack}. */
	lookBack?: number;
}

/** What is asked for an event whose records a list of the catalogue gives. */
export interface ListEvent extends Dates {
	/** ID of the operation in the catalogue, which also says what the list can be filtered and sorted by. */
	operation: string;
	idFields: IdFields;
	/** What always narrows the list. */
	filter?: string;
	/**
	 * Where the list cannot be asked for by the date itself: a field that it sorts by, whose date comes before,
	 * by no more than the option of this name says.
	 */
	scanBy?: { field: string; option: 'longestTask' };
	/** The parameter that says whose records are wanted; without it ISC gives those of the token's owner. */
	ownerParameter?: string;
	/** Whether dates lie ahead, so that a record counts once its date has come. */
	isFutureDated?: true;
}

/** What is asked for an event whose records the search service gives. */
interface SearchEvent extends Dates {
	/** Of the search service. */
	index: string;
	idFields: IdFields;
}

export type EventDefinition = ListEvent | SearchEvent;

export type EventName =
	| 'accessRequestStatus'
	| 'accountActivity'
	| 'auditEvent'
	| 'certificationDue'
	| 'identityChanged'
	| 'taskCompleted'
	| 'workItem';

/** What each event asks for. Code knows no product path: whoever adds an event adds it here. */
export const EVENTS: Record<EventName, EventDefinition> = {
	accessRequestStatus: {
		operation: 'listAccessRequestStatusV1',
		// The `id` is that of what was asked for, which many may have asked for.
		idFields: ['accessRequestId', 'accountActivityItemId', 'id'],
		dateField: 'modified',
		createdField: 'created',
	},
	accountActivity: {
		operation: 'listAccountActivitiesV1',
		idFields: ['id'],
		dateField: 'modified',
		createdField: 'created',
	},
	auditEvent: { index: 'events', idFields: ['id'], dateField: 'created', indexedField: 'synced' },
	certificationDue: {
		operation: 'listIdentityCertificationsV1',
		idFields: ['id'],
		dateField: 'due',
		filter: 'completed eq false and phase eq "ACTIVE"',
		isFutureDated: true,
		ownerParameter: 'reviewer-identity',
		// One may become active, or have its due date moved, when that date is over.
		lookBack: 1440,
	},
	identityChanged: {
		index: 'identities',
		idFields: ['id'],
		dateField: 'modified',
		createdField: 'created',
	},
	taskCompleted: {
		operation: 'getTaskStatusListV1',
		idFields: ['id'],
		dateField: 'completed',
		// Tasks end in states that no document names, so that none is asked for: what has ended has a date.
		stateField: 'completionStatus',
		// The tasks of the last hours are read with each poll, so that it costs no request to look back.
		lookBack: 60,
		scanBy: { field: 'created', option: 'longestTask' },
	},
	workItem: {
		operation: 'listWorkItemsV1',
		idFields: ['id'],
		dateField: 'created',
		ownerParameter: 'ownerId',
	},
};

const namesWhere = (test: (facts: EventDefinition) => boolean) =>
	Object.entries(EVENTS)
		.filter(([, facts]) => test(facts))
		.map(([name]) => name);

/** Events for which one can choose between new records and changes. */
export const EVENTS_WITH_CHANGES = namesWhere(
	({ createdField: lastingDate }) => lastingDate !== undefined,
);
/** Events whose records come from the search service. */
export const SEARCH_EVENTS = namesWhere((facts) => 'index' in facts);
/** Events whose records ISC lists for one owner. */
export const EVENTS_WITH_OWNER = namesWhere(
	(facts) => 'operation' in facts && facts.ownerParameter !== undefined,
);
/** Events whose records have their date ahead. */
export const FUTURE_DATED_EVENTS = namesWhere(
	(facts) => 'operation' in facts && facts.isFutureDated === true,
);
/** Events whose list is read back to before the date that counts. */
export const EVENTS_SCANNED_BY_START_DATE = namesWhere(
	(facts) => 'operation' in facts && facts.scanBy !== undefined,
);

/** A record shows up in search late, in a busy tenant by many minutes; other vendors look back an hour as well. */
export const DEFAULT_SEARCH_LOOK_BACK = 60;
/** A record can be dated some time before a list shows it. */
const LOOK_BACK = 5;

/** How many minutes a poll of an event looks back, unless the user says otherwise. */
export function getDefaultLookBack(event: string): number {
	if (event === 'searchQuery' || SEARCH_EVENTS.includes(event)) return DEFAULT_SEARCH_LOOK_BACK;
	return EVENTS[event as EventName]?.lookBack ?? LOOK_BACK;
}
