import type { INodeProperties } from 'n8n-workflow';

import { QUERY_OPERATIONS } from './operation';

const ofType = (type: string) => ({ show: { type: [type] } });

/** Filters beside the query, which each type of query takes. */
export const filterProperties: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: QUERY_OPERATIONS },
		description: 'What narrows the result of the query; one for a field, and all must match',
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
						displayOptions: ofType('range'),
						description: 'Empty for no lower bound',
					},
					{
						displayName: 'Including Bounds',
						name: 'inclusive',
						type: 'boolean',
						default: true,
						displayOptions: ofType('range'),
						description: 'Whether the bounds themselves are in the range',
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'string',
						default: '',
						displayOptions: ofType('range'),
						description: 'Empty for no upper bound',
					},
					{
						displayName: 'Values',
						name: 'terms',
						type: 'string',
						default: '',
						displayOptions: ofType('terms'),
						description: 'With commas between',
					},
					{
						displayName: 'What Matches',
						name: 'mode',
						type: 'options',
						options: [
							{ name: 'Is Kept', value: 'include' },
							{ name: 'Is Left Out', value: 'exclude' },
						],
						default: 'include',
					},
				],
			},
		],
	},
];
