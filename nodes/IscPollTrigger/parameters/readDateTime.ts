import { DateTime } from 'luxon';

import { ParameterError } from '../../shared/parameters/parameterError';

function dateTimeOf(value: unknown, zone: string): DateTime | undefined {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value);
	return typeof value === 'string' ? DateTime.fromISO(value.trim(), { zone }) : undefined;
}

/**
 * Reads a date that a user gives.
 * @param zone the workflow's time zone, which holds where the date names no offset
 * @returns milliseconds since 1970
 * @throws BadInput naming the parameter if it is no date
 */
export function readDateTime(parameter: string, value: unknown, zone: string): number {
	const moment = dateTimeOf(value, zone);
	if (moment?.isValid) return moment.toMillis();
	throw new ParameterError(
		parameter,
		value === undefined || value === null || value === '' ? 'is empty' : 'is no date',
		`Enter a date such as 2030-01-31T12:00; without an offset it is in the workflow's time zone, ${zone}.`,
	);
}
