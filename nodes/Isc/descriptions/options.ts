import type { INodeProperties } from 'n8n-workflow';

import {
	binaryFieldOption,
	byteOrderMarkOption,
	escapeFormulasOption,
	fieldsOption,
	fileNameOption,
	maxConcurrencyOption,
	outputOption,
	rateLimitOption,
	splitAfterMegabytesOption,
	splitAfterRecordsOption,
	timeoutOption,
} from '../../shared/editor/commonOptionProperties';

const WHEN_WAITING = { show: { '/completion': ['wait'] } };

export const iscOptionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			displayOptions: { hide: { '/resource': ['customRequest', 'job', 'triggerInvocation'] } },
			options: [
				{ name: 'Beta', value: 'beta' },
				{ name: 'Current', value: 'current', description: 'Current version of each service' },
				{ name: 'V2024', value: 'v2024' },
				{ name: 'V2025', value: 'v2025' },
				{ name: 'V2026', value: 'v2026' },
				{ name: 'V3', value: 'v3' },
			],
			default: 'current',
			description: 'Legacy versions of the API stop working in the first quarter of 2029',
		},
		byteOrderMarkOption,
		escapeFormulasOption,
		{
			displayName: 'Experimental API',
			name: 'experimental',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/resource': ['customRequest'] } },
			description:
				'Whether to send the X-SailPoint-Experimental header, which experimental endpoints require. By default, it is sent to known experimental endpoints only.',
		},
		fieldsOption,
		fileNameOption,
		{
			displayName: 'Filter Expression',
			name: 'filterExpression',
			type: 'string',
			default: '',
			placeholder: 'e.g. name sw "A" and created gt 2026-01-01T00:00:00Z',
			// n8n drops hidden options before a run, so a filter must not be hidden by a value that can change.
			displayOptions: { hide: { '/resource': ['customRequest', 'job', 'triggerInvocation'] } },
			description:
				'Filter in ISC syntax, sent unchanged. Records must match it and the filters above.',
		},
		{
			displayName: 'If Not Finished',
			name: 'ifNotFinished',
			type: 'options',
			displayOptions: WHEN_WAITING,
			options: [
				{
					name: 'Return an Error',
					value: 'error',
					description: 'Return an error with the job ID',
				},
				{
					name: 'Return the Status',
					value: 'status',
					description:
						"Return an item with 'finished' set to false, the job type, and the job ID. Items of finished jobs have 'finished' set to true. Failed jobs return an error.",
				},
			],
			default: 'error',
			description: "Output for a job that is still running after 'Max Wait'",
		},
		{
			displayName: 'List Field',
			name: 'listField',
			type: 'string',
			default: '',
			placeholder: 'e.g. items',
			description:
				'Field that contains the list, for endpoints that wrap it in an object. Use dots for nested fields.',
		},
		maxConcurrencyOption,
		{
			displayName: 'Max Wait',
			name: 'maxWait',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			displayOptions: WHEN_WAITING,
			description: 'Maximum time to wait for a job, in minutes. Set to 0 to check it only once.',
		},
		{
			...outputOption,
			// Here, since this node alone has a response format: n8n 1.123 and 2.20 don't run a node with an option that
			// depends on one that it lacks.
			displayOptions: { hide: { responseFormat: ['file', 'full', 'none'] } },
		},
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 250 },
			default: 250,
			description:
				'Maximum number of records per request. Endpoints with a lower limit, such as roles, use that limit.',
		},
		{
			displayName: 'Pagination',
			name: 'pagination',
			type: 'options',
			options: [
				{
					name: 'Automatic',
					value: 'auto',
					description: 'Use the method that the endpoint supports (usually offset)',
				},
				{ name: 'Next', value: 'next', description: "Follow the 'next' cursor in each response" },
				{ name: 'None', value: 'none', description: 'Request the whole list at once' },
				{
					name: 'Offset',
					value: 'offset',
					description: 'Request pages by offset and limit, in parallel',
				},
				{
					name: 'Search After',
					value: 'searchAfter',
					description: 'Continue after the last record. Slower, but safe while records change.',
				},
				{
					name: 'Start',
					value: 'start',
					description: 'Request pages by start and limit, in parallel',
				},
			],
			default: 'auto',
			description: "How to request the next page. See the endpoint's documentation.",
		},
		{
			displayName: 'Poll Interval',
			name: 'pollInterval',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			displayOptions: WHEN_WAITING,
			description: 'Maximum time between status checks, in seconds. The first checks run sooner.',
		},
		binaryFieldOption,
		rateLimitOption,
		{
			displayName: 'Report Format',
			name: 'reportFormat',
			type: 'options',
			displayOptions: WHEN_WAITING,
			options: [
				{ name: 'CSV', value: 'csv' },
				{ name: 'PDF', value: 'pdf' },
			],
			default: 'csv',
			description: 'File format of the report',
		},
		{
			displayName: 'Response Format',
			name: 'responseFormat',
			type: 'options',
			options: [
				{
					name: 'File',
					value: 'file',
					description: 'Return the body as a binary file, such as a report',
				},
				{
					name: 'Full Response',
					value: 'full',
					description:
						'Return one item with status code, headers, and body. Lists return one page.',
				},
				{
					name: 'Items',
					value: 'items',
					description: 'Return one item per record of a list, or one item for an object',
				},
				{
					name: 'Nothing',
					value: 'none',
					description: 'Return one item without the body, to confirm that the request succeeded',
				},
			],
			default: 'items',
			description: 'How to return the response',
		},
		splitAfterMegabytesOption,
		splitAfterRecordsOption,
		timeoutOption,
		{
			displayName: 'Write in Parallel',
			name: 'parallelWrites',
			type: 'boolean',
			default: false,
			description:
				'Whether to send write requests in parallel. When off, items that change data are processed one at a time.',
		},
	],
};
