import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/catalogue/types';
import { toResourceMapperFields } from '../operationFields';
import { showForAllOperations, showForOperations, ENTERED_BY_ID } from './showForOperations';

const hasBody = ({ body }: Operation) => body !== undefined;
const hasFields = (operation: Operation) => toResourceMapperFields(operation).length > 0;
const hasValues = (operation: Operation) => hasBody(operation) || hasFields(operation);
const WITH_BODY = ['DELETE', 'PATCH', 'POST', 'PUT'];

/** Of those chosen from all, any that is chosen: the list of their names would be long. */
const ANY = [{ _cnd: { exists: true as const } }];

/** What goes along with an operation: as fields that are loaded for it, or as JSON. */
export const operationFieldProperties: INodeProperties[] = [
	...showForOperations(
		hasValues,
		{
			displayName: 'Specify Values',
			name: 'specifyValues',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
		},
		{},
		ANY,
	),
	...showForOperations(
		hasFields,
		{
			displayName: 'Values',
			name: 'values',
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			typeOptions: {
				loadOptionsDependsOn: ['resource', 'operation', 'apiOperation.value'],
				resourceMapper: {
					resourceMapperMethod: 'getValueFields',
					mode: 'map',
					supportAutoMap: false,
					addAllFields: false,
					fieldWords: { singular: 'value', plural: 'values' },
					valuesLabel: 'Values',
					noFieldsError: 'This operation takes no other values',
				},
			},
		},
		{ specifyValues: ['fields'] },
		ANY,
	),
	showForAllOperations(
		{
			displayName: 'Query Parameters',
			name: 'jsonQuery',
			type: 'json',
			default: '{}',
			description: 'An object with a value, or a list of values, for each parameter',
		},
		{ specifyValues: ['json'] },
	),
	...showForOperations(
		hasBody,
		{
			displayName: 'Body',
			name: 'jsonBody',
			type: 'json',
			default: '',
			description: 'The whole body, as the documentation of the operation shows it',
		},
		{ specifyValues: ['json'] },
		[...WITH_BODY.map((method) => ({ _cnd: { startsWith: `${method} ` } })), ...ENTERED_BY_ID],
	),
];
