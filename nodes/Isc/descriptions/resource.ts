import type { INodeProperties } from 'n8n-workflow';

import { ACTION_RESOURCES } from '../actions';

/** Display options of whatever belongs to a custom request. */
export const CUSTOM_REQUEST = { resource: ['customRequest'] };
/** Display options of whatever belongs to an operation chosen from all. */
export const API_OPERATION = { resource: ['apiOperation'] };

export const resourceProperty: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		...ACTION_RESOURCES.map(({ name, value }) => ({ name, value })),
		{
			name: 'API Operation',
			value: 'apiOperation',
			description: 'Search all operations of the ISC API',
		},
		{
			name: 'Job',
			value: 'job',
			description: 'What goes on in ISC after the answer that started it',
		},
		{
			name: 'Trigger Invocation',
			value: 'triggerInvocation',
			description: 'Answer an event that waits for a decision',
		},
		{
			name: 'Custom Request',
			value: 'customRequest',
			description: 'Call any endpoint of the ISC API by its method and path',
		},
	].sort((one, other) => one.name.localeCompare(other.name)),
	default: 'customRequest',
};
