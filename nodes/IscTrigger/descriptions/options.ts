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
			description: 'User name and password, made for this workflow',
		},
		{
			name: 'Bearer Token',
			value: 'bearer',
			description: 'A token, made for this workflow',
		},
		{
			name: 'None',
			value: 'none',
			description: 'Anybody who knows the URL can start the workflow: not recommended',
		},
	],
	default: 'bearer',
	description:
		'How ISC authenticates its events; requests without valid authentication start nothing',
};

/** Warns about requests without authentication. */
export const noAuthenticationNotice: INodeProperties = {
	displayName:
		'Without authentication, anybody who knows the URL can start this workflow with data that ISC never sent. Choose <b>Bearer Token</b>, or validate the data in the workflow.',
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
			displayName: 'Drop Repeated Events',
			name: 'ignoreDuplicates',
			type: 'boolean',
			default: true,
			displayOptions: { show: { '/responseMode': ['none', 'async'] } },
			description:
				'Whether to skip an event that the same n8n process has received before, with the same invocation ID',
		},
		{
			displayName: 'Response Deadline',
			name: 'responseDeadline',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			displayOptions: { show: { '/responseMode': ['async', 'dynamic'] } },
			description: 'How many minutes ISC waits for an answer that comes later',
		},
		{
			displayName: 'Send Test Event',
			name: 'sendTestEvent',
			type: 'boolean',
			default: true,
			description:
				'Whether ISC is asked to send an example of the event when you execute the trigger in the editor',
		},
	],
};
