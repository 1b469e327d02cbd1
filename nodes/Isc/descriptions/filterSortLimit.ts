import type { INodeProperties } from 'n8n-workflow';

import { isPaged } from '../../shared/catalogue/listPagination';
import type { Operation } from '../../shared/catalogue/types';
import { limitProperty, returnAllProperty } from '../../shared/editor/limit';
import { buildPreviewProperty, HAS_ROWS } from '../../shared/editor/previewProperty';
import { FILTER_ROW_FIELDS } from '../parameters/readFilter';
import { showForOperations } from './showForOperations';
import { CUSTOM_REQUEST } from './resource';

const isFilterable = ({ filters }: Operation) => filters !== undefined;
const isSortable = ({ sorters }: Operation) => sorters !== undefined;

/** Stands for the long list of operations with filters. */
const HAS_FILTERS = { hasFilters: [true] };
const WITH_ROWS = { ...HAS_FILTERS, filterRows: HAS_ROWS };

/** How many records a list returns, which ones, and in which order. */
export const filterSortLimitProperties: INodeProperties[] = [
	...showForOperations((operation) => isPaged(operation), returnAllProperty),
	{
		...limitProperty,
		displayOptions: { show: { returnAll: [false] }, hide: CUSTOM_REQUEST },
	},
	...showForOperations(isFilterable, {
		displayName: 'Has Filters',
		name: 'hasFilters',
		type: 'hidden',
		default: true,
	}),
	{
		displayName: 'Filters',
		name: 'filterRows',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: HAS_FILTERS },
		description: 'Conditions that records must match. Values are quoted and escaped automatically.',
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
						description: 'For In and Contains All, enter a comma-separated list',
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
	buildPreviewProperty({
		displayName: 'Resulting Filter',
		name: 'filterPreview',
		method: 'getFilterPreview',
		fieldWords: { singular: 'filter', plural: 'filters' },
		rows: 'filterRows.filter',
		rowFields: FILTER_ROW_FIELDS,
		dependsOn: ['combineFilters', 'options.filterExpression'],
		show: WITH_ROWS,
	}),
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
						description: 'Whether to sort from highest to lowest, or newest to oldest',
					},
				],
			},
		],
	}),
];
