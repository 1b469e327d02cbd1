import type { INodeProperties } from 'n8n-workflow';

import { ACTION_RESOURCES, type ActionResource } from '../actions';
import { describeOperation } from '../../shared/catalogue/describeOperation';
import { API_OPERATION } from './resource';

const OPERATION: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: '',
};

function operationOf({ value, operations }: ActionResource): INodeProperties {
	const usual = operations.find(({ name }) => name === 'Get Many') ?? operations[0]!;
	return {
		...OPERATION,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ operation, name, action }) => ({
			name,
			value: operation.id,
			action,
			description: describeOperation(operation),
		})),
		default: usual.operation.id,
	};
}

/** Either way to an operation: the everyday ones by resource, all by search. */
export const iscOperationProperties: INodeProperties[] = [
	...ACTION_RESOURCES.map(operationOf),
	{
		displayName: 'Service Name or ID',
		name: 'service',
		type: 'options',
		noDataExpression: true,
		typeOptions: { loadOptionsMethod: 'getServices' },
		displayOptions: { show: API_OPERATION },
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Narrows the search for an operation',
	},
	{
		displayName: 'API Operation',
		name: 'apiOperation',
		type: 'resourceLocator',
		required: true,
		displayOptions: { show: API_OPERATION },
		default: { mode: 'list', value: '' },
		description: 'Searched by words of title, service, method and path',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'e.g. disable account',
				typeOptions: { searchListMethod: 'searchOperations', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. disableAccountV1 or POST /accounts/v1/{id}/disable',
			},
		],
	},
];
