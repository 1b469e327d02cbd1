import type { INodeProperties } from 'n8n-workflow';

import { showForOperations } from './showForOperations';

/** Rows that make a JSON Patch, for operations that take one. */
export const jsonPatchProperties: INodeProperties[] = showForOperations(
	({ body }) => body?.kind === 'jsonPatch',
	{
		displayName: 'Changes',
		name: 'changes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Change',
		default: {},
		description: 'Made in this order, all or none (JSON Patch)',
		options: [
			{
				displayName: 'Change',
				name: 'change',
				values: [
					{
						displayName: 'Action',
						name: 'op',
						type: 'options',
						options: [
							{
								name: 'Add',
								value: 'add',
								description:
									'Sets a field, and replaces a list; a field that ends in /- adds to the end of a list',
							},
							{ name: 'Copy', value: 'copy' },
							{ name: 'Move', value: 'move' },
							{ name: 'Remove', value: 'remove' },
							{ name: 'Replace', value: 'replace' },
							{
								name: 'Test',
								value: 'test',
								description: 'Changes nothing unless the value is this',
							},
						],
						default: 'replace',
					},
					{
						displayName: 'Field',
						name: 'path',
						type: 'resourceLocator',
						default: { mode: 'path', value: '' },
						description: 'What to change',
						modes: [
							{
								displayName: 'From List',
								name: 'list',
								type: 'list',
								typeOptions: { searchListMethod: 'searchPatchFields', searchable: true },
							},
							{
								displayName: 'By Path',
								name: 'path',
								type: 'string',
								placeholder: 'e.g. /description or /tags/-',
							},
						],
					},
					{
						displayName: 'From Field',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. /description',
						displayOptions: { show: { op: ['copy', 'move'] } },
					},
					{
						displayName: 'Type',
						name: 'valueType',
						type: 'options',
						options: [
							{ name: 'Boolean', value: 'boolean' },
							{ name: 'JSON', value: 'json', description: 'An object or a list' },
							{ name: 'Null', value: 'null', description: 'No value' },
							{ name: 'Number', value: 'number' },
							{ name: 'Text', value: 'string' },
						],
						default: 'string',
						displayOptions: { show: { op: ['add', 'replace', 'test'] } },
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						displayOptions: {
							show: {
								op: ['add', 'replace', 'test'],
								valueType: ['boolean', 'json', 'number', 'string'],
							},
						},
					},
				],
			},
		],
	},
	{ specifyValues: ['fields'] },
);
