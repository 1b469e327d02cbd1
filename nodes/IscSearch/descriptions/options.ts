import type { INodeProperties } from 'n8n-workflow';

import {
	binaryFieldOption,
	byteOrderMarkOption,
	escapeFormulasOption,
	fieldsOption,
	fileNameOption,
	maxConcurrencyOption,
	outputOption,
	rateLimitOption,
	splitAfterMegabytesOption,
	splitAfterRecordsOption,
	timeoutOption,
} from '../../shared/editor/commonOptionProperties';

const of = (...operations: string[]) => ({ '/operation': operations });
const SEARCH = { show: of('search') };
const TYPE_AHEAD = { show: of('typeAhead') };
const GROUPED = { show: { ...of('aggregate'), '/aggregationType': ['fields'] } };
const QUERY = { show: { ...of('search', 'count', 'aggregate'), '/queryType': ['sailpoint'] } };

export const searchOptionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		byteOrderMarkOption,
		escapeFormulasOption,
		fieldsOption,
		{
			displayName: 'Fields to Leave Out',
			name: 'excludeFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. access, accounts',
			displayOptions: { show: of('search', 'typeAhead') },
			description: 'What is not wanted of each document, with commas between; dots lead deeper',
		},
		fileNameOption,
		{
			displayName: 'Include Nested Lists',
			name: 'includeNested',
			type: 'boolean',
			default: true,
			displayOptions: { show: of('search', 'typeAhead') },
			description:
				'Whether documents come with their nested lists, such as all access of an identity. Without them, a search is several times as fast.',
		},
		{
			displayName: 'Least in Group',
			name: 'minDocCount',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			displayOptions: GROUPED,
			description: 'Groups with fewer documents are left out',
		},
		{
			displayName: 'Max Expansions',
			name: 'maxExpansions',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000 },
			default: 10,
			displayOptions: TYPE_AHEAD,
			description: 'In how many ways the last word may go on',
		},
		{
			displayName: 'Max Groups',
			name: 'groupSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			displayOptions: GROUPED,
			description:
				'Maximum number of groups for each field, starting with those that hold the most documents. Defaults to 100. A hint says if there are more.',
		},
		maxConcurrencyOption,
		{
			displayName: 'Max Suggestions',
			name: 'size',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			displayOptions: TYPE_AHEAD,
		},
		{
			displayName: 'Nested Matches Of',
			name: 'innerHitType',
			type: 'string',
			default: '',
			placeholder: 'e.g. access',
			displayOptions: QUERY,
			description:
				'Name of a nested list: its entries become the result instead of the documents. At most 10,000 of them can be read.',
		},
		{
			displayName: 'Nested Matches Query',
			name: 'innerHitQuery',
			type: 'string',
			default: '*',
			placeholder: 'e.g. source.name:"Active Directory"',
			displayOptions: QUERY,
			description: 'Which entries of the nested list are wanted',
		},
		{
			displayName: 'Nested Type',
			name: 'nestedType',
			type: 'string',
			default: '',
			placeholder: 'e.g. access',
			displayOptions: TYPE_AHEAD,
			description: 'Name of the nested list that the field belongs to',
		},
		outputOption,
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10000 },
			default: 2500,
			displayOptions: SEARCH,
			description:
				'Max number of documents to ask for in one request. If this is not set, it goes by how long the documents are.',
		},
		{
			displayName: 'Pagination',
			name: 'pagination',
			type: 'options',
			displayOptions: SEARCH,
			options: [
				{
					name: 'Offset',
					value: 'offset',
					description:
						'Requests pages in parallel, sorted by ID unless you set an order. Limited to 10,000 documents.',
				},
				{
					name: 'Search After',
					value: 'searchAfter',
					description: 'By the sort values of the last document, however many there are',
				},
			],
			default: 'searchAfter',
		},
		binaryFieldOption,
		{
			displayName: 'Query Fields',
			name: 'queryFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. firstName, lastName, email',
			displayOptions: QUERY,
			description: 'Where words of the query are looked for that name no field',
		},
		rateLimitOption,
		{
			displayName: 'Sort Suggestions By',
			name: 'typeAheadSort',
			type: 'options',
			displayOptions: TYPE_AHEAD,
			options: [
				{ name: 'Least Frequent First', value: 'countAsc' },
				{ name: 'Most Frequent First', value: 'countDesc' },
				{ name: 'Value', value: 'valueAsc' },
				{ name: 'Value, Descending', value: 'valueDesc' },
			],
			default: 'countDesc',
		},
		splitAfterMegabytesOption,
		splitAfterRecordsOption,
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. America/Chicago',
			displayOptions: QUERY,
			description:
				'Time zone in which the days of the query and of its conditions start and end. Defaults to UTC.',
		},
		timeoutOption,
	],
};
