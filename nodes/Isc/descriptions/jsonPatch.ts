import type { INodeProperties } from 'n8n-workflow';

import { showForOperations } from './showForOperations';

/** Rows of changes, for operations that expect a JSON Patch. */
export const jsonPatchProperties: INodeProperties[] = showForOperations(
	({ body }) => body?.kind === 'jsonPatch',
	{
		displayName: 'Changes',
		name: 'changes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Change',
		default: {},
		description:
			'Changes to apply, in order, in one JSON Patch request. If one fails, none are applied.',
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
									'Set a field, or replace a list. To add to the end of a list, end the field with /-.',
							},
							{ name: 'Copy', value: 'copy' },
							{ name: 'Move', value: 'move' },
							{ name: 'Remove', value: 'remove' },
							{ name: 'Replace', value: 'replace' },
							{
								name: 'Test',
								value: 'test',
								description: 'Apply the changes only if the field has this value',
							},
						],
						default: 'replace',
					},
					{
						displayName: 'Field',
						name: 'path',
						type: 'resourceLocator',
						default: { mode: 'list', value: '' },
						description: 'Field to change',
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
							{ name: 'JSON', value: 'json', description: 'Object or list' },
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
