import type { INodeProperties } from 'n8n-workflow';

const INVOCATION = { resource: ['triggerInvocation'] };
const only = (operation: string) => ({ show: { ...INVOCATION, operation: [operation] } });

/** Answers to events that asked for one and wait for it. */
export const triggerInvocationProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: INVOCATION },
		options: [
			{
				name: 'Complete',
				value: 'completeInvocation',
				action: 'Complete trigger invocation',
				description: 'Answer an event that asked for a decision',
			},
			{
				name: 'Fail',
				value: 'failInvocation',
				action: 'Fail trigger invocation',
				description: 'Say that there will be no decision',
			},
			{
				name: 'Respond',
				value: 'respondInvocation',
				action: 'Respond to trigger invocation',
				description: 'Answer at once, while ISC waits, and go on',
			},
		],
		default: 'completeInvocation',
	},
	{
		displayName: 'Output',
		name: 'invocationOutput',
		type: 'json',
		displayOptions: {
			show: { ...INVOCATION, operation: ['completeInvocation', 'respondInvocation'] },
		},
		default: '{\n  "approved": true,\n  "comment": "",\n  "approver": ""\n}',
		description: 'The decision, in the form that the event wants',
	},
	{
		displayName: 'Error',
		name: 'invocationError',
		type: 'string',
		required: true,
		displayOptions: only('failInvocation'),
		default: '',
		placeholder: 'e.g. No approver was found',
	},
	{
		displayName: 'Invocation',
		name: 'invocation',
		type: 'json',
		displayOptions: {
			show: { ...INVOCATION, operation: ['completeInvocation', 'failInvocation'] },
		},
		default: '',
		placeholder: 'e.g. {{ $json._metadata }}',
		description:
			'The _metadata of the event. Leave empty to take it from the item or from the trigger of this workflow.',
	},
];
