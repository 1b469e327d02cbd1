import groupBy from 'lodash/groupBy';
import type { INodeProperties } from 'n8n-workflow';

import { ACTION_RESOURCES } from '../actions';
import { getSearchMethod, OPERATION_REFERENCES, REFERENCES, type Reference } from '../references';
import type { PropertyWithoutDisplayOptions } from './showForOperations';

const toSingular = (label: string) =>
	label
		.replace(/ies$/, 'y')
		.replace(/^Requested For$/, 'Identity')
		.replace(/s$/, '');

const buildLocator = (
	{ list }: Reference,
	displayName: string,
	name: string,
): PropertyWithoutDisplayOptions => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: getSearchMethod(list), searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 2c9180857182305e0171993735622948',
		},
	],
});

/** Builds the picker of a reference; for a list of references, rows of pickers. */
function buildPicker(reference: Reference): PropertyWithoutDisplayOptions {
	const { label, parameter, many } = reference;
	if (!many) return buildLocator(reference, label, parameter);
	const singular = toSingular(label);
	return {
		displayName: label,
		name: parameter,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${singular}`,
		default: {},
		options: [
			{
				displayName: singular,
				name: 'row',
				values: [buildLocator(reference, singular, 'reference')],
			},
		],
	};
}

const show = (operation: string[]): NonNullable<INodeProperties['displayOptions']> => ({
	show: {
		resource: ACTION_RESOURCES.filter(({ operations }) =>
			operations.some((action) => operation.includes(action.operation.id)),
		).map(({ value }) => value),
		operation,
		specifyValues: ['fields'],
	},
});

const all = [...OPERATION_REFERENCES].flatMap(([operation, references]) =>
	references.map((reference) => ({ operation, reference })),
);

/** Pickers that an operation shows at once. Operations with the same picker share one. */
export const openReferenceProperties: INodeProperties[] = Object.values(
	groupBy(
		all.filter(({ reference }) => reference.isOpen),
		({ reference: { parameter, list, isRequired, many } }) =>
			JSON.stringify([parameter, list, isRequired, many]),
	),
).map((group) => {
	const [{ reference }] = group as [(typeof group)[0]];
	return {
		...buildPicker(reference),
		...(reference.isRequired && !reference.many && { required: true }),
		displayOptions: show(group.map(({ operation }) => operation)),
	};
});

/** The other pickers, one collection for each operation. */
export const addedReferenceProperties: INodeProperties[] = Object.entries(
	groupBy(
		all.filter(({ reference }) => !reference.isOpen),
		({ operation }) => operation,
	),
).map(([operation, group]) => ({
	displayName: 'References',
	name: REFERENCES,
	type: 'collection',
	placeholder: 'Add Reference',
	default: {},
	displayOptions: show([operation]),
	description: 'Other objects to refer to, chosen from lists',
	options: group
		.map(({ reference }) => buildPicker(reference))
		.sort((one, other) => one.displayName.localeCompare(other.displayName)),
}));
