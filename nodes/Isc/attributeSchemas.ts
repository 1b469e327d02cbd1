import omit from 'lodash/omit';
import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import type { Operation } from '../shared/catalogue/types';
import { isJsonObject } from '../shared/parameters/json';
import { tryDecodeUri } from '../shared/parameters/tryParse';
import stored from './attributeSchemas.json';
import { getPathLabel, getPathParameterName } from './descriptions/pathParameters';
import { BOOLEAN_OPTIONS } from './operationFields';
import { getReferences, OPERATION_REFERENCES, type FieldOfObject } from './references';

/** A body field with attributes that each source defines. */
export interface AttributeSchemaSpec {
	/** Name of the body field. */
	field: string;
	/** Name of the node parameter that has the source's ID, or the object that has it. */
	source: string | FieldOfObject;
	/** ID of the operation that lists the schemas of a source. */
	list: string;
	/** Name of the schema, in lower case. */
	schema: string;
}

/** Attribute schemas of operations, by operation ID. */
export const ATTRIBUTE_SCHEMAS: ReadonlyMap<string, AttributeSchemaSpec> = new Map(
	Object.entries(omit(stored, '$schema') as Record<string, AttributeSchemaSpec>),
);

/**
 * Returns the attribute schema of the selected operation. Operations chosen from the whole API have no pickers, so their
 * attributes depend on a path parameter.
 */
export function findAttributeSchema(
	resource: string,
	{ id }: Pick<Operation, 'id'>,
): AttributeSchemaSpec | undefined {
	const found = ATTRIBUTE_SCHEMAS.get(id);
	if (typeof found?.source !== 'string') return found;
	const isShown = getReferences(resource, { id }).some(
		({ parameter }) => parameter === found.source,
	);
	return isShown ? found : undefined;
}

/** Returns the name and the label of the node parameter that decides which source is meant: a picker, or the only path parameter. */
export function getSourcePicker({ source }: AttributeSchemaSpec): { name: string; label: string } {
	if (typeof source !== 'string') return { name: getPathParameterName(0), label: getPathLabel(0) };
	const references = [...OPERATION_REFERENCES.values()].flat();
	const { label = source } = references.find(({ parameter }) => parameter === source) ?? {};
	return { name: source, label };
}

/** Location of attributes among the field IDs. */
export const ATTRIBUTE = 'attribute';

/** Characters that n8n can't have in the ID of a field, and the mark of encoded ones. */
const UNSAFE = /[%"[\]\\\p{Cc}]/gu;

/** Returns the ID of the field for an attribute. */
export const getAttributeId = (name: string) =>
	`${ATTRIBUTE}.${name.replace(UNSAFE, encodeURIComponent)}`;

/** Returns the attribute's name from the part of a field ID after the location. */
export const getAttributeName = (encoded: string) => tryDecodeUri(encoded);

/** An attribute as ISC describes it. Tenants can have attributes without a type. */
interface SchemaAttribute {
	name: string;
	type?: unknown;
	isMulti?: unknown;
}

/** A schema of a source as ISC describes it. */
export interface AttributeSchema {
	attributes: SchemaAttribute[];
	/** Name of the attribute that identifies the object. */
	identityAttribute?: unknown;
	displayAttribute?: unknown;
}

const isAttribute = (value: unknown): value is SchemaAttribute & IDataObject =>
	isJsonObject(value) && typeof value.name === 'string' && value.name.trim() !== '';

const isCalled = (value: unknown, name: string) =>
	typeof value === 'string' && value.trim().toLowerCase() === name;

/** Finds the schema with attributes. Returns undefined if there is none. */
export function pickSchema(schemas: unknown, name: string): AttributeSchema | undefined {
	const all = (Array.isArray(schemas) ? schemas : []).filter(isJsonObject);
	const found =
		all.find((one) => isCalled(one.name, name)) ??
		all.find((one) => isCalled(one.nativeObjectType, name));
	const attributes = Array.isArray(found?.attributes) ? found.attributes.filter(isAttribute) : [];
	return attributes.length > 0 ? { ...found, attributes } : undefined;
}

type FieldType = NonNullable<ResourceMapperField['type']>;

/** Field types of n8n's editor. Attributes of other types are text. */
const EDITOR_TYPE: Record<string, FieldType> = {
	BOOLEAN: 'options',
	DATE: 'dateTime',
	INT: 'number',
	LONG: 'number',
};

/** Maximum number of optional attributes that the editor shows at once. */
const MAX_SHOWN_ATTRIBUTES = 8;

function buildAttributeField(
	{ name, type, isMulti }: SchemaAttribute,
	required: boolean,
): ResourceMapperField {
	const isList = isMulti === true;
	const fieldType = isList ? 'array' : (EDITOR_TYPE[String(type).toUpperCase()] ?? 'string');
	return {
		id: getAttributeId(name),
		displayName: isList ? `${name} (JSON List)` : name,
		type: fieldType,
		...(fieldType === 'options' && { options: BOOLEAN_OPTIONS }),
		required,
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
	};
}

/**
 * Builds a field for each attribute: the one that identifies the object, its name, and the others in the order of the
 * schema.
 * @param hidden names of attributes that have a parameter of their own
 */
export function toAttributeFields(
	{ attributes, identityAttribute, displayAttribute }: AttributeSchema,
	hidden: string[],
): ResourceMapperField[] {
	const byName = new Map(attributes.map((attribute) => [attribute.name, attribute]));
	for (const name of hidden) byName.delete(name);
	const first = [identityAttribute, displayAttribute].flatMap(
		(name) => byName.get(name as string) ?? [],
	);
	const ordered = [...new Set([...first, ...byName.values()])];
	const fields = ordered.map((attribute) =>
		buildAttributeField(attribute, attribute.name === identityAttribute),
	);
	const optional = fields.filter(({ required, type }) => !required && type !== 'array');
	const shown = new Set(optional.slice(0, MAX_SHOWN_ATTRIBUTES));
	return fields.map((field) => ({
		...field,
		removed: !field.required && !shown.has(field),
		...(shown.has(field) && { defaultValue: null }),
	}));
}
