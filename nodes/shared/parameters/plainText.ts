import isEqual from 'lodash/isEqual';

import { ParameterError } from './parameterError';
import { toIsoDateTime } from './parse';

/**
 * Converts one value to the text to send. Dates become ISO 8601 text in UTC. No value, and an empty list, are empty text.
 * @param parameter label of the parameter
 * @param place of the value within the parameter, such as `'accept'`
 * @throws {ParameterError} for a list or an object, whose text would be `[object Object]` or lack its structure
 */
export function toPlainText(parameter: string, value: unknown, place = ''): string {
	if (value === undefined || value === null || isEqual(value, [])) return '';
	if (typeof value !== 'object') return String(value);
	const date = toIsoDateTime(value);
	if (date !== undefined) return date;
	throw new ParameterError(
		parameter,
		`contains a list or an object${place && ` for ${place}`}, which can't be sent as text`,
		'Enter text. To send JSON, convert the value with JSON.stringify(...).',
	);
}
