import { DateTime } from 'luxon';

import { ParameterError } from './parameterError';

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** Returns the significant digits and the power of ten, so that two notations of one number are equal. */
function normalizeNumber(text: string): string | undefined {
	const [, sign, integer = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
	if (sign === undefined) return undefined;
	const digits = (integer + fraction).replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	if (significant === '') return '0';
	return `${sign}${significant}e${Number(power) - fraction.length + digits.length - significant.length}`;
}

/** Returns whether JavaScript can hold the number exactly; false for `9007199254740993` and `1e400`. */
export const isLosslessNumber = (text: string): boolean =>
	normalizeNumber(text) === normalizeNumber(String(Number(text)));

/** Matches strings as well, so that digits within them are skipped. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/**
 * Checks that no number in JSON text changes when the JSON is parsed and serialized again.
 * @throws {ParameterError} if a number has more digits than JavaScript can hold
 */
export function assertNumberUnchanged(parameter: string, json: string): void {
	const number = json
		.match(STRING_OR_NUMBER)
		?.find((token) => !token.startsWith('"') && !isLosslessNumber(token));
	if (number === undefined) return;
	throw new ParameterError(
		parameter,
		`contains the number ${number}, which would lose digits`,
		"Enter the body under 'Using JSON', with each value as the documentation shows it, or use a Custom Request. Both send numbers as typed.",
	);
}

/**
 * Checks that a number can be sent as it was meant. A calculation with missing data returns NaN, and a number that is too
 * large lost digits before it reached the node.
 * @throws {ParameterError} if the number is NaN, infinite, or too large to be exact
 */
export function assertExactNumber(parameter: string, value: number): void {
	if (!Number.isFinite(value)) {
		throw new ParameterError(
			parameter,
			`contains the result of an invalid calculation: ${value}`,
			'Check the data that the expression reads.',
		);
	}
	if (!Number.isInteger(value) || Number.isSafeInteger(value)) return;
	throw new ParameterError(
		parameter,
		`contains a number that is too large to be exact: ${value}`,
		'Enter the number as text. If it comes from JSON, store it as text there, too.',
	);
}

const isDate = (value: object): value is Date | DateTime =>
	value instanceof Date || DateTime.isDateTime(value);

/**
 * Checks that JSON keeps all numbers and dates in a value. It would change NaN and an invalid date to null, which clears a
 * field.
 * @throws {ParameterError} for the first number or date that JSON would change
 */
export function assertKeptByJson(parameter: string, value: unknown): void {
	if (typeof value === 'number') assertExactNumber(parameter, value);
	if (typeof value !== 'object' || value === null) return;
	if (!isDate(value)) {
		for (const nested of Object.values(value)) assertKeptByJson(parameter, nested);
		return;
	}
	if (!Number.isNaN(value.valueOf())) return;
	throw new ParameterError(
		parameter,
		'contains an invalid date',
		'Check the data that the expression reads.',
	);
}
