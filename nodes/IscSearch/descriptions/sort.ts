import type { INodeProperties } from 'n8n-workflow';

/** Sort order of the documents. */
export const documentSortProperty: INodeProperties = {
	displayName: 'Sort By',
	name: 'sort',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	displayOptions: { show: { operation: ['search'] } },
	description: 'Fields to sort by. The ID is added as the last field to make the order unique.',
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
					description: 'Field to sort by',
				},
				{
					displayName: 'Descending',
					name: 'descending',
					type: 'boolean',
					default: false,
					description: 'Whether to sort from highest to lowest, or newest to oldest. Default: off.',
				},
			],
		},
	],
};
