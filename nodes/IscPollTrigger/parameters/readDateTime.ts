import { DateTime } from 'luxon';

import { parseLocalDate } from '../../shared/parameters/localDate';
import { ParameterError } from '../../shared/parameters/parameterError';

/** Converts a parameter's value to a date; undefined for other types. */
function toDateTime(value: unknown, zone: string): DateTime | undefined {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value);
	return typeof value === 'string' ? parseLocalDate(value.trim(), zone) : undefined;
}

/**
 * Reads a date from a parameter.
 * @param zone the workflow's time zone, for dates without an offset
 * @returns epoch milliseconds
 * @throws ParameterError for an invalid date
 */
export function readDateTime(parameter: string, value: unknown, zone: string): number {
	const date = toDateTime(value, zone);
	if (date?.isValid) return date.toMillis();
	throw new ParameterError(
		parameter,
		value === undefined || value === null || value === '' ? 'is required' : "isn't a valid date",
		`Enter a date such as 2030-01-31T12:00. Without an offset, it is in the workflow's time zone, ${zone}.`,
	);
}
