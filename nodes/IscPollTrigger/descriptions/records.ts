import type { INodeProperties } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import { SEARCH_INDEX_OPTIONS } from '../../shared/editor/searchIndices';
import { EVENTS, SEARCH_EVENTS } from '../events';

const ANY_LIST = { event: ['listOperation'] };
const ANY_SEARCH = { event: ['searchQuery'] };

/** Events whose list can be filtered. */
const FILTERED = Object.entries(EVENTS)
	.filter(([, facts]) => 'operation' in facts && getOperationById(facts.operation)?.filters)
	.map(([name]) => name);

/** Which records are looked at. */
export const recordProperties: INodeProperties[] = [
	{
		displayName: 'List',
		name: 'list',
		type: 'resourceLocator',
		required: true,
		displayOptions: { show: ANY_LIST },
		default: { mode: 'list', value: '' },
		description: 'Searched by words of title, service, method and path',
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
		description: 'What to search in; all of it if none is chosen',
	},
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		displayOptions: { show: { event: [...SEARCH_EVENTS, 'searchQuery'] } },
		default: '',
		placeholder: 'e.g. attributes.department:"Finance"',
		description:
			'Narrows what is found, in the query language of ISC. Everything is found if it is empty.',
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
			"The field with the date by which a record is new. With a date that changes, a record comes again after each change. Where 'modified' is empty, 'created' counts.",
	},
	{
		displayName: 'ID Field',
		name: 'idField',
		type: 'string',
		displayOptions: { show: ANY_LIST },
		default: 'id',
		description:
			'The field by which records are told apart; several with commas between, where only these together are unique',
	},
	{
		displayName: 'Filter Expression',
		name: 'filters',
		type: 'string',
		displayOptions: { show: { event: [...FILTERED, 'listOperation'] } },
		default: '',
		placeholder: 'e.g. type eq "AccessRequest"',
		description: 'Narrows the list, as ISC filters it; the date is added for you',
	},
];
