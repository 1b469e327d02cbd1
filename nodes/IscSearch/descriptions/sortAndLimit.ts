import type { INodeProperties } from 'n8n-workflow';

import { limitProperty, returnAllProperty } from '../../shared/editor/limit';

const SEARCH = { operation: ['search'] };

/** In which order documents come, and how many. */
export const sortAndLimitProperties: INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sort',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: SEARCH },
		description: 'The ID is added as the last field, so that each document has a place of its own',
		options: [
			{
				displayName: 'Field',
				name: 'sorter',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. attributes.department',
					},
					{
						displayName: 'Descending',
						name: 'descending',
						type: 'boolean',
						default: false,
						description: 'Whether the largest or latest comes first',
					},
				],
			},
		],
	},
	{
		...returnAllProperty,
		displayOptions: { show: SEARCH },
	},
	{
		...limitProperty,
		displayOptions: { show: { ...SEARCH, returnAll: [false] } },
	},
];
