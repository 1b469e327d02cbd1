import type { INodeProperties } from 'n8n-workflow';

import { FIRST_PAGE_SIZE } from '../../shared/pagination/adaptivePageSize';
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

const buildOperationCondition = (...operations: string[]) => ({ '/operation': operations });
const SEARCH = { show: buildOperationCondition('search') };
const TYPE_AHEAD = { show: buildOperationCondition('typeAhead') };
const GROUPED = {
	show: { ...buildOperationCondition('aggregate'), '/aggregationType': ['fields'] },
};
const TEXT = {
	show: { ...buildOperationCondition('search', 'count', 'aggregate'), '/queryType': ['text'] },
};
const QUERY = {
	show: { ...buildOperationCondition('search', 'count', 'aggregate'), '/queryType': ['sailpoint'] },
};

export const searchOptionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		byteOrderMarkOption,
		escapeFormulasOption,
		{
			displayName: 'Exclude Fields',
			name: 'excludeFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. access, accounts',
			displayOptions: { show: buildOperationCondition('search', 'typeAhead') },
			description:
				'Comma-separated fields to exclude from each document. Use dots for nested fields. Leave empty to exclude none (default).',
		},
		fieldsOption,
		fileNameOption,
		{
			displayName: 'Include Nested Lists',
			name: 'includeNested',
			type: 'boolean',
			default: true,
			displayOptions: { show: buildOperationCondition('search', 'typeAhead') },
			description:
				'Whether to return nested lists, such as all access of an identity. A search without them is several times faster. Default: on.',
		},
		{
			displayName: 'Match Any Word',
			name: 'matchAny',
			type: 'boolean',
			default: false,
			displayOptions: TEXT,
			description:
				'Whether to match documents that contain any of the words instead of all of them. Default: off.',
		},
		{
			displayName: 'Match Anywhere',
			name: 'contains',
			type: 'boolean',
			default: false,
			displayOptions: TEXT,
			description:
				'Whether to match words anywhere in a field instead of only at its beginning. Default: off.',
		},
		{
			displayName: 'Max Expansions',
			name: 'maxExpansions',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000 },
			default: 10,
			displayOptions: TYPE_AHEAD,
			description: 'Maximum number of terms that the last word can expand to. Default: 10.',
		},
		{
			displayName: 'Max Groups',
			name: 'groupSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			displayOptions: GROUPED,
			description:
				'Maximum number of groups per field, starting with those that contain the most documents. A notice shows if there are more. Default: 100.',
		},
		maxConcurrencyOption,
		{
			displayName: 'Max Suggestions',
			name: 'size',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			displayOptions: TYPE_AHEAD,
			description: 'Maximum number of values to suggest. Default: 100.',
		},
		{
			displayName: 'Min Documents per Group',
			name: 'minDocCount',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			displayOptions: GROUPED,
			description: 'Exclude groups with fewer documents. Default: 1.',
		},
		{
			displayName: 'Nested List Query',
			name: 'innerHitQuery',
			type: 'string',
			default: '*',
			placeholder: 'e.g. source.name:"Active Directory"',
			displayOptions: QUERY,
			description:
				"Query that the entries must match, if 'Nested List to Return' is set. Default: * (all entries).",
		},
		{
			displayName: 'Nested List to Return',
			name: 'innerHitType',
			type: 'string',
			default: '',
			placeholder: 'e.g. access',
			displayOptions: QUERY,
			description:
				'Name of a nested list whose entries to return instead of the documents, up to 10,000 entries. Leave empty to return documents (default).',
		},
		{
			displayName: 'Nested Type',
			name: 'nestedType',
			type: 'string',
			default: '',
			placeholder: 'e.g. access',
			displayOptions: TYPE_AHEAD,
			description:
				'Name of the nested list that contains the field. Leave empty if there is none (default).',
		},
		outputOption,
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10000 },
			default: FIRST_PAGE_SIZE,
			displayOptions: SEARCH,
			description:
				'Number of documents per request, up to 10,000. Default: 250 for the first page, then adapted to the size of the documents.',
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
						'Request pages in parallel, sorted by ID unless you set a sort order. Limited to 10,000 documents.',
				},
				{
					name: 'Search After',
					value: 'searchAfter',
					description: 'Continue after the sort values of the last document. No limit.',
				},
			],
			default: 'searchAfter',
			description: 'How to request the next page. Default: Search After.',
		},
		binaryFieldOption,
		{
			displayName: 'Query Fields',
			name: 'queryFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. firstName, lastName, email',
			displayOptions: QUERY,
			description:
				"Fields to search when a term doesn't specify one. Comma-separated. Default: ISC's default fields.",
		},
		rateLimitOption,
		{
			displayName: 'Result',
			name: 'aggregationResult',
			type: 'options',
			displayOptions: { show: buildOperationCondition('aggregate') },
			options: [
				{ name: 'Raw', value: 'raw', description: 'One item with the unchanged response' },
				{ name: 'Rows', value: 'rows', description: 'One item per group' },
			],
			default: 'rows',
			description: 'How to return the groups. Default: Rows.',
		},
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
			description: 'Order of the suggested values. Default: Most Frequent First.',
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
				'Time zone that defines when the days in the query and its conditions start and end. Default: UTC.',
		},
		timeoutOption,
	],
};
