import type { INodeProperties } from 'n8n-workflow';

import { EVENTS_WITH_OWNER, EVENTS_WITH_CHANGES, EVENTS_SCANNED_BY_START_DATE } from '../events';

/** What starts the workflow. */
export const pollEventProperties: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Access Request Status',
				value: 'accessRequestStatus',
				description: 'An item of an access request is new, or its state has changed',
			},
			{
				name: 'Account Activity',
				value: 'accountActivity',
				description: 'An account activity is new or has changed',
			},
			{
				name: 'Any List',
				value: 'listOperation',
				description: 'A record of any list of the API is new, by a date that it has',
			},
			{
				name: 'Audit Event',
				value: 'auditEvent',
				description: 'Something happened that the audit reports show',
			},
			{
				name: 'Certification Due',
				value: 'certificationDue',
				description:
					'A certification that one reviewer may see, and that is not complete, reaches its due date',
			},
			{
				name: 'Identity Changed',
				value: 'identityChanged',
				description: 'An identity is new or has changed',
			},
			{
				name: 'Search',
				value: 'searchQuery',
				description: 'A document that a search query finds is new, by a date that it has',
			},
			{
				name: 'Task Completed',
				value: 'taskCompleted',
				description: 'A task such as an aggregation has ended, in whichever state',
			},
			{ name: 'Work Item', value: 'workItem', description: 'A work item of one owner is new' },
		],
		default: 'identityChanged',
		description:
			"What starts the workflow. Another event, another list, and a credential of another tenant start anew: what came since the last poll isn't returned then. Other changes continue.",
	},
	{
		displayName:
			'Work items can be neither filtered nor sorted by date: each poll reads all open ones of the owner, 250 in a request.',
		name: 'wholeListNotice',
		type: 'notice',
		displayOptions: { show: { event: ['workItem'] } },
		default: '',
	},
	{
		displayName:
			'Tasks can be sorted only by when they were created: each poll reads those of the last day. For tasks that run longer, set Options > Longest Task.',
		name: 'longestTaskNotice',
		type: 'notice',
		displayOptions: { show: { event: EVENTS_SCANNED_BY_START_DATE } },
		default: '',
	},
	{
		displayName:
			'If the list can be filtered or sorted by the date field, a poll reads only what is new. If not, each poll reads the whole list.',
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
			"ID of the identity whose work items, or whose certifications to review, are returned. By default these are the ones of the token's owner, not those of everyone; ISC returns those of others to administrators only.",
	},
	{
		displayName: 'Which Records',
		name: 'recordFilter',
		type: 'options',
		displayOptions: { show: { event: EVENTS_WITH_CHANGES } },
		options: [
			{
				name: 'New and Changed',
				value: 'changed',
				description: 'A record comes again each time it has changed',
			},
			{ name: 'New Only', value: 'created', description: 'Each record comes once' },
		],
		default: 'changed',
	},
];
