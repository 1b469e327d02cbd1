import type { INodeProperties } from 'n8n-workflow';

const INVOCATION = { resource: ['triggerInvocation'] };
const showFor = (operation: string) => ({ show: { ...INVOCATION, operation: [operation] } });

/** Responses to events that wait for a decision. */
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
				description: 'Send the decision to an event that is waiting for it',
			},
			{
				name: 'Fail',
				value: 'failInvocation',
				action: 'Fail trigger invocation',
				description: 'Tell ISC that no decision will be made',
			},
			{
				name: 'Respond',
				value: 'respondInvocation',
				action: 'Respond to trigger invocation',
				description: 'Respond immediately, then continue the workflow',
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
		description: "Decision to return. Must match the event's output schema.",
	},
	{
		displayName: 'Error',
		name: 'invocationError',
		type: 'string',
		required: true,
		displayOptions: showFor('failInvocation'),
		default: '',
		placeholder: 'e.g. No approver was found',
		description: 'Reason why no decision will be made',
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
			"The event's _metadata. Leave empty to use the input item or, failing that, the workflow's trigger.",
	},
];
