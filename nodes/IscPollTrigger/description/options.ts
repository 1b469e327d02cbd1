import type { INodeProperties } from 'n8n-workflow';

import { fieldsOption, rateLimitOption, timeoutOption } from '../../editor/options';
import { AHEAD, WITH_START } from '../events';
import { LOOK_BACK_SEARCH, MAX_ITEMS } from '../read/readWish';

/** How far back a poll looks, how much it gives, and how requests are made. */
export const optionsProperty: INodeProperties = {
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
			displayName: 'First Poll',
			name: 'firstRun',
			type: 'options',
			options: [
				{
					name: 'From a Date',
					value: 'date',
					description: 'Records since then come as well, as many with each poll as are allowed',
				},
				{ name: 'From Now', value: 'now', description: 'Records before then never come' },
			],
			default: 'now',
			description: 'Where the first poll starts; another choice starts anew',
		},
		{
			displayName: 'Hours Ahead',
			name: 'hoursAhead',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			displayOptions: { show: { '/event': AHEAD } },
			description: 'How many hours before its due date a certification comes',
		},
		{
			displayName: 'Longest Task',
			name: 'longestTask',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
			displayOptions: { show: { '/event': WITH_START } },
			description: 'How many hours a task may run; one that ran longer may be missed',
		},
		{
			displayName: 'Look-Back',
			name: 'lookBack',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: LOOK_BACK_SEARCH,
			description:
				'How many minutes each poll looks back, for records that show up later than they are dated. Nothing comes twice by that. Without this option 5 for what comes from search, 1 for all else.',
		},
		{
			displayName: 'Max Items per Poll',
			name: 'maxItems',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: MAX_ITEMS,
			description: 'What is left comes with the next polls, the oldest first',
		},
		rateLimitOption,
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			displayOptions: { show: { firstRun: ['date'] } },
			description: "In the workflow's time zone, unless it names an offset",
		},
		timeoutOption,
	],
};
