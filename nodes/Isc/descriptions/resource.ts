import type { INodeProperties } from 'n8n-workflow';

import { ACTION_RESOURCES } from '../actions';

/** Display options for the parameters of a custom request. */
export const CUSTOM_REQUEST = { resource: ['customRequest'] };
/** Display options for the parameters of an operation chosen under API Operation. */
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
			description: 'Wait for a background job that is running in ISC',
		},
		{
			name: 'Trigger Invocation',
			value: 'triggerInvocation',
			description: 'Respond to an event that is waiting for a decision',
		},
		{
			name: 'Custom Request',
			value: 'customRequest',
			description: 'Send a request to any endpoint of the ISC API by its method and path',
		},
	].sort((one, other) => one.name.localeCompare(other.name)),
	default: 'identity',
};
