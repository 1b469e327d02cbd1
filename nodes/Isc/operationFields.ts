import omit from 'lodash/omit';
import startCase from 'lodash/startCase';
import type { FieldType, ResourceMapperField } from 'n8n-workflow';

import type { BodySpec, BodyField, Operation, ParameterSpec } from '../shared/catalogue/types';
import type { ValueType } from '../shared/parameters/valueSpec';
import type { Reference } from './references';

/** Field types of n8n's editor. A file is the name of the binary field that holds it. */
const EDITOR_TYPE: Record<ValueType, FieldType> = {
	string: 'string',
	integer: 'number',
	number: 'number',
	boolean: 'boolean',
	dateTime: 'dateTime',
	list: 'array',
	object: 'object',
	file: 'string',
	any: 'string',
};

type Value = Pick<BodyField, 'name' | 'type' | 'items' | 'required' | 'enum'>;

/** Lists of plain values can be entered as comma-separated text. n8n accepts other lists only as JSON. */
const isPlainList = ({ type, items }: Pick<Value, 'type' | 'items'>) =>
	type === 'list' && items !== 'object' && items !== 'list' && items !== 'any';

/** @param location where the value is sent, since a query parameter and a body field can have the same name */
function buildField(
	location: string,
	{ name, type, items, required, enum: values }: Value,
): ResourceMapperField {
	const isChoice = values !== undefined && type !== 'list';
	return {
		id: `${location}.${name}`,
		displayName: startCase(name) + (type === 'file' ? ' (Input Binary Field)' : ''),
		type: isChoice ? 'options' : isPlainList({ type, items }) ? 'string' : EDITOR_TYPE[type],
		options: isChoice
			? values.map((value) => ({ name: startCase(String(value)), value }))
			: undefined,
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
	if (body.type !== 'object' || body.fields.length === 0) {
		return references.some(({ field }) => field === undefined) ? [] : [buildWholeBody(body)];
	}
	// A required picker replaces the field. Optional fields stay, because an entry can have more than a type and an ID, and
	// a stored value must not be dropped without an error.
	const replaced = new Set(
		references.filter(({ isRequired }) => isRequired).map(({ field }) => field),
	);
	return body.fields
		.filter(({ name }) => !replaced.has(name))
		.map((field) => buildBodyField(body, field, references));
}

const buildParameterFields = (parameters: ParameterSpec[], location: ParameterSpec['in']) =>
	parameters
		.filter((parameter) => parameter.in === location)
		.map((parameter) => buildField(location, parameter));

/**
 * Builds the editor fields of an operation, required ones first. Path parameters have fields of their own.
 * @param references that the editor shows a picker for
 */
export function toResourceMapperFields(
	operation: Operation,
	references: Reference[] = [],
): ResourceMapperField[] {
	const { parameters, body } = operation;
	const fields = [
		...buildParameterFields(parameters, 'query'),
		...buildParameterFields(parameters, 'header'),
		...buildBodyFields(body, references),
	];
	return [
		...fields.filter(({ required }) => required),
		...fields.filter(({ required }) => !required),
	];
}
