import startCase from 'lodash/startCase';
import type { DisplayCondition, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { listOperations } from '../../shared/catalogue/operations';
import type { ParameterSpec } from '../../shared/catalogue/types';
import { getOperationName } from '../../shared/catalogue/describeOperation';
import { ACTION_RESOURCES } from '../actions';
import { getPathParameters, type OperationSelection } from '../selectedOperation';
import { ID_IN_URL_PATTERN } from '../../shared/editor/resourceLocator';
import { ENTERED_BY_ID, type PropertyWithoutDisplayOptions } from './showForOperations';
import { API_OPERATION } from './resource';

/** No operation has more. */
const MOST_PLACEHOLDERS = 3;

/** Name of the parameter with the value for a placeholder of the path, counted from 0. */
export const pathParameterName = (index: number) => `pathParameter${index + 1}`;

/** `sourceId` is a source; `id` is what the resource is about. */
function labelOf({ name }: ParameterSpec, resource: string): string {
	if (name === 'id') return resource;
	return startCase(name.replace(/-?id$/i, '')) || resource;
}

const ORDINALS = ['First', 'Second', 'Third'];

const pathLabel = (index: number) => `${ORDINALS[index]} Value in Path`;

/** What the editor calls the value for a placeholder of the chosen operation. */
export function pathParameterLabel(
	choice: OperationSelection,
	parameter: ParameterSpec,
	index: number,
): string {
	const everyday = ACTION_RESOURCES.find(({ value }) => value === choice.resource);
	return everyday ? labelOf(parameter, everyday.name) : pathLabel(index);
}

/** Chosen by name where something lists the values; by the address of its page in ISC; by ID. */
const listed = (index: number, label: string): PropertyWithoutDisplayOptions => ({
	displayName: label,
	name: pathParameterName(index),
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
			placeholder: 'e.g. https://acme.identitynow.com/ui/a/admin/identities/2c918085.../details',
			extractValue: { type: 'regex', regex: ID_IN_URL_PATTERN },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 2c9180857182305e0171993735622948',
		},
	],
});

const typed = (index: number, label: string): PropertyWithoutDisplayOptions => ({
	displayName: label,
	name: pathParameterName(index),
	type: 'string',
	required: true,
	default: '',
});

const locator = (index: number, label: string, isListed: boolean) =>
	(isListed ? listed : typed)(index, label);

/** One for each placeholder of an everyday operation, named after what it stands for. */
const everyday = ACTION_RESOURCES.flatMap(({ value, name: resource, operations }) => {
	const byKind = new Map<string, INodeProperties>();
	for (const { operation } of operations) {
		operation.parameters
			.filter((parameter) => parameter.in === 'path')
			.forEach((parameter, index) => {
				const label = labelOf(parameter, resource);
				const isListed = parameter.picker !== undefined;
				const kind = JSON.stringify([index, label, isListed]);
				const known = byKind.get(kind);
				if (known) known.displayOptions!.show!.operation!.push(operation.id);
				else
					byKind.set(kind, {
						...locator(index, label, isListed),
						displayOptions: { show: { resource: [value], operation: [operation.id] } },
					});
			});
	}
	return [...byKind.values()];
});

/**
 * Names with so many placeholders. n8n gives a regular expression some time in a sandbox, and fails the node where
 * a busy machine takes longer: names are compared instead.
 */
const withPlaceholders = (count: number): Array<string | DisplayCondition> =>
	count === 1
		? [{ _cnd: { includes: '{' } }]
		: listOperations()
				.filter((operation) => getPathParameters(operation).length >= count)
				.map(getOperationName);

/** For an operation chosen from all, whose name has the placeholders in braces. */
const forAny = Array.from({ length: MOST_PLACEHOLDERS }, (_, index): INodeProperties => {
	return {
		...locator(index, pathLabel(index), true),
		// Where something else names the operation, all of them are shown, and n8n would want all of them.
		required: false,
		displayOptions: {
			show: {
				...API_OPERATION,
				apiOperation: [...withPlaceholders(index + 1), ...ENTERED_BY_ID] as NodeParameterValue[],
			},
		},
		description: `What stands in place of the ${ORDINALS[index]!.toLowerCase()} name in braces in the path. If nothing lists the values, enter it by ID.`,
	};
});

export const pathParameterProperties: INodeProperties[] = [...everyday, ...forAny];
