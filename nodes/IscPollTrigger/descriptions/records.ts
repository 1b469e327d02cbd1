import type { INodeProperties } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import { SEARCH_INDEX_OPTIONS } from '../../shared/editor/searchIndices';
import { EVENTS, SEARCH_EVENTS } from '../events';

const ANY_LIST = { event: ['listOperation'] };
const ANY_SEARCH = { event: ['searchQuery'] };

/** Events whose list has filters. */
const EVENTS_WITH_FILTERS = Object.entries(EVENTS)
	.filter(([, event]) => 'operation' in event && getOperationById(event.operation)?.filters)
	.map(([name]) => name);

/** Parameters that select records. */
export const recordProperties: INodeProperties[] = [
	{
		displayName: 'List',
		name: 'list',
		type: 'resourceLocator',
		required: true,
		displayOptions: { show: ANY_LIST },
		default: { mode: 'list', value: '' },
		description: 'List to poll. Search by title, service, method, or path.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'e.g. accounts',
				typeOptions: { searchListMethod: 'searchLists', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. listAccountsV1 or GET /accounts/v1',
			},
		],
	},
	{
		displayName: 'Indices',
		name: 'indices',
		type: 'multiOptions',
		displayOptions: { show: ANY_SEARCH },
		options: SEARCH_INDEX_OPTIONS,
		default: ['identities'],
		description: 'Indices to search. Leave empty to search all.',
	},
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		displayOptions: { show: { event: [...SEARCH_EVENTS, 'searchQuery'] } },
		default: '',
		placeholder: 'e.g. attributes.department:"Finance"',
		description:
			"Query in ISC's search syntax that documents must match. Leave empty to return all documents.",
	},
	{
		displayName: 'Date Field',
		name: 'dateField',
		type: 'string',
		required: true,
		displayOptions: { show: { event: ['listOperation', 'searchQuery'] } },
		default: 'created',
		placeholder: 'e.g. modified',
		description:
			"Field with the date that makes a record new. If the date changes, the record is returned again. If 'modified' is empty, 'created' is used.",
	},
	{
		displayName: 'ID Field',
		name: 'idField',
		type: 'string',
		displayOptions: { show: ANY_LIST },
		default: 'id',
		description:
			'Field that identifies a record. Separate multiple fields with commas if only their combination is unique.',
	},
	{
		displayName: 'Filter Expression',
		name: 'filters',
		type: 'string',
		displayOptions: { show: { event: [...EVENTS_WITH_FILTERS, 'listOperation'] } },
		default: '',
		placeholder: 'e.g. type eq "AccessRequest"',
		description: 'Filter in ISC syntax that records must match. The date is added automatically.',
	},
];
