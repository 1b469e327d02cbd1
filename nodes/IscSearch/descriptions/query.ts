import type { INodeProperties } from 'n8n-workflow';

import { buildPreviewProperty, HAS_ROWS } from '../../shared/editor/previewProperty';
import { CONDITION_FIELDS } from '../parameters/readQuery';
import { QUERY_OPERATIONS } from './operation';

const showForType = (queryType: string) => ({ ...QUERY_OPERATIONS, queryType: [queryType] });
const show = (queryType: string) => ({ show: showForType(queryType) });
const WITH_CONDITIONS = { ...showForType('sailpoint'), conditions: HAS_ROWS };

/** Properties of each query type. */
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
			'Conditions that documents must match. Values are quoted and escaped automatically. Conditions on the same nested list must match the same entry.',
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
						description:
							'Field to compare. For a field in a nested list, add @: @access.name, @accounts.source.name.',
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
							'Value to compare with. For In, enter a comma-separated list. For dates, a day such as 2026-01-31 means the whole day, and relative dates such as now-7d work.',
					},
				],
			},
		],
	},
	{
		displayName: 'Combine Conditions',
		name: 'combineConditions',
		type: 'options',
		displayOptions: { show: WITH_CONDITIONS },
		options: [
			{ name: 'All Must Match', value: 'and' },
			{ name: 'Any Must Match', value: 'or' },
		],
		default: 'and',
		description: 'Whether documents must match all conditions or any of them',
	},
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		displayOptions: show('sailpoint'),
		default: '',
		placeholder: 'e.g. attributes.department:"Finance" AND NOT @access(type:ROLE)',
		description:
			'Query in ISC syntax, sent unchanged. Documents must match it and the conditions above. If both are empty, all documents match.',
	},
	buildPreviewProperty({
		displayName: 'Resulting Query',
		name: 'queryPreview',
		method: 'getQueryPreview',
		fieldWords: { singular: 'query', plural: 'queries' },
		rows: 'conditions.condition',
		rowFields: CONDITION_FIELDS,
		dependsOn: ['combineConditions', 'query'],
		show: WITH_CONDITIONS,
	}),
	{
		displayName: 'Query (DSL)',
		name: 'queryDsl',
		type: 'json',
		displayOptions: show('dsl'),
		default: '{\n  "match_all": {}\n}',
		description: 'Elasticsearch Query DSL, one clause',
	},
	{
		displayName: 'Words',
		name: 'textTerms',
		type: 'string',
		required: true,
		displayOptions: show('text'),
		default: '',
		placeholder: 'e.g. Finance, Contractor',
		description: 'Comma-separated words to find',
	},
	{
		displayName: 'Fields to Search',
		name: 'textFields',
		type: 'string',
		required: true,
		displayOptions: show('text'),
		default: '',
		placeholder: 'e.g. displayName, attributes.department',
		description: 'Comma-separated fields to search',
	},
	{
		displayName: 'Starts With',
		name: 'prefix',
		type: 'string',
		required: true,
		displayOptions: { show: { operation: ['typeAhead'] } },
		default: '',
		placeholder: 'e.g. Work',
		description: 'Text that the values start with',
	},
	{
		displayName: 'Field to Search',
		name: 'typeAheadField',
		type: 'string',
		required: true,
		displayOptions: { show: { operation: ['typeAhead'] } },
		default: 'name',
		placeholder: 'e.g. source.name',
		description: 'Field whose values to suggest',
	},
];
