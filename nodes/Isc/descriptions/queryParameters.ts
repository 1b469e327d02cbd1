import type { INodeProperties } from 'n8n-workflow';

import type { ParameterSpec } from '../../shared/catalogue/types';
import { toOptionName } from '../../shared/editor/labels';
import { ACTION_RESOURCES } from '../actions';
import {
	ADDITIONAL_PARAMETERS,
	findQueryReference,
	getQueryParameterLabel,
	getQueryParameterName,
	getQueryParameters,
	hasQueryOnly,
} from '../queryParameters';
import { buildPicker } from './references';
import { buildSharedOptions } from './sharedOptions';
import type { PropertyWithoutDisplayOptions } from './showForOperations';

/** Builds the field for a query parameter: a list for an enum, a switch for a boolean, a date picker for a date, a picker for an ID. */
function buildField(parameter: ParameterSpec): PropertyWithoutDisplayOptions {
	const reference = findQueryReference(parameter);
	if (reference) return buildPicker(reference);
	const { name, type, enum: values, default: usual } = parameter;
	const field = {
		displayName: getQueryParameterLabel(parameter),
		name: getQueryParameterName(parameter),
	};
	if (values && type !== 'list') {
		return {
			...field,
			type: 'options',
			options: values
				.map((value) => ({ name: toOptionName(value), value: value as string }))
				.sort((one, other) => one.name.localeCompare(other.name)),
			default: (usual ?? values[0]) as string,
		};
	}
	switch (type) {
		case 'boolean':
			return {
				...field,
				type: 'boolean',
				default: usual === true,
				description: `Whether to set the query parameter ${name} to true`,
			};
		case 'integer':
		case 'number':
			return { ...field, type: 'number', default: (usual as number | undefined) ?? 0 };
		case 'dateTime':
			return { ...field, type: 'dateTime', default: '' };
		case 'list':
			return { ...field, type: 'string', default: '', description: 'Comma-separated list' };
		default:
			return { ...field, type: 'string', default: (usual as string | undefined) ?? '' };
	}
}

const actions = ACTION_RESOURCES.flatMap(({ value: resource, operations }) =>
	operations.map(({ operation }) => ({ resource, operation })),
).filter(({ operation }) => hasQueryOnly(operation));

const fields = actions.flatMap(({ resource, operation }) =>
	getQueryParameters(operation).map((parameter) => ({
		resource,
		operation: operation.id,
		isRequired: parameter.required,
		property: buildField(parameter),
	})),
);
const optional = fields.filter(({ isRequired }) => !isRequired);

/** Query parameters of the actions without a body: required ones as fields, the others in a collection. */
export const queryParameterProperties: INodeProperties[] = [
	...fields
		.filter(({ isRequired }) => isRequired)
		.map(({ resource, operation, property }) => ({
			...property,
			required: true,
			displayOptions: { show: { resource: [resource], operation: [operation] } },
		})),
	{
		displayName: 'Additional Parameters',
		name: ADDITIONAL_PARAMETERS,
		type: 'collection',
		placeholder: 'Add Parameter',
		default: {},
		displayOptions: {
			show: {
				resource: [...new Set(optional.map(({ resource }) => resource))],
				operation: [...new Set(optional.map(({ operation }) => operation))],
			},
		},
		options: buildSharedOptions(optional),
	},
];
