import type { INodeProperties } from 'n8n-workflow';

import { QUERY_OPERATIONS } from './operation';

/** n8n's style guide has another name for lists of choices; this one has only one, to look at. */
const RESULT = 'Resulting Query';

const show = (queryType: string) => ({ show: { ...QUERY_OPERATIONS, queryType: [queryType] } });

/** What to find, for each type of query. */
export const queryProperties: INodeProperties[] = [
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Condition',
		default: {},
		displayOptions: show('sailpoint'),
		description:
			'Conditions that documents must match. Values are quoted and escaped automatically. Conditions on the same nested list must match the same entry of it.',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. attributes.department',
						description: 'For a field of a nested list: @access.name, @accounts.source.name',
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: [
							{ name: 'After or Greater Than', value: 'after' },
							{ name: 'Before or Less Than', value: 'before' },
							{
								name: 'Contains',
								value: 'contains',
								description: 'The value contains this text. Case-sensitive.',
							},
							{
								name: 'Contains Words',
								value: 'hasWords',
								description: 'The value contains these words in this order. Ignores case.',
							},
							{
								name: 'Equals',
								value: 'equals',
								description: 'The whole value is equal to this text. Case-sensitive.',
							},
							{ name: 'From', value: 'from', description: 'This value or a later one' },
							{ name: 'Has a Value', value: 'exists' },
							{ name: 'Has No Value', value: 'missing' },
							{
								name: 'In',
								value: 'in',
								description: 'The whole value is equal to one of several texts. Case-sensitive.',
							},
							{
								name: 'Is Not',
								value: 'notEquals',
								description: 'The whole value is not equal to this text. Case-sensitive.',
							},
							{
								name: 'Starts With',
								value: 'startsWith',
								description: 'The value starts with this text. Case-sensitive.',
							},
							{ name: 'To', value: 'to', description: 'This value or an earlier one' },
						],
						default: 'equals',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						displayOptions: { hide: { operator: ['exists', 'missing'] } },
						description:
							'For In, a comma-separated list. For dates, a day such as 2026-01-31 means the whole day; now-7d and similar expressions work, too.',
					},
				],
			},
		],
	},
	{
		displayName: 'Combine Conditions',
		name: 'combineConditions',
		type: 'options',
		displayOptions: show('sailpoint'),
		options: [
			{ name: 'All Must Match', value: 'and' },
			{ name: 'Any Must Match', value: 'or' },
		],
		default: 'and',
	},
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		displayOptions: show('sailpoint'),
		default: '',
		placeholder: 'e.g. attributes.department:"Finance" AND NOT @access(type:ROLE)',
		description:
			'A query of your own, sent as it is; together with the conditions above, both must match. Everything is found if all is empty.',
	},
	{
		displayName: RESULT,
		name: 'queryPreview',
		type: 'options',
		typeOptions: {
			loadOptionsMethod: 'getQueryPreview',
			loadOptionsDependsOn: ['conditions', 'combineConditions', 'query'],
		},
		displayOptions: show('sailpoint'),
		default: '',
		hint: 'What is sent: to look at only',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Query (DSL)',
		name: 'queryDsl',
		type: 'json',
		displayOptions: show('dsl'),
		default: '{\n  "match_all": {}\n}',
		description: 'One clause of the Query DSL of Elasticsearch',
	},
	{
		displayName: 'Words',
		name: 'textTerms',
		type: 'string',
		required: true,
		displayOptions: show('text'),
		default: '',
		placeholder: 'e.g. Finance, Contractor',
		description: 'What to look for, with commas between',
	},
	{
		displayName: 'In Fields',
		name: 'textFields',
		type: 'string',
		required: true,
		displayOptions: show('text'),
		default: '',
		placeholder: 'e.g. displayName, attributes.department',
		description: 'Where to look, with commas between',
	},
	{
		displayName: 'Match Any Word',
		name: 'matchAny',
		type: 'boolean',
		displayOptions: show('text'),
		default: false,
		description: 'Whether one of the words is enough; otherwise all must be there',
	},
	{
		displayName: 'Match Anywhere',
		name: 'contains',
		type: 'boolean',
		displayOptions: show('text'),
		default: false,
		description: 'Whether words may stand anywhere in a field; otherwise it must begin with them',
	},
	{
		displayName: 'Saved Search',
		name: 'savedSearch',
		type: 'resourceLocator',
		required: true,
		displayOptions: show('saved'),
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchSavedSearches', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 0de46054-fe90-434a-b84e-c6b3359d0c64',
			},
		],
	},
	{
		displayName: 'Starts With',
		name: 'prefix',
		type: 'string',
		required: true,
		displayOptions: { show: { operation: ['typeAhead'] } },
		default: '',
		placeholder: 'e.g. Work',
	},
	{
		displayName: 'In Field',
		name: 'typeAheadField',
		type: 'string',
		required: true,
		displayOptions: { show: { operation: ['typeAhead'] } },
		default: 'name',
		placeholder: 'e.g. source.name',
	},
];
