import type { IDataObject } from 'n8n-workflow';
import isEqual from 'lodash/isEqual';
import { DateTime } from 'luxon';

import { ParameterError } from './parameterError';
import { assertNumberUnchanged, assertKeptByJson } from './digits';
import { removeCodeFence } from './tryParse';

/** Returns whether a value is a JSON object: not null, not a list, and not a date, which JSON has only as text. */
export const isJsonObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	!(value instanceof Date) &&
	!DateTime.isDateTime(value);

/**
 * Parses a JSON parameter.
 * @param value JSON text from an editor field, or the result of an expression
 * @param parameter label of the parameter
 * @returns the parsed value; undefined if the field is empty
 * @throws {ParameterError} if the text isn't valid JSON
 */
export function parseJson(value: unknown, parameter: string): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(removeCodeFence(value));
	} catch (error) {
		throw createInvalidJsonError(parameter, error as Error);
	}
}

/**
 * Returns the JSON text to send. JSON that the user typed is sent unchanged if it has the same value, since its numbers
 * can have more digits than JavaScript keeps.
 * @param source JSON text or another value that `value` was read from
 * @throws {ParameterError} if digits of a number would be lost
 */
export function toJsonText(parameter: string, value: unknown, source: unknown): string {
	if (typeof source !== 'string') {
		assertKeptByJson(parameter, value);
		return JSON.stringify(value);
	}
	const json = removeCodeFence(source);
	if (isEqual(JSON.parse(json), value)) return json;
	assertNumberUnchanged(parameter, json);
	return JSON.stringify(value);
}

/**
 * Parses query parameters in JSON.
 * @returns query parameters by name; an empty object if the field is empty
 * @throws {ParameterError} if the value isn't a JSON object
 */
export function parseJsonQuery(value: unknown): Record<string, unknown> {
	const query = parseJson(value, QUERY_LABEL) ?? {};
	if (isJsonObject(query)) return query;
	throw new ParameterError(
		QUERY_LABEL,
		'must be a JSON object',
		'Enter an object, for example {"filters": "name sw \\"A\\"", "sorters": "name"}.',
	);
}
const QUERY_LABEL = 'Query Parameters';

const createInvalidJsonError = (parameter: string, { message }: Error) =>
	new ParameterError(
		parameter,
		"isn't valid JSON",
		`${message}. Put names and text in double quotes. In an expression, use JSON.stringify(...) to convert a value to JSON.`,
	);
