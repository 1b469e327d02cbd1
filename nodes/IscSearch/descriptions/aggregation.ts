import type { INodeProperties } from 'n8n-workflow';

const show = (aggregationType: string) => ({
	show: { operation: ['aggregate'], aggregationType: [aggregationType] },
});

/** What is made of the documents that a query finds. */
export const aggregationProperties: INodeProperties[] = [
	{
		displayName: 'Specify Aggregation',
		name: 'aggregationType',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['aggregate'] } },
		options: [
			{ name: 'Using DSL', value: 'dsl', description: 'JSON in the language of Elasticsearch' },
			{ name: 'Using Fields Below', value: 'fields' },
		],
		default: 'fields',
	},
	{
		displayName: 'Group By',
		name: 'groupBy',
		type: 'string',
		displayOptions: show('fields'),
		default: '',
		placeholder: 'e.g. attributes.department, @access.type',
		description:
			'Fields with commas between: groups, and groups within them. @ leads into a nested list. Empty to work out one value for all.',
	},
	{
		displayName: 'Calculate',
		name: 'metric',
		type: 'options',
		displayOptions: show('fields'),
		options: [
			{ name: 'Average', value: 'AVG' },
			{ name: 'Count of Values', value: 'COUNT' },
			{ name: 'Largest', value: 'MAX' },
			{ name: 'Median', value: 'MEDIAN' },
			{ name: 'Nothing Else', value: 'none', description: 'Only how many are in each group' },
			{ name: 'Number of Different Values', value: 'UNIQUE_COUNT' },
			{ name: 'Smallest', value: 'MIN' },
			{ name: 'Sum', value: 'SUM' },
		],
		default: 'none',
	},
	{
		displayName: 'Of Field',
		name: 'metricField',
		type: 'string',
		// Not `required`: n8n would want it wherever the calculation is an expression, be that 'none' or not.
		displayOptions: {
			show: { operation: ['aggregate'], aggregationType: ['fields'] },
			hide: { metric: ['none'] },
		},
		default: '',
		placeholder: 'e.g. accessCount',
	},
	{
		displayName: 'Aggregation (DSL)',
		name: 'aggregationDsl',
		type: 'json',
		displayOptions: show('dsl'),
		default:
			'{\n  "departments": {\n    "terms": { "field": "attributes.department.exact" }\n  }\n}',
		description: 'Aggregations by name, as Elasticsearch has them',
	},
	{
		displayName: 'Result',
		name: 'aggregationResult',
		type: 'options',
		displayOptions: { show: { operation: ['aggregate'] } },
		options: [
			{ name: 'Raw', value: 'raw', description: 'One item with the answer as it is' },
			{ name: 'Rows', value: 'rows', description: 'An item for each group' },
		],
		default: 'rows',
	},
];
