import type { IExecuteFunctions, ResourceMapperField } from 'n8n-workflow';

import { coerceValue } from '../../shared/catalogue/buildRequest/coerceValue';
import type { Operation } from '../../shared/catalogue/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { assertNumberUnchanged } from '../../shared/parameters/digits';
import { parseJsonArray, toIsoDateTime } from '../../shared/parameters/parse';
import { removeCodeFence } from '../../shared/parameters/tryParse';
import type { ValueType } from '../../shared/parameters/valueSpec';
import {
	ATTRIBUTE,
	findAttributeSchema,
	getAttributeId,
	getAttributeName,
} from '../attributeSchemas';

type Values = Record<string, unknown>;

/** Types of values by the type of the field, which the editor stored. */
const VALUE_TYPE: Partial<Record<NonNullable<ResourceMapperField['type']>, ValueType>> = {
	array: 'list',
	dateTime: 'dateTime',
	number: 'number',
	// The only choice is between true and false.
	options: 'boolean',
	string: 'string',
};

/** Converts one value, a list, or a JSON list. Text isn't split at commas, which distinguished names contain. */
function toList(name: string, value: unknown): unknown {
	if (typeof value !== 'string') {
		if (Array.isArray(value)) return value;
		return typeof value === 'object' ? coerceValue(name, { type: 'list' }, value) : [value];
	}
	if (!removeCodeFence(value).trim().startsWith('[')) return [value];
	const list = parseJsonArray(value);
	if (!list) {
		throw new ParameterError(
			name,
			'must be a JSON list',
			'Enter it as ["first", "second"], or enter a single value.',
		);
	}
	assertNumberUnchanged(name, value);
	return list;
}

/** Converts a value to the type of its field. */
function toTypedValue(
	name: string,
	field: ResourceMapperField | undefined,
	value: unknown,
	zone: string,
): unknown {
	const type = VALUE_TYPE[field?.type ?? 'object'];
	if (!type) return value;
	if (type === 'list') return toList(name, value);
	const given = type === 'dateTime' ? (toIsoDateTime(value, zone) ?? value) : value;
	return coerceValue(name, { type }, given);
}

/** Requires the attribute that identifies the object, as the editor does. */
function assertIdentified(schema: ResourceMapperField[], attributes: Values): void {
	const missing = schema
		.filter(({ id, required, removed }) => required && removed !== true && id.startsWith(START))
		.map(({ id }) => getAttributeName(id.slice(START.length)))
		.find((name) => !Object.hasOwn(attributes, name));
	if (missing === undefined) return;
	throw new ParameterError(
		missing,
		'is required',
		"Enter it under 'Values', because it identifies the object on its source. If the source sets it, remove the field.",
	);
}
const START = `${ATTRIBUTE}.`;

/**
 * Adds the attributes of the source's schema to the body field that holds them.
 * @param values fields of the body, and attributes by the encoded name
 * @returns the fields of the body
 * @throws ParameterError if an attribute is given twice, is missing, or has a value of another type
 */
export function readAttributes(
	context: IExecuteFunctions,
	index: number,
	resource: string,
	operation: Operation,
	{ fields, attributes }: { fields: Values; attributes: Values },
): Values {
	const spec = findAttributeSchema(resource, operation);
	if (!spec) return fields;
	const { schema: stored } = (context.getNodeParameter('values', index, null) ?? {}) as {
		schema?: ResourceMapperField[] | null;
	};
	const schema = stored ?? [];
	const byId = new Map(schema.map((field) => [field.id, field]));
	const zone = context.getTimezone();
	const typed = Object.entries(attributes).map(([encoded, value]) => {
		const name = getAttributeName(encoded);
		return [name, toTypedValue(name, byId.get(getAttributeId(name)), value, zone)] as const;
	});
	const json = fields[spec.field];
	const others =
		json === undefined ? {} : (coerceValue(spec.field, { type: 'object' }, json) as Values);
	const twice = typed.find(([name]) => Object.hasOwn(others, name))?.[0];
	if (twice !== undefined) {
		throw new ParameterError(
			'Values',
			`has '${twice}' twice: in its field and in the JSON of '${spec.field}'`,
			'Keep one of them.',
		);
	}
	const all = { ...others, ...Object.fromEntries(typed) };
	assertIdentified(schema, all);
	return typed.length === 0 ? fields : { ...fields, [spec.field]: all };
}
