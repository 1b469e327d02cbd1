import omit from 'lodash/omit';
import type { IExecuteFunctions, ResourceMapperField } from 'n8n-workflow';

import type { RequestInput } from '../../shared/catalogue/buildRequest/buildRequest';
import type { BodySpec, Operation } from '../../shared/catalogue/types';
import { parseEnum, toIsoDateTime } from '../../shared/parameters/parse';
import { parseJson, parseJsonQuery, isJsonObject } from '../../shared/parameters/json';
import { buildJsonPatchFromRows, type JsonPatchRow } from '../../shared/parameters/jsonPatchRows';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import { readInputFile } from './readInputFile';

/** Values by the ID of their field, such as `query.limit`; what was left empty is not there. */
export type FieldValues = Record<string, unknown>;

export const hasValue = (value: unknown) => value !== undefined && value !== null && value !== '';

/**
 * What stands in the fields that the editor loaded for the operation. The parameter is read as a whole: of its
 * values alone, n8n makes empty text 0 and refuses what it doesn't take for a date or a choice.
 */
function readFieldValues(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
): FieldValues {
	const { value, schema } = (context.getNodeParameter('values', index, null) ?? {}) as {
		value?: FieldValues | null;
		schema?: ResourceMapperField[] | null;
	};
	const isShown = fieldsShown(schema ?? []);
	const dates = new Set(dateFields(operation));
	const zone = context.getTimezone();
	return Object.fromEntries(
		Object.entries(value ?? {})
			.filter(([id, one]) => hasValue(one) && isShown(id))
			.map(([id, one]) => [id, dates.has(id) ? (toIsoDateTime(one, zone) ?? one) : one]),
	);
}

/**
 * Whether the editor shows a field. It keeps the values of fields that were removed, or that an operation had which was
 * chosen before.
 */
const fieldsShown = (schema: ResourceMapperField[]) => {
	const shown = new Set(schema.filter(({ removed }) => removed !== true).map(({ id }) => id));
	return (id: string) => schema.length === 0 || shown.has(id);
};

/** The fields whose dates are in the time zone of the workflow where they have no offset. */
const dateFields = ({ parameters, body }: Operation): string[] => [
	...parameters
		.filter(({ type }) => type === 'dateTime')
		.map(({ in: place, name }) => `${place}.${name}`),
	...(body?.fields ?? [])
		.filter(({ type }) => type === 'dateTime')
		.map(({ name }) => `body.${name}`),
];

/** The values of one place by their own names. */
const pickByLocation = (values: FieldValues, place: string): FieldValues =>
	Object.fromEntries(
		Object.entries(values)
			.filter(([id]) => id.startsWith(`${place}.`))
			.map(([id, value]) => [id.slice(place.length + 1), value]),
	);

const withPath = (row: JsonPatchRow): JsonPatchRow => ({
	...row,
	path: String(getLocatorValue(row.path) ?? ''),
});

async function readFields(
	context: IExecuteFunctions,
	index: number,
	{ body }: Operation,
	values: FieldValues,
): Promise<Omit<RequestInput, 'path'>> {
	const given = {
		query: pickByLocation(values, 'query'),
		headers: pickByLocation(values, 'header'),
	};
	if (!body) return given;
	if (body.kind === 'jsonPatch') {
		const { change = [] } = context.getNodeParameter('changes', index, {}) as {
			change?: JsonPatchRow[];
		};
		return { ...given, body: buildJsonPatchFromRows(change.map(withPath)) };
	}
	if ('body' in values) return { ...given, body: values.body };
	const fields = pickByLocation(values, 'body');
	if (body.kind === 'form') return { ...given, ...(await readForm(context, index, body, fields)) };
	return Object.keys(fields).length > 0 ? { ...given, body: fields } : given;
}

/** In a form, a file is named by the binary field of the item that holds it. */
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
	const value = body && parseJson(typed, 'Body');
	const given = { query, headers: {} };
	if (value === undefined) return given;
	return body?.kind === 'form' && isJsonObject(value)
		? { ...given, ...(await readForm(context, index, body, value)) }
		: { ...given, body: value, ...(typeof typed === 'string' && { bodyText: typed }) };
}

/** What goes along with an operation, its path excepted. */
export async function readOperationFields(
	context: IExecuteFunctions,
	index: number,
	operation: Operation,
): Promise<Omit<RequestInput, 'path'>> {
	const how = context.getNodeParameter('specifyValues', index, 'fields');
	if (parseEnum('Specify Values', how, ['fields', 'json'], 'fields') === 'json') {
		return await readJsonValues(context, index, operation);
	}
	return await readFields(context, index, operation, readFieldValues(context, index, operation));
}
