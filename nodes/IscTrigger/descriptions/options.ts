import type { INodeProperties } from 'n8n-workflow';

export const authenticationProperty: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Basic',
			value: 'basic',
			description: 'User name and password, generated for this workflow',
		},
		{
			name: 'Bearer Token',
			value: 'bearer',
			description: 'Token, generated for this workflow',
		},
		{
			name: 'None',
			value: 'none',
			description: 'Anyone who knows the URL can start the workflow. Not recommended.',
		},
	],
	default: 'bearer',
	description: 'How ISC authenticates its webhook calls. Other requests are rejected.',
};

/** Warns about requests without authentication. */
export const noAuthenticationNotice: INodeProperties = {
	displayName:
		"Without authentication, anyone who knows the URL can start this workflow with data that doesn't come from ISC. Use <b>Bearer Token</b>, or validate the data in the workflow.",
	name: 'noAuthenticationNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { authentication: ['none'] } },
};

export const triggerOptionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Ignore Duplicate Events',
			name: 'ignoreDuplicates',
			type: 'boolean',
			default: true,
			// A hide rule, since events without a response don't have the parameter.
			displayOptions: { hide: { '/responseMode': ['sync', 'dynamic'] } },
			description:
				'Whether to ignore events whose invocation ID this n8n process has already accepted',
		},
		{
			displayName: 'Response Deadline',
			name: 'responseDeadline',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			displayOptions: { show: { '/responseMode': ['async', 'dynamic'] } },
			description: 'Maximum time that ISC waits for a later response, in minutes',
		},
		{
			displayName: 'Send Test Event',
			name: 'sendTestEvent',
			type: 'boolean',
			default: true,
			description:
				'Whether to have ISC send an example event when you execute the trigger in the editor',
		},
	],
};
