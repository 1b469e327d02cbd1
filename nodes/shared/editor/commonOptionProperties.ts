import type { INodeProperties } from 'n8n-workflow';

import { FILE_FORMATS } from '../output/fileFormats';

/** Options that nodes have in common: what becomes of records, and how requests are made. */

export const byteOrderMarkOption: INodeProperties = {
	displayName: 'Byte Order Mark',
	name: 'byteOrderMark',
	type: 'boolean',
	default: false,
	displayOptions: { show: { output: ['csv'] } },
	description:
		'Whether to start the file with a byte order mark, which Excel needs to show accented letters',
};

export const escapeFormulasOption: INodeProperties = {
	displayName: 'Escape Formulas',
	name: 'escapeFormulas',
	type: 'boolean',
	default: false,
	displayOptions: { show: { output: ['csv'] } },
	description:
		'Whether to prefix text that looks like a formula with an apostrophe, for files opened in a spreadsheet',
};

export const fieldsOption: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'string',
	default: '',
	placeholder: 'e.g. name, attributes.department',
	description:
		'Comma-separated fields to return. Use dots for nested fields, also inside lists. In CSV, they set the columns and their order. Leave empty to return all fields.',
};

export const fileNameOption: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. accounts.csv',
	displayOptions: { show: { output: Object.keys(FILE_FORMATS) } },
	description: 'Name of the file; made from the path if empty',
};

export const maxConcurrencyOption: INodeProperties = {
	displayName: 'Max Parallel Requests',
	name: 'maxParallel',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description:
		'How many requests may be under way at a time, for pages and for input items. Fewer are used where more would not be faster.',
};

export const outputOption: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'CSV File', value: 'csv', description: 'A row for each record' },
		{ name: 'Items', value: 'items', description: 'An item for each record' },
		{ name: 'JSON File', value: 'json', description: 'One list of all records' },
		{
			name: 'JSON Lines File',
			value: 'jsonl',
			description: 'A record in each line, for files of any length',
		},
		{
			name: 'JSON Lines File (Gzip)',
			value: 'jsonlGzip',
			description: 'JSON Lines, compressed to a small part of their size',
		},
	],
	default: 'items',
	description:
		'What the records become. A file is written page by page, so that millions of records fit.',
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
		'How many requests to make at most in any 10 seconds, counted together with all workflows of this n8n process that use the same client and this limit or a lower one',
};

export const timeoutOption: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300000,
	description: 'How many milliseconds to wait for an answer, for each try',
};
