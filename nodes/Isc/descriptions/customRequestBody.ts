import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { CUSTOM_REQUEST } from './resource';

const BODY_TYPES: INodePropertyOptions[] = [
	{
		name: 'Form Data',
		value: 'formData',
		description: 'Fields and files, for uploads (multipart/form-data)',
	},
	{ name: 'JSON', value: 'json' },
	{
		name: 'JSON Patch',
		value: 'jsonPatch',
		description: 'List of changes, which most PATCH endpoints expect',
	},
	{ name: 'None', value: 'none' },
	{ name: 'Raw', value: 'raw', description: 'Text of any type' },
];

/** Builds the field for methods whose endpoints usually expect the same type of body. */
const buildBodyType = (methods: string[], defaultType: string): INodeProperties => ({
	displayName: 'Body Type',
	name: 'bodyType',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { ...CUSTOM_REQUEST, method: methods } },
	options: BODY_TYPES,
	default: defaultType,
});

const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'];
const show = (bodyType: string) => ({
	show: { ...CUSTOM_REQUEST, method: WRITING, bodyType: [bodyType] },
});

export const customRequestBodyProperties: INodeProperties[] = [
	buildBodyType(['POST', 'PUT'], 'json'),
	buildBodyType(['PATCH'], 'jsonPatch'),
	buildBodyType(['DELETE'], 'none'),
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '',
		placeholder: 'e.g. {"name": "Finance", "enabled": true}',
		displayOptions: show('json'),
		description: 'Leave empty to send no body',
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '',
		placeholder: 'e.g. [{"op": "replace", "path": "/description", "value": "New text"}]',
		displayOptions: show('jsonPatch'),
		description:
			'List of changes, each with op (add, remove, replace, move, copy, or test), path, and usually value. The content type is set automatically.',
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		displayOptions: show('raw'),
	},
	{
		displayName: 'Content Type',
		name: 'rawContentType',
		type: 'string',
		default: 'text/plain',
		placeholder: 'e.g. application/xml',
		displayOptions: show('raw'),
	},
	{
		displayName: 'Form Data',
		name: 'formData',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Field',
		default: {},
		displayOptions: show('formData'),
		description:
			"Fields and files to send. For the field names, such as file, data, or image, see the endpoint's documentation.",
		options: [
			{
				displayName: 'Field',
				name: 'part',
				values: [
					{
						displayName: 'Type',
						name: 'kind',
						type: 'options',
						options: [
							{
								name: 'File',
								value: 'file',
								description: 'File in a binary field of the input item',
							},
							{ name: 'Text', value: 'text' },
						],
						default: 'text',
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. file',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						displayOptions: { show: { kind: ['text'] } },
					},
					{
						displayName: 'Input Binary Field',
						name: 'binaryField',
						type: 'string',
						default: 'data',
						displayOptions: { show: { kind: ['file'] } },
						hint: 'The name of the input field containing the file',
					},
				],
			},
		],
	},
];
