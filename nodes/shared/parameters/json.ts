import type { IDataObject } from 'n8n-workflow';
import isEqual from 'lodash/isEqual';
import { ParameterError } from './parameterError';
import { assertNumberUnchanged, assertNoLostDigitsIn } from './digits';

/** Whether a value is an object of JSON: neither null nor a list. */
export const isJsonObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param value JSON text from an editor field, or a value that an expression gave
 * @param parameter label of the parameter
 * @returns undefined where the field is empty
 * @throws BadInput if the text is no JSON
 */
export function parseJson(value: unknown, parameter: string): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value);
	} catch (error) {
		throw createInvalidJsonError(parameter, error as Error);
	}
}

/**
 * JSON to send. Typed text goes out as it was typed where it says the same, since numbers may have more digits than
 * JavaScript keeps.
 * @param source what the value was read from: JSON text, or anything else
 * @throws BadInput if digits would change on the way
 */
export function toJsonText(parameter: string, value: unknown, source: unknown): string {
	if (typeof source !== 'string') {
		assertNoLostDigitsIn(parameter, value);
		return JSON.stringify(value);
	}
	if (isEqual(JSON.parse(source), value)) return source;
	assertNumberUnchanged(parameter, source);
	return JSON.stringify(value);
}

/**
 * @returns query parameters by name; none where the field is empty
 * @throws BadInput if it is no JSON of an object
 */
export function parseJsonQuery(value: unknown): Record<string, unknown> {
	const query = parseJson(value, QUERY_LABEL) ?? {};
	if (isJsonObject(query)) return query;
	throw new ParameterError(
		QUERY_LABEL,
		'is no JSON object',
		'Write an object such as {"filters": "name sw \\"A\\"", "sorters": "name"}.',
	);
}
const QUERY_LABEL = 'Query Parameters';

const createInvalidJsonError = (parameter: string, { message }: Error) =>
	new ParameterError(
		parameter,
		'is not valid JSON',
		`${message}. Names and text stand in double quotes; within an expression, JSON.stringify(...) makes valid JSON of a value.`,
	);
