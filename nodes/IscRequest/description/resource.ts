import type { INodeProperties } from 'n8n-workflow';

/** Display options of whatever belongs to a custom request. */
export const CUSTOM_REQUEST = { resource: ['customRequest'] };

export const resourceProperty: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Custom Request',
			value: 'customRequest',
			description: 'Call any endpoint of the ISC API by its method and path',
		},
	],
	default: 'customRequest',
};
