import type { INodeProperties } from 'n8n-workflow';

import {
	EVENTS,
	EVENTS_SCANNED_BY_START_DATE,
	EVENTS_WITH_CHANGES,
	EVENTS_WITH_OWNER,
} from '../events';

/** Events whose source the user defines. */
const CUSTOM_EVENTS = [
	{
		name: 'Any List',
		value: 'listOperation',
		action: 'On new record in any list',
		description: 'New records in any list, detected by a date field',
	},
	{
		name: 'Search',
		value: 'searchQuery',
		action: 'On new search result',
		description: 'New documents that match a search query, detected by a date field',
	},
];

const EVENT_OPTIONS = [
	...Object.entries(EVENTS).map(([value, { name, action, description }]) => ({
		name,
		value,
		action,
		description,
	})),
	...CUSTOM_EVENTS,
].sort((one, other) => one.name.localeCompare(other.name));

/** Parameters for the event and the kind of records. */
export const pollEventProperties: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: EVENT_OPTIONS,
		default: 'identityChanged',
		description:
			'Event that starts the workflow. Changing the event, the list, or the tenant of the credential resets the trigger: records since the last poll are skipped.',
	},
	{
		displayName:
			"ISC can't filter or sort work items by date. Each poll reads all open work items of the owner, 250 per request.",
		name: 'wholeListNotice',
		type: 'notice',
		displayOptions: { show: { event: ['workItem'] } },
		default: '',
	},
	{
		displayName:
			'ISC can sort tasks only by their start date. Each poll reads the tasks of the last day. For tasks that run longer, set Options > Longest Task.',
		name: 'longestTaskNotice',
		type: 'notice',
		displayOptions: { show: { event: EVENTS_SCANNED_BY_START_DATE } },
		default: '',
	},
	{
		displayName:
			'If ISC can filter or sort the list by the date field, a poll reads only new records. Otherwise, each poll reads the whole list.',
		name: 'anyListNotice',
		type: 'notice',
		displayOptions: { show: { event: ['listOperation'] } },
		default: '',
	},
	{
		displayName: 'Owner ID',
		name: 'owner',
		type: 'string',
		displayOptions: { show: { event: EVENTS_WITH_OWNER } },
		default: '',
		placeholder: 'e.g. 2c9180867c184ff6017c2a2fbf031666',
		description:
			"ID of the identity whose work items or certifications are returned. Leave empty to use the token's owner. For other identities, the token's owner must be an administrator.",
	},
	{
		displayName: 'Record Filter',
		name: 'recordFilter',
		type: 'options',
		displayOptions: { show: { event: EVENTS_WITH_CHANGES } },
		options: [
			{
				name: 'New and Changed',
				value: 'changed',
				description: 'Return a record each time it changes',
			},
			{ name: 'New Only', value: 'created', description: 'Return each record once' },
		],
		default: 'changed',
		description: 'Records to return',
	},
];
