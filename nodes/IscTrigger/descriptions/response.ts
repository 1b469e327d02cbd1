import type { INodeProperties } from 'n8n-workflow';

import { EVENTS_WITH_RESPONSE, OTHER_EVENT } from '../events';

/** Modes in which the workflow itself responds while ISC waits. */
const SYNCHRONOUS = { event: EVENTS_WITH_RESPONSE, responseMode: ['sync', 'dynamic'] };

/** Parameters for events that expect a response. */
export const responseProperties: INodeProperties[] = [
	{
		displayName: 'Response Mode',
		name: 'responseMode',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { event: EVENTS_WITH_RESPONSE } },
		options: [
			{
				name: 'Later',
				value: 'async',
				description:
					"ISC waits until the Complete operation of the SailPoint ISC node responds or 'Response Deadline' expires",
			},
			{
				name: 'None',
				value: 'none',
				description: "The event doesn't expect a response (most events)",
			},
			{
				name: 'Within 10 Seconds',
				value: 'sync',
				description: 'The workflow responds with its result while ISC waits',
			},
			{
				name: 'Within 10 Seconds or Later',
				value: 'dynamic',
				description:
					'The workflow responds with its result if it finishes in time. Otherwise, the Complete operation responds.',
			},
		],
		default: 'none',
		description:
			'How the workflow responds. Access Request Submitted and Access Request Dynamic Approval require a response.',
	},
	{
		displayName:
			'This event expects a response. Choose a Response Mode other than <b>None</b> before you publish.',
		name: 'responseModeNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: {
				event: EVENTS_WITH_RESPONSE.filter((event) => event !== OTHER_EVENT),
				responseMode: ['none'],
			},
		},
	},
	{
		displayName: 'Respond With',
		name: 'respondWith',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: SYNCHRONOUS },
		options: [
			{
				name: 'Last Node',
				value: 'lastNode',
				description: 'Return the first item of the last node',
			},
			{
				name: 'Respond Operation',
				value: 'responseNode',
				description:
					'Return the response of the Respond operation of the SailPoint ISC node, then continue the workflow',
			},
		],
		default: 'lastNode',
		description: 'Part of the workflow that sets the response',
	},
	{
		displayName: 'On Invalid Response',
		name: 'onInvalidResponse',
		type: 'options',
		displayOptions: { show: SYNCHRONOUS },
		options: [
			{
				name: 'Return an Error',
				value: 'fail',
				description: 'ISC makes no decision, and an access request fails',
			},
			{
				name: 'Return the Default Response',
				value: 'defaultResponse',
				description: "ISC receives 'Default Response' instead",
			},
		],
		default: 'fail',
		description:
			'What ISC receives when the workflow fails, takes too long, ends without a response, or returns an invalid one',
	},
	{
		displayName: 'Default Response',
		name: 'defaultResponse',
		type: 'json',
		displayOptions: { show: { ...SYNCHRONOUS, onInvalidResponse: ['defaultResponse'] } },
		default:
			'{\n  "approved": false,\n  "comment": "No decision could be made automatically",\n  "approver": ""\n}',
		description: "Response to return instead. Must match the event's output schema.",
	},
];
