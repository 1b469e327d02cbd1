import type { INodeProperties } from 'n8n-workflow';

const show = (aggregationType: string) => ({
	show: { operation: ['aggregate'], aggregationType: [aggregationType] },
});

/** Properties of the Aggregate operation. */
export const aggregationProperties: INodeProperties[] = [
	{
		displayName: 'Specify Aggregation',
		name: 'aggregationType',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['aggregate'] } },
		options: [
			{ name: 'Using DSL', value: 'dsl', description: 'Aggregations as Elasticsearch JSON' },
			{ name: 'Using Fields Below', value: 'fields', description: 'Groups and one calculation' },
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
			'Comma-separated fields to group by, outermost first. Prefix nested lists with @. Leave empty to calculate one value for all documents.',
	},
	{
		displayName: 'Calculate',
		name: 'metric',
		type: 'options',
		displayOptions: show('fields'),
		options: [
			{ name: 'Average', value: 'AVG' },
			{ name: 'Count of Distinct Values', value: 'UNIQUE_COUNT' },
			{ name: 'Count of Values', value: 'COUNT' },
			{ name: 'Maximum', value: 'MAX' },
			{ name: 'Median', value: 'MEDIAN' },
			{ name: 'Minimum', value: 'MIN' },
			{ name: 'None', value: 'none', description: 'Only the number of documents per group' },
			{ name: 'Sum', value: 'SUM' },
		],
		default: 'none',
		description: 'Calculation for each group, in addition to its number of documents',
	},
	{
		displayName: 'Field to Calculate',
		name: 'metricField',
		type: 'string',
		// Not `required`: n8n would require it for each calculation by expression, even if the result is 'none'.
		displayOptions: {
			show: { operation: ['aggregate'], aggregationType: ['fields'] },
			hide: { metric: ['none'] },
		},
		default: '',
		placeholder: 'e.g. accessCount',
		description: 'Field whose values to calculate',
	},
	{
		displayName: 'Aggregation (DSL)',
		name: 'aggregationDsl',
		type: 'json',
		displayOptions: show('dsl'),
		default:
			'{\n  "departments": {\n    "terms": { "field": "attributes.department.exact" }\n  }\n}',
		description: 'Elasticsearch aggregations, by name',
	},
];
