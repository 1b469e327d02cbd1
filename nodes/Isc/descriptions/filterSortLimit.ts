import type { IDisplayOptions, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { isPaged } from '../../shared/catalogue/listPagination';
import type { Operation } from '../../shared/catalogue/types';
import { limitProperty, returnAllProperty } from '../../shared/editor/limit';
import { showForOperations } from './showForOperations';
import { CUSTOM_REQUEST } from './resource';

const isFilterable = ({ filters }: Operation) => filters !== undefined;
const isSortable = ({ sorters }: Operation) => sorters !== undefined;

/** Stands for the long list of operations with filters. */
const HAS_FILTERS = { hasFilters: [true] };
/**
 * Shown when there is a row. n8n decides on plain parameters before it reads the rows, so the condition must not require them.
 * It compares values of any kind, though its type allows only plain ones.
 */
const WITH_ROWS: IDisplayOptions = {
	show: {
		...HAS_FILTERS,
		filterRows: [{ _cnd: { not: {} as unknown as NodeParameterValue } }],
	},
};

/** Rows whose changes update the preview. The editor compares values at paths and can't compare whole rows. */
const PREVIEWED_ROWS = 6;
const PREVIEW_DEPENDENCIES = [
	...Array.from({ length: PREVIEWED_ROWS }, (_, row) =>
		['field', 'operator', 'value'].map((key) => `filterRows.filter[${row}].${key}`),
	).flat(),
	'combineFilters',
	'options.filterExpression',
];

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
		displayOptions: WITH_ROWS,
		options: [
			{ name: 'All Must Match', value: 'and' },
			{ name: 'Any Must Match', value: 'or' },
		],
		default: 'and',
	},
	{
		displayName: 'Resulting Filter',
		name: 'filterPreview',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		displayOptions: WITH_ROWS,
		description: 'Read-only preview. Run the previous nodes to resolve expressions.',
		typeOptions: {
			loadOptionsDependsOn: PREVIEW_DEPENDENCIES,
			resourceMapper: {
				resourceMapperMethod: 'getFilterPreview',
				mode: 'map',
				supportAutoMap: false,
				hideNoDataError: true,
				valuesLabel: 'Resulting Filter',
				fieldWords: { singular: 'filter', plural: 'filters' },
			},
		},
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
						description: 'Whether to sort from highest to lowest, or newest to oldest',
					},
				],
			},
		],
	}),
];
