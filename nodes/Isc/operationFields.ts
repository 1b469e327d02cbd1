import startCase from 'lodash/startCase';
import type { FieldType, ResourceMapperField } from 'n8n-workflow';

import type { BodySpec, BodyField, Operation, ParameterSpec } from '../shared/catalogue/types';
import type { ValueType } from '../shared/parameters/valueSpec';

/** As n8n's editor knows them; a file is named by the binary field that holds it. */
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

/** Of lists, n8n takes JSON alone; lists of plain values can be single ones, or have commas between. */
const isPlainList = ({ type, items }: Pick<Value, 'type' | 'items'>) =>
	type === 'list' && items !== 'object' && items !== 'list' && items !== 'any';

/** @param place where the value goes; fields of several places may have the same name */
function fieldFor(
	place: string,
	{ name, type, items, required, enum: values }: Value,
): ResourceMapperField {
	const isChoice = values !== undefined && type !== 'list';
	return {
		id: `${place}.${name}`,
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

const sampleOf = ({ sample }: BodySpec, name: string): unknown =>
	typeof sample === 'object' && sample !== null
		? (sample as Record<string, unknown>)[name]
		: undefined;

/** Nested values start with a sample of what they look like, where they cannot be left out. */
function bodyField(body: BodySpec, field: BodyField): ResourceMapperField {
	const sample = field.required ? sampleOf(body, field.name) : undefined;
	const isNested = field.type === 'object' || field.type === 'list';
	const indent = isPlainList(field) ? undefined : 2;
	return {
		...fieldFor('body', field),
		...(isNested && sample !== undefined && { defaultValue: JSON.stringify(sample, null, indent) }),
	};
}

/** A body that is no object of known fields is one value. */
function wholeBody({ type, required, sample }: BodySpec): ResourceMapperField {
	return {
		...fieldFor('body', { name: '', type: type === 'any' ? 'object' : type, required }),
		id: 'body',
		displayName: 'Body',
		// What people write as text stands there without the quotes of JSON, and a made-up text is no start.
		...(sample !== undefined &&
			typeof sample !== 'string' && { defaultValue: JSON.stringify(sample, null, 2) }),
	};
}

function bodyFields(body: BodySpec | undefined): ResourceMapperField[] {
	if (!body || body.kind === 'jsonPatch') return [];
	if (body.type !== 'object' || body.fields.length === 0) return [wholeBody(body)];
	return body.fields.map((field) => bodyField(body, field));
}

const parameterFields = (parameters: ParameterSpec[], place: ParameterSpec['in']) =>
	parameters
		.filter((parameter) => parameter.in === place)
		.map((parameter) => fieldFor(place, parameter));

/** The values that an operation takes beside those in its path; those that must be there first. */
export function toResourceMapperFields(operation: Operation): ResourceMapperField[] {
	const { parameters, body } = operation;
	const fields = [
		...parameterFields(parameters, 'query'),
		...parameterFields(parameters, 'header'),
		...bodyFields(body),
	];
	return [
		...fields.filter(({ required }) => required),
		...fields.filter(({ required }) => !required),
	];
}
