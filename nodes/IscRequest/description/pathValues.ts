import startCase from 'lodash/startCase';
import type { DisplayCondition, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { operations } from '../../catalogue/catalogue';
import type { Parameter } from '../../catalogue/operation';
import { nameOfOperation } from '../../catalogue/operationText';
import { EVERYDAY } from '../operations/everyday';
import { placeholdersOf, type Choice } from '../operations/chosenOperation';
import { ID_IN_ADDRESS } from '../../editor/locator';
import { TYPED, type Unplaced } from './forOperations';
import { API_OPERATION } from './resource';

/** No operation has more. */
const MOST_PLACEHOLDERS = 3;

/** Name of the parameter with the value for a placeholder of the path, counted from 0. */
export const pathValueName = (index: number) => `pathValue${index + 1}`;

/** `sourceId` is a source; `id` is what the resource is about. */
function labelOf({ name }: Parameter, resource: string): string {
	if (name === 'id') return resource;
	return startCase(name.replace(/-?id$/i, '')) || resource;
}

const ORDINALS = ['First', 'Second', 'Third'];

const pathLabel = (index: number) => `${ORDINALS[index]} Value in Path`;

/** What the editor calls the value for a placeholder of the chosen operation. */
export function labelFor(choice: Choice, parameter: Parameter, index: number): string {
	const everyday = EVERYDAY.find(({ value }) => value === choice.resource);
	return everyday ? labelOf(parameter, everyday.name) : pathLabel(index);
}

/** Chosen by name where something lists the values; by the address of its page in ISC; by ID. */
const listed = (index: number, label: string): Unplaced => ({
	displayName: label,
	name: pathValueName(index),
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: `searchPathValue${index + 1}`, searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://acme.identitynow.com/ui/a/admin/identities/2c918085.../details',
			extractValue: { type: 'regex', regex: ID_IN_ADDRESS },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 2c9180857182305e0171993735622948',
		},
	],
});

const typed = (index: number, label: string): Unplaced => ({
	displayName: label,
	name: pathValueName(index),
	type: 'string',
	required: true,
	default: '',
});

const locator = (index: number, label: string, isListed: boolean) =>
	(isListed ? listed : typed)(index, label);

/** One for each placeholder of an everyday operation, named after what it stands for. */
const everyday = EVERYDAY.flatMap(({ value, name: resource, operations }) => {
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
		: operations()
				.filter((operation) => placeholdersOf(operation).length >= count)
				.map(nameOfOperation);

/** For an operation chosen from all, whose name has the placeholders in braces. */
const forAny = Array.from({ length: MOST_PLACEHOLDERS }, (_, index): INodeProperties => {
	return {
		...locator(index, pathLabel(index), true),
		// Where something else names the operation, all of them are shown, and n8n would want all of them.
		required: false,
		displayOptions: {
			show: {
				...API_OPERATION,
				apiOperation: [...withPlaceholders(index + 1), ...TYPED] as NodeParameterValue[],
			},
		},
		description: `What stands in place of the ${ORDINALS[index]!.toLowerCase()} name in braces in the path. If nothing lists the values, enter it by ID.`,
	};
});

export const pathValueProperties: INodeProperties[] = [...everyday, ...forAny];
