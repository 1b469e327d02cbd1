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
		'How ISC proves that an event comes from it; requests without the proof start nothing',
};

/** What it means to let anybody in. */
export const openNotice: INodeProperties = {
	displayName:
		'Without authentication, anybody who knows the URL can start this workflow with an event that ISC never sent. Take nothing in it for granted, and choose <b>Bearer Token</b> wherever you can.',
	name: 'openNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { authentication: ['none'] } },
};

export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Drop Repeated Events',
			name: 'dropRepeated',
			type: 'boolean',
			default: true,
			displayOptions: { show: { '/answer': ['none', 'async'] } },
			description:
				'Whether an event that the same n8n process gets again, with the same invocation ID, starts nothing',
		},
		{
			displayName: 'Response Deadline',
			name: 'responseDeadline',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			displayOptions: { show: { '/answer': ['async', 'dynamic'] } },
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
