import type { INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { isPaged } from '../../shared/catalogue/listPagination';
import type { Operation } from '../../shared/catalogue/types';
import { limitProperty, returnAllProperty } from '../../shared/editor/limit';
import { showForOperations } from './showForOperations';
import { CUSTOM_REQUEST } from './resource';

/** n8n's style guide has another name for lists of choices; this one has only one, to look at. */
const RESULT = 'Resulting Filter';

const isFilterable = ({ filters }: Operation) => filters !== undefined;
const isSortable = ({ sorters }: Operation) => sorters !== undefined;

/** Shown where the filter expression is, which alone has the long list of operations; it may be empty. */
const WITH_FILTERS = { filters: [{ _cnd: { gte: '' } }] };
/** n8n compares values of any kind, though its type names plain ones only. */
const NO_ROWS = {} as unknown as NodeParameterValue;
/** Shown once there is a row: the fewer fields, the sooner the panel opens. */
const WITH_ROWS = { ...WITH_FILTERS, filterRows: [{ _cnd: { not: NO_ROWS } }] };

/** Which records a list gives, in which order, and how many. */
export const filterSortLimitProperties: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filterRows',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: WITH_FILTERS },
		description: 'What this list can be filtered by; values are written as ISC wants them',
		options: [
			{
				displayName: 'Filter',
				name: 'filter',
				values: [
					{
						displayName: 'Field Name or ID',
						name: 'field',
						type: 'options',
						typeOptions: {
							loadOptionsMethod: 'getFilterFields',
							loadOptionsDependsOn: ['operation', 'apiOperation.value'],
						},
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Operator Name or ID',
						name: 'operator',
						type: 'options',
						typeOptions: {
							loadOptionsMethod: 'getFilterOperators',
							loadOptionsDependsOn: ['&field'],
						},
						default: 'eq',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						displayOptions: { hide: { operator: ['isnull', 'pr'] } },
						description: 'For In and Contains All: several, with commas between',
					},
				],
			},
		],
	},
	{
		displayName: 'Combine Filters',
		name: 'combineFilters',
		type: 'options',
		displayOptions: { show: WITH_ROWS },
		options: [
			{ name: 'All Must Match', value: 'and' },
			{ name: 'Any Must Match', value: 'or' },
		],
		default: 'and',
	},
	...showForOperations(isFilterable, {
		displayName: 'Filter Expression',
		name: 'filters',
		type: 'string',
		default: '',
		placeholder: 'e.g. name sw "A" and created gt 2026-01-01T00:00:00Z',
		description:
			'A filter of your own, sent as it is; together with the filters above, both must match',
	}),
	{
		displayName: RESULT,
		name: 'filterPreview',
		type: 'options',
		typeOptions: {
			loadOptionsMethod: 'getFilterPreview',
			loadOptionsDependsOn: ['filterRows', 'combineFilters', 'filters'],
		},
		default: '',
		displayOptions: { show: WITH_ROWS },
		hint: 'What is sent: to look at only. Expressions need data of the nodes before.',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	...showForOperations(isSortable, {
		displayName: 'Sort By',
		name: 'sorterRows',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'sorter',
				values: [
					{
						displayName: 'Field Name or ID',
						name: 'field',
						type: 'options',
						typeOptions: {
							loadOptionsMethod: 'getSortFields',
							loadOptionsDependsOn: ['operation', 'apiOperation.value'],
						},
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Descending',
						name: 'descending',
						type: 'boolean',
						default: false,
						description: 'Whether the largest or latest comes first',
					},
				],
			},
		],
	}),
	...showForOperations((operation) => isPaged(operation), returnAllProperty),
	{
		...limitProperty,
		displayOptions: { show: { returnAll: [false] }, hide: CUSTOM_REQUEST },
	},
];
