import type { INodeProperties } from 'n8n-workflow';

import { ACTION_RESOURCES, type ActionResource } from '../actions';
import { restrictForTools } from '../../shared/editor/toolProperties';
import { API_OPERATION } from './resource';

const OPERATION: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: '',
};

/** Builds the choice among the actions of a resource. Get Many is the default, if the resource has it. */
function buildOperationProperty({ value, operations }: ActionResource): INodeProperties {
	const initial = operations.find(({ name }) => name === 'Get Many') ?? operations[0]!;
	return {
		...OPERATION,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ operation, name, action, description }) => ({
			name,
			value: operation.id,
			action,
			description,
		})),
		default: initial.operation.id,
	};
}

/** Two ways to select an operation: the actions by resource, and all operations by search. */
export const iscOperationProperties: INodeProperties[] = [
	...ACTION_RESOURCES.map(buildOperationProperty),
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
		hint: 'Limits the search to the operations of one service',
	},
	// Without the restriction, one click would open all operations of ISC to an AI model.
	...restrictForTools({
		displayName: 'API Operation',
		name: 'apiOperation',
		type: 'resourceLocator',
		required: true,
		displayOptions: { show: API_OPERATION },
		default: { mode: 'list', value: '' },
		description: 'Operation to execute. Search by words from its title, service, method, or path.',
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
	}),
];
