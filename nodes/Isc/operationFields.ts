import countBy from 'lodash/countBy';
import omit from 'lodash/omit';
import type { FieldType, INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';

import type { BodySpec, BodyField, Operation, ParameterSpec } from '../shared/catalogue/types';
import { toLabel, toOptionName } from '../shared/editor/labels';
import type { ValueType } from '../shared/parameters/valueSpec';
import type { Reference } from './references';

/** Field types of n8n's editor. A file is the name of the binary field that holds it. */
const EDITOR_TYPE: Record<ValueType, FieldType> = {
	string: 'string',
	integer: 'number',
	number: 'number',
	boolean: 'options',
	dateTime: 'dateTime',
	list: 'array',
	object: 'object',
	file: 'string',
	any: 'string',
};

type Value = Pick<BodyField, 'name' | 'type' | 'items' | 'required' | 'enum'>;

/**
 * A boolean is a choice without a default. A switch has no state for "not set": untouched, it would be sent as false, also
 * where ISC's default is true.
 */
export const BOOLEAN_OPTIONS: INodePropertyOptions[] = [
	{ name: 'True', value: true },
	{ name: 'False', value: false },
];

/** Returns the values to choose from; undefined if the user enters the value. */
function getOptions({ type, enum: values }: Value): INodePropertyOptions[] | undefined {
	if (type === 'boolean') return BOOLEAN_OPTIONS;
	if (values === undefined || type === 'list') return undefined;
	return values.map((value) => ({ name: toOptionName(value), value }));
}

/** Lists of plain values can be entered as comma-separated text. n8n accepts other lists only as JSON. */
const isPlainList = ({ type, items }: Pick<Value, 'type' | 'items'>) =>
	type === 'list' && items !== 'object' && items !== 'list' && items !== 'any';

/** @param location where the value is sent, since a query parameter and a body field can have the same name */
function buildField(location: string, value: Value): ResourceMapperField {
	const { name, type, items, required } = value;
	const options = getOptions(value);
	return {
		id: `${location}.${name}`,
		displayName: toLabel(name) + (type === 'file' ? ' (Input Binary Field)' : ''),
		type: options ? 'options' : isPlainList({ type, items }) ? 'string' : EDITOR_TYPE[type],
		options,
		required,
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
		...(type === 'file' && { defaultValue: 'data' }),
	};
}

const getSample = ({ sample }: BodySpec, name: string): unknown =>
	typeof sample === 'object' && sample !== null
		? (sample as Record<string, unknown>)[name]
		: undefined;

/** Returns the fields within an object that have a picker of their own. */
const getInnerReferences = (references: Reference[], name: string) =>
	references.flatMap(({ field = '' }) =>
		field.startsWith(`${name}.`) ? [field.slice(name.length + 1)] : [],
	);

/** Builds a body field. A required nested value starts with a sample, without the parts that have a picker. */
function buildBodyField(
	body: BodySpec,
	field: BodyField,
	references: Reference[],
): ResourceMapperField {
	const sample = field.required ? getSample(body, field.name) : undefined;
	const isNested = field.type === 'object' || field.type === 'list';
	const indent = isPlainList(field) ? undefined : 2;
	const inner = getInnerReferences(references, field.name);
	const start = inner.length > 0 ? omit(sample as object, inner) : sample;
	const built = buildField('body', field);
	return {
		...built,
		...(references.some((one) => one.field === field.name) && {
			displayName: `${built.displayName} (JSON)`,
		}),
		...(isNested && start !== undefined && { defaultValue: JSON.stringify(start, null, indent) }),
	};
}

/** Returns the reference whose objects become the entries of the body. */
const findEntryReference = (references: Reference[]) => references.find(({ entry }) => entry);

/** Builds the fields of each entry, without the ID. The whole body can be given as JSON instead. */
const buildEntryFields = (body: BodySpec, { entry }: Reference): ResourceMapperField[] => [
	...body.fields
		.filter(({ name }) => name !== entry)
		.map((field) => buildBodyField({ ...body, sample: undefined }, field, [])),
	{ ...buildWholeBody({ ...body, required: false }), displayName: 'Body (JSON)' },
];

/** Builds one field for a body that isn't an object with known fields. */
function buildWholeBody({ type, required, sample }: BodySpec): ResourceMapperField {
	return {
		...buildField('body', { name: '', type: type === 'any' ? 'object' : type, required }),
		id: 'body',
		displayName: 'Body',
		// Text is entered without JSON quotes, and a sample text isn't a useful default.
		...(sample !== undefined &&
			typeof sample !== 'string' && { defaultValue: JSON.stringify(sample, null, 2) }),
	};
}

function buildBodyFields(
	body: BodySpec | undefined,
	references: Reference[],
): ResourceMapperField[] {
	if (!body || body.kind === 'jsonPatch') return [];
	const entryReference = findEntryReference(references);
	if (entryReference) return buildEntryFields(body, entryReference);
	if (body.type !== 'object' || body.fields.length === 0) {
		return references.some(({ field }) => field === undefined) ? [] : [buildWholeBody(body)];
	}
	// A picker replaces a field that is required or takes only IDs. Other fields stay, because an entry can have more than a
	// type and an ID, or another type.
	const count = countBy(references, 'field');
	const replaced = new Set(
		references
			.filter(({ isRequired, type, field = '' }) => !type || (isRequired && count[field] === 1))
			.map(({ field }) => field),
	);
	return body.fields
		.filter(({ name }) => !replaced.has(name))
		.map((field) => {
			const hasPicker = references.some((one) => one.field === field.name);
			return buildBodyField(body, hasPicker ? { ...field, required: false } : field, references);
		});
}

const buildParameterFields = (parameters: ParameterSpec[], location: ParameterSpec['in']) =>
	parameters
		.filter((parameter) => parameter.in === location)
		.map((parameter) => buildField(location, parameter));

/** Maximum number of optional fields that the editor shows at once. */
const MAX_SHOWN_FIELDS = 4;

/** Fields that are readable at a glance. */
const SIMPLE_TYPES: ReadonlySet<FieldType> = new Set<FieldType>([
	'string',
	'number',
	'dateTime',
	'options',
]);

/** Returns the IDs of the fields that the editor shows at once. An empty section would look broken. */
function getShownIds(fields: ResourceMapperField[], names: string[]): string[] {
	const required = fields.filter((field) => field.required);
	const named = fields.filter(({ id }) =>
		names.some((name) => id === name || id === `body.${name}`),
	);
	if (required.length > 0 || named.length > 0) return [...required, ...named].map(({ id }) => id);
	return fields
		.filter(({ type, defaultValue }) => SIMPLE_TYPES.has(type!) && defaultValue === undefined)
		.slice(0, MAX_SHOWN_FIELDS)
		.map(({ id }) => id);
}

/** Values that the editor shows without an error mark. A field without a value isn't sent. */
const EMPTY_VALUES: Partial<Record<FieldType, ResourceMapperField['defaultValue']>> = {
	object: '{}',
};

/** Shows a field at once, or leaves it for the user to add. */
const withVisibility = (field: ResourceMapperField, isShown: boolean): ResourceMapperField => ({
	...field,
	removed: !isShown,
	...(isShown && !field.required && { defaultValue: EMPTY_VALUES[field.type!] ?? null }),
});

/**
 * Builds the editor fields of an operation, required ones first. Path parameters have fields of their own.
 * @param references that the editor shows a picker for
 * @param shownFields names of optional body fields to show at once
 */
export function toResourceMapperFields(
	operation: Operation,
	references: Reference[] = [],
	shownFields: string[] = [],
): ResourceMapperField[] {
	const { parameters, body } = operation;
	const fields = [
		...buildParameterFields(parameters, 'query'),
		...buildParameterFields(parameters, 'header'),
		...buildBodyFields(body, references),
	];
	const shown = getShownIds(fields, shownFields);
	const all = fields.map((field) => withVisibility(field, shown.includes(field.id)));
	return [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)];
}
