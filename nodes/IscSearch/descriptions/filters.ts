import type { INodeProperties } from 'n8n-workflow';

import { QUERY_OPERATIONS } from './operation';

const showForFilterType = (type: string) => ({ show: { type: [type] } });

/** Filters, which all query types support in addition to the query. */
export const filterProperties: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: QUERY_OPERATIONS },
		description: 'Filters that documents must match in addition to the query, one per field',
		options: [
			{
				displayName: 'Filter',
				name: 'filter',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. created',
						description: 'Field that the filter applies to',
					},
					{
						displayName: 'Filter Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Has a Value', value: 'exists' },
							{ name: 'One Of', value: 'terms' },
							{ name: 'Range', value: 'range' },
						],
						default: 'terms',
					},
					{
						displayName: 'From',
						name: 'from',
						type: 'string',
						default: '',
						displayOptions: showForFilterType('range'),
						description: 'Lower bound. Leave empty for none.',
					},
					{
						displayName: 'Include Bounds',
						name: 'inclusive',
						type: 'boolean',
						default: true,
						displayOptions: showForFilterType('range'),
						description: 'Whether to include the bounds in the range. Default: on.',
					},
					{
						displayName: 'Mode',
						name: 'mode',
						type: 'options',
						options: [
							{
								name: 'Exclude',
								value: 'exclude',
								description: 'Return documents that do not match',
							},
							{ name: 'Include', value: 'include', description: 'Return documents that match' },
						],
						default: 'include',
						description: 'Whether documents that match are included or excluded',
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'string',
						default: '',
						displayOptions: showForFilterType('range'),
						description: 'Upper bound. Leave empty for none.',
					},
					{
						displayName: 'Values',
						name: 'terms',
						type: 'string',
						default: '',
						displayOptions: showForFilterType('terms'),
						description: 'Comma-separated values, one of which must match',
					},
				],
			},
		],
	},
];
