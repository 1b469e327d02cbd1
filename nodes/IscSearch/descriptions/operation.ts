import type { INodeProperties } from 'n8n-workflow';

import { SEARCH_INDEX_OPTIONS } from '../../shared/editor/searchIndices';

/** Operations that take a query of any type. */
export const QUERY_OPERATIONS = { operation: ['search', 'count', 'aggregate'] };

/** What is done, and where. */
export const searchOperationProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Aggregate',
				value: 'aggregate',
				action: 'Aggregate documents',
				description: 'Count and group what a query finds',
			},
			{
				name: 'Count',
				value: 'count',
				action: 'Count documents',
				description: 'Say how many documents a query finds',
			},
			{
				name: 'Get Document',
				value: 'getDocument',
				action: 'Get document',
				description: 'Read one document by its ID',
			},
			{
				name: 'Search',
				value: 'search',
				action: 'Search documents',
				description: 'Read all documents that a query finds, however many',
			},
			{
				name: 'Type-Ahead',
				value: 'typeAhead',
				action: 'Suggest values that start with a text',
				description: 'Find what starts with a text, as while somebody types',
			},
		],
		default: 'search',
	},
	{
		displayName: 'Query Type',
		name: 'queryType',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: QUERY_OPERATIONS },
		options: [
			{
				name: 'Elasticsearch DSL',
				value: 'dsl',
				description: 'A query as JSON in the language of Elasticsearch',
			},
			{
				name: 'Query',
				value: 'sailpoint',
				description: 'Conditions, or a query as in the search of ISC',
			},
			{
				name: 'Saved Search',
				value: 'saved',
				description: 'Query, indices and order of a search that is saved in ISC',
			},
			{ name: 'Text', value: 'text', description: 'Words in the fields you name' },
		],
		default: 'sailpoint',
	},
	{
		displayName: 'Indices',
		name: 'indices',
		type: 'multiOptions',
		displayOptions: {
			show: { operation: ['search', 'count', 'aggregate', 'typeAhead'] },
			hide: { queryType: ['saved'] },
		},
		options: SEARCH_INDEX_OPTIONS,
		default: ['identities'],
		description: 'What to search in; all of it if none is chosen',
	},
	{
		displayName: 'Index',
		name: 'index',
		type: 'options',
		displayOptions: { show: { operation: ['getDocument'] } },
		options: SEARCH_INDEX_OPTIONS,
		default: 'identities',
	},
	{
		displayName: 'Document ID',
		name: 'documentId',
		type: 'string',
		required: true,
		displayOptions: { show: { operation: ['getDocument'] } },
		default: '',
		placeholder: 'e.g. 2c9180857182305e0171993735622948',
	},
];
