import type { DisplayCondition, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { listOperations } from '../../shared/catalogue/operations';
import type { ParameterSpec } from '../../shared/catalogue/types';
import { getOperationName } from '../../shared/catalogue/describeOperation';
import { ACTION_RESOURCES, findAction } from '../actions';
import { getPathParameters, type OperationSelection } from '../selectedOperation';
import { toLabel, toOptionName } from '../../shared/editor/labels';
import { ID_IN_URL_PATTERN } from '../../shared/editor/resourceLocator';
import { ENTERED_BY_ID, type PropertyWithoutDisplayOptions } from './showForOperations';
import { API_OPERATION } from './resource';

/** The largest number of path parameters that an operation has. */
export const MAX_PATH_PARAMETERS = 3;

/** Returns the name of the node parameter for a path parameter, counted from 0. */
export const getPathParameterName = (index: number) => `pathParameter${index + 1}`;

/** Returns the label of the action, or else one from the name: `sourceId` means a source, and `id` the resource. */
function getActionLabel(
	{ name }: ParameterSpec,
	resource: string,
	pathLabels: Record<string, string> = {},
): string {
	if (name === 'id') return pathLabels[name] ?? resource;
	return pathLabels[name] ?? (toLabel(name.replace(/-?id$/i, '')) || resource);
}

const ORDINALS = ['first', 'second', 'third'];

/** Returns the label of a path parameter of an operation chosen from the whole API. */
export const getPathLabel = (index: number) => `Path Parameter ${index + 1}`;

/** Returns the label that the editor shows for a path parameter of the selected operation. */
export function getPathParameterLabel(
	{ resource, operation }: OperationSelection,
	parameter: ParameterSpec,
	index: number,
): string {
	const found = ACTION_RESOURCES.find(({ value }) => value === resource);
	if (!found) return getPathLabel(index);
	return getActionLabel(parameter, found.name, findAction(resource, operation)?.pathLabels);
}

/** Builds the parameter for an object that ISC lists: by name, by the URL of its page in ISC, or by ID. */
const listed = (index: number, label: string): PropertyWithoutDisplayOptions => ({
	displayName: label,
	name: getPathParameterName(index),
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: `searchPathParameter${index + 1}`, searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://acme.identitynow.com/ui/.../2c918085.../details',
			extractValue: { type: 'regex', regex: ID_IN_URL_PATTERN },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 2c918085...',
		},
	],
});

const buildTextField = (index: number, label: string): PropertyWithoutDisplayOptions => ({
	displayName: label,
	name: getPathParameterName(index),
	type: 'string',
	required: true,
	default: '',
});

const buildChoice = (
	index: number,
	label: string,
	values: NonNullable<ParameterSpec['enum']>,
): PropertyWithoutDisplayOptions => ({
	...buildTextField(index, label),
	type: 'options',
	options: values.map((value) => ({ name: toOptionName(value), value: value as string })),
	default: values[0] as string,
});

function buildActionField(index: number, label: string, { lookup, enum: values }: ParameterSpec) {
	if (lookup) return listed(index, label);
	return values ? buildChoice(index, label, values) : buildTextField(index, label);
}

/** One parameter for each path parameter of the actions, labeled by the object that is meant. */
const actionProperties = ACTION_RESOURCES.flatMap(({ value, name: resource, operations }) => {
	const byKind = new Map<string, INodeProperties>();
	for (const { operation, pathLabels } of operations) {
		operation.parameters
			.filter((parameter) => parameter.in === 'path')
			.forEach((parameter, index) => {
				const label = getActionLabel(parameter, resource, pathLabels);
				const field = buildActionField(index, label, parameter);
				const kind = JSON.stringify(field);
				const known = byKind.get(kind);
				if (known) known.displayOptions!.show!.operation!.push(operation.id);
				else
					byKind.set(kind, {
						...field,
						displayOptions: { show: { resource: [value], operation: [operation.id] } },
					});
			});
	}
	return [...byKind.values()];
});

/**
 * Returns conditions for the names of operations with at least `count` path parameters. n8n runs regular expressions
 * in a sandbox with a time limit, and the node fails if a busy machine exceeds it. So names are compared instead.
 */
const withPathParameters = (count: number): Array<string | DisplayCondition> =>
	count === 1
		? [{ _cnd: { includes: '{' } }]
		: listOperations()
				.filter((operation) => getPathParameters(operation).length >= count)
				.map(getOperationName);

/** Parameters for an operation chosen under API Operation: its name has the path parameters in braces. */
const apiOperationProperties = Array.from(
	{ length: MAX_PATH_PARAMETERS },
	(_, index): INodeProperties => {
		return {
			...listed(index, getPathLabel(index)),
			// If an expression selects the operation, n8n shows all three and would require values for all of them.
			required: false,
			displayOptions: {
				show: {
					...API_OPERATION,
					apiOperation: [
						...withPathParameters(index + 1),
						...ENTERED_BY_ID,
					] as NodeParameterValue[],
				},
			},
			description: `Value for the ${ORDINALS[index]} {placeholder} in the path. If the list is empty, enter an ID.`,
		};
	},
);

export const pathParameterProperties: INodeProperties[] = [
	...actionProperties,
	...apiOperationProperties,
];
