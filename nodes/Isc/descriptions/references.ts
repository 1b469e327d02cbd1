import type { INodeProperties } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import { ACTION_RESOURCES } from '../actions';
import {
	getEntryMode,
	getSearchMethod,
	OPERATION_REFERENCES,
	REFERENCES,
	type Reference,
} from '../references';
import { buildSharedOptions, groupByProperty } from './sharedOptions';
import type { PropertyWithoutDisplayOptions } from './showForOperations';

const toSingular = (label: string) =>
	label
		.replace(/ies$/, 'y')
		.replace(/^Requested For$/, 'Identity')
		.replace(/s$/, '');

const buildLocator = (
	reference: Reference,
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
			typeOptions: { searchListMethod: getSearchMethod(reference.list), searchable: true },
		},
		{
			displayName: getEntryMode(reference),
			name: 'id',
			type: 'string',
			...(reference.value === undefined && {
				placeholder: 'e.g. 2c918085...',
			}),
		},
	],
});

/** Builds the picker of a reference; for a list of references, rows of pickers. */
export function buildPicker(reference: Reference): PropertyWithoutDisplayOptions {
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

const isUpdate = (id: string) => getOperationById(id)?.body?.kind === 'jsonPatch';

const updated = new Set(
	[...OPERATION_REFERENCES]
		.filter(([id]) => isUpdate(id))
		.flatMap(([, references]) => references.map(({ parameter }) => parameter)),
);

/** Builds the picker that creates and updates share. */
const buildSharedPicker = (reference: Reference): PropertyWithoutDisplayOptions => ({
	...buildPicker(reference),
	...(reference.many &&
		updated.has(reference.parameter) && { description: 'An update replaces the whole list' }),
});

const all = [...OPERATION_REFERENCES].flatMap(([operation, references]) =>
	references.map((reference) => ({
		operation,
		reference,
		property: buildSharedPicker(reference),
	})),
);

/** Pickers that an operation shows at once. */
export const openReferenceProperties: INodeProperties[] = [true, false].flatMap((isRequired) =>
	groupByProperty(
		all.filter(({ reference }) => reference.isOpen && reference.isRequired === isRequired),
	).map(({ property, operations }) => ({
		...property,
		...(isRequired && property.type === 'resourceLocator' && { required: true }),
		displayOptions: show(operations),
	})),
);

const added = all.filter(({ reference }) => !reference.isOpen);

/** The other pickers in a collection, in which an operation shows only its own. */
export const addedReferenceProperties: INodeProperties[] = [
	{
		displayName: 'References',
		name: REFERENCES,
		type: 'collection',
		placeholder: 'Add Reference',
		default: {},
		displayOptions: show([...new Set(added.map(({ operation }) => operation))]),
		description:
			'Objects to refer to, chosen from lists. An update sets them after all changes. To add one entry to a list, add a change with a field such as /entitlements/-.',
		options: buildSharedOptions(added),
	},
];
