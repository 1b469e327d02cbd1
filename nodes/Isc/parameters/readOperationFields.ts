import omit from 'lodash/omit';
import type { IExecuteFunctions, ResourceMapperField } from 'n8n-workflow';

import type { RequestInput } from '../../shared/catalogue/buildRequest/buildRequest';
import type { BodySpec, Operation, ParameterSpec } from '../../shared/catalogue/types';
import { parseEnum, toIsoDateTime } from '../../shared/parameters/parse';
import { assertNumberUnchanged } from '../../shared/parameters/digits';
import { parseJson, parseJsonQuery, isJsonObject } from '../../shared/parameters/json';
import { toPlainText } from '../../shared/parameters/plainText';
import { buildJsonPatchFromRows, type JsonPatchRow } from '../../shared/parameters/jsonPatchRows';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import {
	ADDITIONAL_PARAMETERS,
	findQueryReference,
	getQueryParameterName,
	getQueryParameters,
	hasQueryOnly,
} from '../queryParameters';
import { ATTRIBUTE, findAttributeSchema } from '../attributeSchemas';
import { getReferences } from '../references';
import { addReferenceChanges, addReferences } from './addReferences';
import { readAttributes } from './readAttributes';
import { readInputFile } from './readInputFile';
import { assertKnownIds, assertNoBodyFields, assertNoChanges } from './unusedValues';
import {
	buildMissingReferenceError,
	getPickerSource,
	readChosenReferences,
	readReference,
	type PickerSource,
} from './readReferences';

/** Values by field ID, such as `query.limit`. Empty fields are left out. */
export type FieldValues = Record<string, unknown>;

export const hasValue = (value: unknown) => value !== undefined && value !== null && value !== '';

/** Returns the value of a query parameter. Several chosen objects become a comma-separated list. */
function readQueryValue(parameter: ParameterSpec, source: PickerSource): unknown {
	const { readOpen, added } = source;
	const name = getQueryParameterName(parameter);
	const reference = findQueryReference(parameter);
	if (!reference) return parameter.required ? readOpen(name) : added[name];
	const value = readReference(reference, source);
	if (value === undefined && parameter.required) throw buildMissingReferenceError(reference);
	return Array.isArray(value) ? value.join(',') : value;
}

/** Reads the fields of an action without a body. Each parameter has a field of its own. */
function readQueryFields(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
): FieldValues {
	const source = getPickerSource(context, index, ADDITIONAL_PARAMETERS);
	const zone = context.getTimezone();
	return Object.fromEntries(
		getQueryParameters(operation)
			.map((parameter) => {
				const value = readQueryValue(parameter, source);
				const isDate = parameter.type === 'dateTime' && hasValue(value);
				return [
					`${parameter.in}.${parameter.name}`,
					isDate ? (toIsoDateTime(value, zone) ?? value) : value,
				] as const;
			})
			.filter(([, value]) => hasValue(value)),
	);
}

/**
 * Reads the fields that the editor loaded for the operation. The parameter is read as a whole, because n8n converts single
 * values: it turns empty text into 0 and rejects dates and options that it doesn't know.
 */
function readFieldValues(
	context: IExecuteFunctions,
	index: number,
	resource: string,
	operation: Operation,
): FieldValues {
	const { value, schema } = (context.getNodeParameter('values', index, null) ?? {}) as {
		value?: FieldValues | null;
		schema?: ResourceMapperField[] | null;
	};
	const isShown = findShownFields(schema ?? []);
	assertKnownIds(
		Object.keys(value ?? {}).filter(isShown),
		findAttributeSchema(resource, operation) !== undefined,
	);
	const dates = new Set(getDateFields(operation));
	const zone = context.getTimezone();
	return Object.fromEntries(
		Object.entries(value ?? {})
			.filter(([id, one]) => hasValue(one) && isShown(id))
			.map(([id, one]) => [id, dates.has(id) ? (toIsoDateTime(one, zone) ?? one) : one]),
	);
}

/** The editor keeps the values of fields that were removed and of operations that were selected before. */
const findShownFields = (schema: ResourceMapperField[]) => {
	const shown = new Set(schema.filter(({ removed }) => removed !== true).map(({ id }) => id));
	return (id: string) => schema.length === 0 || shown.has(id);
};

/** Returns the date fields. Dates without an offset are in the workflow's time zone. */
const getDateFields = ({ parameters, body }: Operation): string[] => [
	...parameters
		.filter(({ type }) => type === 'dateTime')
		.map(({ in: location, name }) => `${location}.${name}`),
	...(body?.fields ?? [])
		.filter(({ type }) => type === 'dateTime')
		.map(({ name }) => `body.${name}`),
];

/** Returns the values of one location by name. */
const pickByLocation = (values: FieldValues, location: string): FieldValues =>
	Object.fromEntries(
		Object.entries(values)
			.filter(([id]) => id.startsWith(`${location}.`))
			.map(([id, value]) => [id.slice(location.length + 1), value]),
	);

const withPath = (row: JsonPatchRow): JsonPatchRow => ({
	...row,
	path: toPlainText('Changes', getLocatorValue(row.path), 'a field'),
});

async function readFields(
	context: IExecuteFunctions,
	index: number,
	resource: string,
	operation: Operation,
	values: FieldValues,
): Promise<Omit<RequestInput, 'path'>> {
	const { body } = operation;
	const given = {
		query: pickByLocation(values, 'query'),
		headers: pickByLocation(values, 'header'),
	};
	const fields = pickByLocation(values, 'body');
	const attributes = pickByLocation(values, ATTRIBUTE);
	const hasFields = Object.keys(fields).length > 0;
	if (body?.kind !== 'jsonPatch') assertNoChanges(context, index, operation);
	// A body for an operation without one is rejected with the other values of the request.
	if (!body) {
		return values.body === undefined && !hasFields
			? given
			: { ...given, body: values.body ?? fields };
	}
	const chosen = readChosenReferences(context, index, resource, operation);
	if (body.kind === 'jsonPatch') {
		assertNoBodyFields(Object.keys(fields));
		const { change: rows = [] } = context.getNodeParameter('changes', index, {}) as {
			change?: JsonPatchRow[];
		};
		const isEmpty = rows.length === 0 && chosen.length > 0;
		const changes = isEmpty ? [] : buildJsonPatchFromRows(rows.map(withPath));
		return { ...given, body: addReferenceChanges(changes, chosen) };
	}
	const all = readAttributes(context, index, resource, operation, { fields, attributes });
	if (body.kind === 'form') return { ...given, ...(await readForm(context, index, body, all)) };
	const references = getReferences(resource, operation);
	const whole = addReferences(references, chosen, all, values.body);
	const isEmpty = whole === all && Object.keys(all).length === 0;
	return isEmpty ? given : { ...given, body: whole };
}

/** Reads form data. A file is given as the name of the item's binary field. */
async function readForm(
	context: IExecuteFunctions,
	index: number,
	{ fields }: BodySpec,
	values: FieldValues,
): Promise<Pick<RequestInput, 'body' | 'files'>> {
	const named = fields.filter(({ name, type }) => type === 'file' && hasValue(values[name]));
	const files: Record<string, File> = {};
	for (const { name } of named) {
		files[name] = await readInputFile(context, index, String(values[name]));
	}
	return { body: omit(values, Object.keys(files)), files };
}

async function readJsonValues(
	context: IExecuteFunctions,
	index: number,
	{ body }: Operation,
): Promise<Omit<RequestInput, 'path'>> {
	const query = parseJsonQuery(context.getNodeParameter('jsonQuery', index, '{}'));
	const typed: unknown = context.getNodeParameter('jsonBody', index, '');
	const value = parseJson(typed, 'Body');
	const given = { query, headers: {} };
	if (value === undefined) return given;
	const bodyText = typeof typed === 'string' ? typed : undefined;
	if (body?.kind !== 'form' || !isJsonObject(value)) {
		return { ...given, body: value, ...(bodyText !== undefined && { bodyText }) };
	}
	// The parts of a form are built from the parsed JSON.
	if (bodyText !== undefined) assertNumberUnchanged('Body', bodyText);
	return { ...given, ...(await readForm(context, index, body, value)) };
}

/** Reads everything that is sent with an operation, except its path. */
export async function readOperationFields(
	context: IExecuteFunctions,
	index: number,
	resource: string,
	operation: Operation,
): Promise<Omit<RequestInput, 'path'>> {
	if (resource !== 'apiOperation' && hasQueryOnly(operation)) {
		const values = readQueryFields(context, index, operation);
		return await readFields(context, index, resource, operation, values);
	}
	const source = context.getNodeParameter('specifyValues', index, 'fields');
	if (parseEnum('Specify Values', source, ['fields', 'json'], 'fields') === 'json') {
		return await readJsonValues(context, index, operation);
	}
	const values = readFieldValues(context, index, resource, operation);
	return await readFields(context, index, resource, operation, values);
}
