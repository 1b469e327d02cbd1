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
	timeoutOption,
} from '../../shared/editor/commonOptionProperties';

const WAITING = { show: { '/completion': ['wait'] } };

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
				{ name: 'Current', value: 'current', description: 'That of each service' },
				{ name: 'V2024', value: 'v2024' },
				{ name: 'V2025', value: 'v2025' },
				{ name: 'V2026', value: 'v2026' },
				{ name: 'V3', value: 'v3' },
			],
			default: 'current',
			description: 'Older versions of the API stop working in the first quarter of 2029',
		},
		byteOrderMarkOption,
		escapeFormulasOption,
		{
			displayName: 'Experimental API',
			name: 'experimental',
			type: 'boolean',
			default: true,
			displayOptions: { show: { '/resource': ['customRequest'] } },
			description:
				'Whether to send the header X-SailPoint-Experimental, which experimental endpoints need; known ones get it without this option',
		},
		fieldsOption,
		fileNameOption,
		{
			displayName: 'Filter Expression',
			name: 'filterExpression',
			type: 'string',
			default: '',
			placeholder: 'e.g. name sw "A" and created gt 2026-01-01T00:00:00Z',
			// n8n drops hidden options before a run, so what hides a filter must never depend on other values.
			displayOptions: { hide: { '/resource': ['customRequest', 'job', 'triggerInvocation'] } },
			description:
				'Filter in ISC syntax, sent unchanged. Records must match it and the filters above.',
		},
		{
			displayName: 'List Field',
			name: 'listField',
			type: 'string',
			default: '',
			placeholder: 'e.g. items',
			description:
				'Where the list stands, for endpoints that wrap it in an object: each record of it becomes an item. Dots lead deeper.',
		},
		maxConcurrencyOption,
		{
			displayName: 'Max Wait',
			name: 'maxWait',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			displayOptions: WAITING,
			description: 'How many minutes to wait for a job to end',
		},
		outputOption,
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 250 },
			default: 250,
			description:
				'Max number of records to ask for in one request. Lists that give fewer at a time, such as roles, are asked for that many.',
		},
		{
			displayName: 'Pagination',
			name: 'pagination',
			type: 'options',
			options: [
				{
					name: 'Automatic',
					value: 'auto',
					description: 'As the list is known to page, which is by offset for most',
				},
				{ name: 'Next', value: 'next', description: "By the mark 'next' in each answer" },
				{ name: 'None', value: 'none', description: 'One request for the whole list' },
				{ name: 'Offset', value: 'offset', description: 'By offset and limit, in parallel' },
				{
					name: 'Search After',
					value: 'searchAfter',
					description: 'By the sort values of the last record: slower, steady while records change',
				},
				{ name: 'Start', value: 'start', description: 'By start and limit, in parallel' },
			],
			default: 'auto',
			description: "How Return All and Limit read further pages; see the endpoint's documentation",
		},
		{
			displayName: 'Poll Interval',
			name: 'pollInterval',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			displayOptions: WAITING,
			description:
				'How many seconds to wait at most between two looks at a job; the first looks follow sooner',
		},
		binaryFieldOption,
		rateLimitOption,
		{
			displayName: 'Report Format',
			name: 'reportFormat',
			type: 'options',
			displayOptions: WAITING,
			options: [
				{ name: 'CSV', value: 'csv' },
				{ name: 'PDF', value: 'pdf' },
			],
			default: 'csv',
			description: 'What a report is fetched as, once it is ready',
		},
		{
			displayName: 'Response Format',
			name: 'responseFormat',
			type: 'options',
			options: [
				{
					name: 'File',
					value: 'file',
					description: 'The body as a binary file, such as a report',
				},
				{
					name: 'Full Response',
					value: 'full',
					description: 'One item with status code, headers and body; one page of a list',
				},
				{
					name: 'Items',
					value: 'items',
					description: 'An item for each record of a list, or one for an object',
				},
				{
					name: 'Nothing',
					value: 'none',
					description: 'One item that says that the call succeeded, without the body',
				},
			],
			default: 'items',
		},
		timeoutOption,
		{
			displayName: 'Write in Parallel',
			name: 'parallelWrites',
			type: 'boolean',
			default: true,
			description:
				'Whether input items that change something can be processed at the same time. Otherwise the node processes them one after another.',
		},
	],
};
