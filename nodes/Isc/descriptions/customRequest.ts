import type { DisplayCondition, INodeProperties, NodeParameterValue } from 'n8n-workflow';
import { listOperations } from '../../shared/catalogue/operations';
import { isPaged } from '../../shared/catalogue/listPagination';
import { stripVersion } from '../../shared/api/apiVersion';
import { limitProperty, returnAllProperty } from '../../shared/editor/limit';
import { restrictForTools } from '../../shared/editor/toolProperties';
import { CUSTOM_REQUEST } from './resource';

/** Paths of the POST operations that return pages of a list, with the service version and without it. */
const POST_LISTS: DisplayCondition[] = listOperations()
	.filter((operation) => operation.method === 'POST' && isPaged(operation))
	.flatMap(({ path }) => [path, `/${stripVersion(path).join('/')}`])
	.map((path) => ({ _cnd: { endsWith: path } }));

const LISTS = [
	{ ...CUSTOM_REQUEST, method: ['GET'] },
	{ ...CUSTOM_REQUEST, method: ['POST'], path: POST_LISTS as unknown as NodeParameterValue[] },
];

export const paginationProperties: INodeProperties[] = LISTS.flatMap((show): INodeProperties[] => [
	{ ...returnAllProperty, displayOptions: { show } },
	{ ...limitProperty, displayOptions: { show: { ...show, returnAll: [false] } } },
]);

/** Builds rows of name and value, each with a placeholder. */
const buildPairs = (name: string, value?: string): INodeProperties['options'] => [
	{
		displayName: 'Parameter',
		name: 'parameter',
		values: [
			{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: name },
			{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: value },
		],
	},
];

/** Method, path, query parameters, and headers of a custom request. */
export const customRequestProperties: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: CUSTOM_REQUEST },
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'HEAD', value: 'HEAD' },
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		default: 'GET',
	},
	// Without the restriction, one click would open every endpoint of the method to an AI model.
	...restrictForTools({
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /accounts/v1',
		displayOptions: { show: CUSTOM_REQUEST },
		description:
			'Path of the endpoint with its version, as shown in its documentation: /accounts/v1, or a legacy path such as /v2025/accounts, /v3/accounts, or /beta/accounts. The host comes from the credential. Add a {placeholder} to get a field for its value.',
	}),
	{
		displayName: 'Path Parameters',
		name: 'pathParameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Path Parameter',
		default: {},
		displayOptions: { show: { ...CUSTOM_REQUEST, path: [{ _cnd: { includes: '{' } }] } },
		description: 'Values for the {placeholders} in the path. Values are URL-encoded automatically.',
		options: buildPairs('e.g. sourceId'),
	},
	{
		displayName: 'Specify Query',
		name: 'specifyQuery',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: CUSTOM_REQUEST },
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
	},
	{
		displayName: 'Query Parameters',
		name: 'query',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Query Parameter',
		default: {},
		displayOptions: { show: { ...CUSTOM_REQUEST, specifyQuery: ['fields'] } },
		description:
			'Query parameters, such as filters and sorters. Values are URL-encoded automatically.',
		options: buildPairs('e.g. filters', 'e.g. sourceId eq "2c9180835d2e5168015d32f890ca1581"'),
	},
	{
		displayName: 'Query Parameters',
		name: 'jsonQuery',
		type: 'json',
		default: '{}',
		displayOptions: { show: { ...CUSTOM_REQUEST, specifyQuery: ['json'] } },
		description: 'JSON object with one value, or a list of values, for each query parameter',
	},
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Header',
		default: {},
		displayOptions: { show: CUSTOM_REQUEST },
		description:
			'Additional headers. Authorization, Content-Type, and Accept are set automatically.',
		options: buildPairs('e.g. Accept-Language'),
	},
];
