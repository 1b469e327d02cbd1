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

/** Options for the look-back, the number of items, the start, and requests. */
export const pollOptionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Fetch Again From',
			name: 'fetchAgainFrom',
			type: 'dateTime',
			default: '',
			description:
				"Date since which a running trigger returns all records again, once, for example after executions were lost. In the workflow's time zone unless it has an offset. Change the date to fetch records again another time. Removing it has no effect.",
		},
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
			description: 'Time before the due date at which a certification is returned, in hours',
		},
		{
			displayName: 'Longest Task',
			name: 'longestTask',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
			displayOptions: { show: { '/event': EVENTS_SCANNED_BY_START_DATE } },
			description: 'Maximum run time of a task, in hours. Tasks that run longer can be missed.',
		},
		{
			displayName: 'Look-Back',
			name: 'lookBack',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_SEARCH_LOOK_BACK,
			description:
				'Time that each poll looks back for records that appear later than their date, in minutes. Records are never returned twice, but later records are missed. Default: 60 for search events and tasks, 1440 for certifications, 5 for all others. Increase it for tenants with slow indexing. The trigger stores a key for each record of this period.',
		},
		{
			displayName: 'Max Items per Poll',
			name: 'maxItems',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_MAX_ITEMS,
			description:
				'Maximum number of records per poll. Remaining records are returned by the next polls, oldest first.',
		},
		rateLimitOption,
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			displayOptions: { show: { startFrom: ['date'] } },
			description: "Date of the first records, in the workflow's time zone unless it has an offset",
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
						'Start with records since a date, oldest first. Changing the date resets the trigger, and records since then are returned again.',
				},
				{
					name: 'Now',
					value: 'now',
					description: 'Start with records since the first poll. A running trigger continues.',
				},
			],
			default: 'now',
			description: 'Where the first poll starts',
		},
		timeoutOption,
	],
};
