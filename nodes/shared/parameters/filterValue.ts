import type { FilterField } from './valueSpec';
import { ParameterError } from './parameterError';
import { toIsoDateTime, parseBoolean, parseDecimal } from './parse';
import { assertExactNumber } from './digits';
import { hasQuotes } from './quotes';

export const FILTERS_LABEL = 'Filters';

/** Operators that compare text, independent of the type of the field. */
const TEXT_OPERATORS = new Set(['sw', 'co']);
const ORDER_OPERATORS = new Set(['gt', 'ge', 'lt', 'le']);

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Formats a number without exponent, which filters don't support. Text stays as typed, so that no digit is lost. */
function formatDigits(value: unknown): string | undefined {
	if (parseDecimal(value) === undefined) return undefined;
	const text = String(value).trim();
	if (text.includes('e')) return undefined;
	if (typeof value === 'number') assertExactNumber(FILTERS_LABEL, value);
	return text;
}

function toText(value: unknown): string | undefined {
	if (typeof value === 'string') return value.isWellFormed() ? value : undefined;
	if (['number', 'boolean', 'bigint'].includes(typeof value)) return String(value);
	return toIsoDateTime(value);
}

const quoteText = (value: unknown) => {
	const text = toText(value);
	return text === undefined ? undefined : quote(text);
};

/**
 * A date without a time. If the type of the field isn't documented, it is sent as text, as ISC's documentation shows.
 */
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Formats a value by its own type, for fields whose type isn't documented. Text is quoted unless it is true, false or
 * a date. Digits are quoted as well, since many IDs consist of digits, unless the operator compares an order or an
 * expression returned a number.
 */
function formatByValue(value: unknown, operator: string): string | undefined {
	const boolean = parseBoolean(value);
	if (boolean !== undefined) return String(boolean);
	if (typeof value === 'number') return formatDigits(value);
	if (typeof value === 'string' && DATE_ONLY.test(value.trim())) return quote(value.trim());
	return (
		(ORDER_OPERATORS.has(operator) ? formatDigits(value) : undefined) ??
		toIsoDateTime(value) ??
		quoteText(value)
	);
}

/** Names of types in error messages. */
const TYPE_NAMES: Record<string, string> = {
	boolean: 'boolean',
	integer: 'number',
	number: 'number',
	dateTime: 'date',
};

const TYPE_HINTS: Record<string, string> = {
	boolean: 'Enter true or false.',
	integer: 'Enter a number in digits, such as 12.',
	number: 'Enter a number in digits, such as 12 or 0.5.',
	dateTime:
		'Enter a date such as 2030-01-31 or 2030-01-31T12:00:00Z. Dates without an offset are in UTC.',
};

function formatLiteral(value: unknown, operator: string, type?: string): string | undefined {
	if (TEXT_OPERATORS.has(operator)) return quoteText(value);
	switch (type) {
		case undefined:
		case 'any':
			return formatByValue(value, operator);
		case 'boolean':
			return parseBoolean(value)?.toString();
		case 'integer':
		case 'number':
			return formatDigits(value);
		case 'dateTime':
			return toIsoDateTime(value);
		default:
			return quoteText(value);
	}
}

/** Shortens a value for an error message. */
const describeValue = (value: unknown) =>
	typeof value === 'object' ? 'an object' : `'${String(value).slice(0, 50)}'`;

/**
 * Formats one value of a filter by the type of its field: text in quotes; numbers, booleans and dates without.
 * @throws {ParameterError} if the value is missing or of another type. Leaving the condition out would widen the
 * result.
 */
export function formatFilterValue(
	name: string,
	{ type, operators }: FilterField,
	operator: string,
	value: unknown,
): string {
	if (value === undefined || value === null || value === '') {
		throw new ParameterError(
			FILTERS_LABEL,
			`has no value for '${name}'`,
			operators.includes('isnull')
				? "Enter a value. To match records without a value, use the operator 'isnull'."
				: 'Enter a value, or remove the row.',
		);
	}
	if (typeof value === 'string' && hasQuotes(value)) {
		throw new ParameterError(
			FILTERS_LABEL,
			`has quotes around the value for '${name}': ${describeValue(value)}`,
			"Enter the value without quotes; they are added automatically. If the quotes are part of the value, use 'Filter Expression'.",
		);
	}
	const text = formatLiteral(value, operator, type);
	if (text === undefined) {
		throw new ParameterError(
			FILTERS_LABEL,
			type && TYPE_NAMES[type]
				? `has an invalid ${TYPE_NAMES[type]} for '${name}': ${describeValue(value)}`
				: `has a value for '${name}' that can't be compared with '${operator}'`,
			TYPE_HINTS[type ?? ''] ?? 'Enter text, a number, a date, or true or false.',
		);
	}
	return text;
}
