import type { INodeProperties } from 'n8n-workflow';

import { FILE_FORMATS } from '../output/fileFormats';

/** Options that nodes share: the output of records, and how requests are sent. */

export const byteOrderMarkOption: INodeProperties = {
	displayName: 'Byte Order Mark',
	name: 'byteOrderMark',
	type: 'boolean',
	default: false,
	displayOptions: { show: { output: ['csv'] } },
	description:
		'Whether to start the file with a byte order mark, which Excel needs to show accented letters. Default: off.',
};

export const escapeFormulasOption: INodeProperties = {
	displayName: 'Escape Formulas',
	name: 'escapeFormulas',
	type: 'boolean',
	default: false,
	displayOptions: { show: { output: ['csv'] } },
	description:
		'Whether to prefix text that looks like a formula with an apostrophe, for files opened in a spreadsheet. Default: off.',
};

export const fieldsOption: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'string',
	default: '',
	placeholder: 'e.g. name, attributes.department',
	description:
		'Comma-separated fields to return. Use dots for nested fields, also inside lists. In CSV, they set the columns and their order. Leave empty to return all fields (default).',
};

export const fileNameOption: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. accounts.csv',
	displayOptions: { show: { output: Object.keys(FILE_FORMATS) } },
	description:
		'Name of the file. The extension is added automatically. Default: the name of the list or index, such as accounts.',
};

export const maxConcurrencyOption: INodeProperties = {
	displayName: 'Max Parallel Requests',
	name: 'maxParallel',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description:
		'Maximum number of requests to send at the same time. The node may use fewer. Default: 50.',
};

export const outputOption: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'CSV File', value: 'csv', description: 'One row per record' },
		{ name: 'Items', value: 'items', description: 'One item per record' },
		{ name: 'JSON File', value: 'json', description: 'One JSON array with all records' },
		{
			name: 'JSON Lines File',
			value: 'jsonl',
			description: 'One record per line',
		},
		{
			name: 'JSON Lines File (Gzip)',
			value: 'jsonlGzip',
			description: 'JSON Lines, compressed with gzip',
		},
	],
	default: 'items',
	description:
		'How to return the records. Files are streamed, so they can hold millions of records. Default: Items.',
};

export const binaryFieldOption: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryField',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};

export const rateLimitOption: INodeProperties = {
	displayName: 'Rate Limit',
	name: 'rateLimit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description:
		'Maximum number of requests per 10 seconds, shared by all workflows in this n8n process that use the same client and the same or a lower limit. Default: 100.',
};

export const timeoutOption: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300000,
	description:
		'Time to wait for a response, in milliseconds, per attempt. Default: 300,000 (5 minutes).',
};

export const splitAfterRecordsOption: INodeProperties = {
	displayName: 'Split After Records',
	name: 'splitAfterRecords',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100000,
	displayOptions: { show: { output: Object.keys(FILE_FORMATS) } },
	description:
		'Maximum number of records per file. Each file becomes an item. Without this option, all records go to one file.',
};

export const splitAfterMegabytesOption: INodeProperties = {
	displayName: 'Split After Megabytes',
	name: 'splitAfterMegabytes',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	displayOptions: { show: { output: Object.keys(FILE_FORMATS) } },
	description:
		'File size, in MB, after which the node starts another file. A file can be larger by one page. Each file becomes an item. Without this option, all records go to one file.',
};
