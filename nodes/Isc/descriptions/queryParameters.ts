import startCase from 'lodash/startCase';
import type { INodeProperties } from 'n8n-workflow';

import type { ParameterSpec } from '../../shared/catalogue/types';
import { ACTION_RESOURCES } from '../actions';
import {
	ADDITIONAL_PARAMETERS,
	getQueryParameters,
	hasQueryOnly,
	getQueryParameterName,
} from '../queryParameters';
import type { PropertyWithoutDisplayOptions } from './showForOperations';

/** Builds the field for a query parameter: a list for an enum, a switch for a boolean, a date picker for a date. */
function buildField(parameter: ParameterSpec): PropertyWithoutDisplayOptions {
	const { name, type, enum: values, default: usual } = parameter;
	const field = { displayName: startCase(name), name: getQueryParameterName(parameter) };
	if (values && type !== 'list') {
		return {
			...field,
			type: 'options',
			options: values
				.map((value) => ({ name: startCase(String(value)), value: value as string }))
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

/** Query parameters of the actions without a body: required ones as fields, the others in one collection. */
export const queryParameterProperties: INodeProperties[] = ACTION_RESOURCES.flatMap(
	({ value: resource, operations }) =>
		operations
			.map(({ operation }) => operation)
			.filter(hasQueryOnly)
			.flatMap((operation): INodeProperties[] => {
				const displayOptions = { show: { resource: [resource], operation: [operation.id] } };
				const parameters = getQueryParameters(operation);
				const optional = parameters.filter(({ required }) => !required);
				return [
					...parameters
						.filter(({ required }) => required)
						.map((parameter) => ({ ...buildField(parameter), required: true, displayOptions })),
					...(optional.length > 0
						? [
								{
									displayName: 'Additional Parameters',
									name: ADDITIONAL_PARAMETERS,
									type: 'collection' as const,
									placeholder: 'Add Parameter',
									default: {},
									displayOptions,
									options: optional
										.map(buildField)
										.sort((one, other) => one.displayName.localeCompare(other.displayName)),
								},
							]
						: []),
				];
			}),
);
