import type { INodeProperties } from 'n8n-workflow';

import { SEARCH_INDEX_OPTIONS } from '../../shared/editor/searchIndices';

/** Operations that support all query types. */
export const QUERY_OPERATIONS = { operation: ['search', 'count', 'aggregate'] };

/** Operation, query type, and where to search: a saved search, indices, or a document. */
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
				description: 'Group documents and calculate values',
			},
			{
				name: 'Count',
				value: 'count',
				action: 'Count documents',
				description: 'Count the documents that match a query',
			},
			{
				name: 'Get Document',
				value: 'getDocument',
				action: 'Get document',
				description: 'Get one document by its ID',
			},
			{
				name: 'Search',
				value: 'search',
				action: 'Search documents',
				description: 'Get all documents that match a query, even more than 10,000',
			},
			{
				name: 'Type-Ahead',
				value: 'typeAhead',
				action: 'Suggest values that start with text',
				description: 'Suggest values that start with the given text',
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
				description: 'Query as Elasticsearch JSON',
			},
			{
				name: 'Query',
				value: 'sailpoint',
				description: 'Conditions, or a query in ISC syntax',
			},
			{
				name: 'Saved Search',
				value: 'saved',
				description: 'Query, indices, and sort order of a search saved in ISC',
			},
			{ name: 'Text', value: 'text', description: 'Words in the given fields' },
		],
		default: 'sailpoint',
		description: 'How to specify the documents to find',
	},
	{
		displayName: 'Saved Search',
		name: 'savedSearch',
		type: 'resourceLocator',
		required: true,
		displayOptions: { show: { ...QUERY_OPERATIONS, queryType: ['saved'] } },
		default: { mode: 'list', value: '' },
		description: 'Search saved in ISC, with its query, indices, and sort order',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchSavedSearches', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 0de46054-fe90-434a-b84e-c6b3359d0c64',
			},
		],
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
		description: 'Indices to search. Leave empty to search all.',
	},
	{
		displayName: 'Index',
		name: 'index',
		type: 'options',
		displayOptions: { show: { operation: ['getDocument'] } },
		options: SEARCH_INDEX_OPTIONS,
		default: 'identities',
		description: 'Index that contains the document',
	},
	{
		displayName: 'Document ID',
		name: 'documentId',
		type: 'string',
		required: true,
		displayOptions: { show: { operation: ['getDocument'] } },
		default: '',
		placeholder: 'e.g. 2c9180857182305e0171993735622948',
		description: 'ID of the document to return',
	},
];
