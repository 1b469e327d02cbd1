import type { INodeProperties } from 'n8n-workflow';

/** Answers that come from the workflow itself, while ISC waits. */
const WAITED_FOR = { responseMode: ['sync', 'dynamic'] };

/** What ISC gets to hear, for events that ask for a decision. */
export const responseProperties: INodeProperties[] = [
	{
		displayName: 'Answer',
		name: 'responseMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Later',
				value: 'async',
				description:
					"ISC goes on waiting until the operation Complete of the node SailPoint ISC answers, or 'Response Deadline' has passed",
			},
			{
				name: 'None',
				value: 'none',
				description: 'The event only informs, as most do',
			},
			{
				name: 'Within 10 Seconds',
				value: 'sync',
				description: 'The workflow decides at once, and its result is the answer',
			},
			{
				name: 'Within 10 Seconds or Later',
				value: 'dynamic',
				description:
					'The result of the workflow is the answer if it comes in time; otherwise the operation Complete answers',
			},
		],
		default: 'none',
		description:
			'How the workflow answers events that ask for a decision, such as Access Request Submitted',
	},
	{
		displayName: 'Answer With',
		name: 'respondWith',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: WAITED_FOR },
		options: [
			{
				name: 'Last Node',
				value: 'lastNode',
				description: 'The first item of the node that runs last',
			},
			{
				name: 'Respond Operation',
				value: 'responseNode',
				description:
					'What the operation Respond of the node SailPoint ISC answers; the workflow goes on after it',
			},
		],
		default: 'lastNode',
	},
	{
		displayName: 'If There Is No Good Answer',
		name: 'onInvalidResponse',
		type: 'options',
		displayOptions: { show: WAITED_FOR },
		options: [
			{
				name: 'Answer With a Default',
				value: 'defaultResponse',
				description:
					'Used when the workflow fails, takes too long, ends without an answer, or returns an invalid one',
			},
			{
				name: 'Let It Fail',
				value: 'fail',
				description: 'ISC takes no decision: an access request fails',
			},
		],
		default: 'fail',
	},
	{
		displayName: 'Default Answer',
		name: 'defaultResponse',
		type: 'json',
		displayOptions: { show: { ...WAITED_FOR, onInvalidResponse: ['defaultResponse'] } },
		default:
			'{\n  "approved": false,\n  "comment": "No decision could be made automatically",\n  "approver": ""\n}',
		description: 'In the form that the event wants',
	},
];
