import type { INodeProperties } from 'n8n-workflow';

import {
	fieldsOption,
	rateLimitOption,
	timeoutOption,
} from '../../shared/editor/commonOptionProperties';
import {
	FUTURE_DATED_EVENTS,
	DEFAULT_SEARCH_LOOK_BACK,
	EVENTS_SCANNED_BY_START_DATE,
} from '../events';
import { DEFAULT_MAX_ITEMS } from '../parameters/readParams';

/** How far back a poll looks, how much it gives, and how requests are made. */
export const pollOptionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			...fieldsOption,
			description:
				'Comma-separated fields to return. Use dots for nested fields, also inside lists. Leave empty to return all fields.',
		},
		{
			displayName: 'Hours Ahead',
			name: 'hoursAhead',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			displayOptions: { show: { '/event': FUTURE_DATED_EVENTS } },
			description: 'How many hours before its due date a certification comes',
		},
		{
			displayName: 'Longest Task',
			name: 'longestTask',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
			displayOptions: { show: { '/event': EVENTS_SCANNED_BY_START_DATE } },
			description: 'How many hours a task may run; one that ran longer may be missed',
		},
		{
			displayName: 'Look-Back',
			name: 'lookBack',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_SEARCH_LOOK_BACK,
			description:
				'How many minutes each poll looks back for records that show up later than they are dated. Nothing is returned twice, but records that are later than this are missed. Without this option 60 for search-based events and tasks, 1440 for certifications, 5 for other lists. A tenant that indexes more slowly needs more; the trigger stores a key for each record of this time.',
		},
		{
			displayName: 'Max Items per Poll',
			name: 'maxItems',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_MAX_ITEMS,
			description: 'What is left comes with the next polls, the oldest first',
		},
		rateLimitOption,
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			displayOptions: { show: { startFrom: ['date'] } },
			description: "In the workflow's time zone, unless it names an offset",
		},
		{
			displayName: 'Start From',
			name: 'startFrom',
			type: 'options',
			options: [
				{
					name: 'Date',
					value: 'date',
					description:
						'Return records since then as well, the oldest first. A new date starts anew: records since then are returned again.',
				},
				{
					name: 'Now',
					value: 'now',
					description: 'Return records from the first poll on. A running trigger continues.',
				},
			],
			default: 'now',
			description: 'Where the trigger starts',
		},
		timeoutOption,
	],
};
