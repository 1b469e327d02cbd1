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
		description: 'A list of changes, which most PATCH endpoints take',
	},
	{ name: 'None', value: 'none' },
	{ name: 'Raw', value: 'raw', description: 'Text of any type' },
];

/** The same field for several methods: each starts with the body that its endpoints usually take. */
const bodyTypeFor = (methods: string[], byDefault: string): INodeProperties => ({
	displayName: 'Body Type',
	name: 'bodyType',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { ...CUSTOM_REQUEST, method: methods } },
	options: BODY_TYPES,
	default: byDefault,
});

const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'];
const show = (bodyType: string) => ({
	show: { ...CUSTOM_REQUEST, method: WRITING, bodyType: [bodyType] },
});

export const customRequestBodyProperties: INodeProperties[] = [
	bodyTypeFor(['POST', 'PUT'], 'json'),
	bodyTypeFor(['PATCH'], 'jsonPatch'),
	bodyTypeFor(['DELETE'], 'none'),
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '',
		placeholder: 'e.g. {"name": "Finance", "enabled": true}',
		displayOptions: show('json'),
		description: 'Empty for no body',
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '',
		placeholder: 'e.g. [{"op": "replace", "path": "/description", "value": "New text"}]',
		displayOptions: show('jsonPatch'),
		description:
			'A list of changes, each with op (add, remove, replace, move, copy or test), path and mostly value. The content type of JSON Patch is set for you.',
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
			"Field names differ from endpoint to endpoint (file, data, image ...): see the endpoint's documentation",
		options: [
			{
				displayName: 'Field',
				name: 'part',
				values: [
					{
						displayName: 'Kind',
						name: 'kind',
						type: 'options',
						options: [
							{
								name: 'File',
								value: 'file',
								description: 'A file from a binary field of the item',
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
