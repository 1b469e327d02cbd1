import type { INodeProperties } from 'n8n-workflow';

export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Experimental API',
			name: 'experimental',
			type: 'boolean',
			default: true,
			description:
				'Whether to send the header X-SailPoint-Experimental, without which experimental endpoints refuse every call',
		},
		{
			displayName: 'List Field',
			name: 'listField',
			type: 'string',
			default: '',
			placeholder: 'e.g. items',
			description:
				'Where the list stands, for endpoints that wrap it in an object: each record of it becomes an item. Dots lead deeper.',
		},
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 250 },
			default: 250,
			description:
				'Max number of records to ask for in one request. Lists that give fewer at a time, such as roles, are asked for that many.',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			displayOptions: { show: { responseFormat: ['file'] } },
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'Response Format',
			name: 'responseFormat',
			type: 'options',
			options: [
				{
					name: 'File',
					value: 'file',
					description: 'The body as a binary file, such as a report',
				},
				{
					name: 'Full Response',
					value: 'full',
					description: 'One item with status code, headers and body; one page of a list',
				},
				{
					name: 'Items',
					value: 'items',
					description: 'An item for each record of a list, or one for an object',
				},
				{
					name: 'Nothing',
					value: 'none',
					description: 'One item that says that the call succeeded, without the body',
				},
			],
			default: 'items',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 300000,
			description: 'How many milliseconds to wait for an answer, for each try',
		},
	],
};
