import type { FilterField } from './valueSpec';
import { ParameterError } from './parameterError';
import { toIsoDateTime, parseBoolean, parseDecimal } from './parse';
import { assertNoLostDigits } from './digits';
import { hasQuotes } from './quotes';

export const FILTERS_LABEL = 'Filters';

/** What is compared as text, whatever the field holds. */
const TEXT_OPERATORS = new Set(['sw', 'co']);
const ORDER_OPERATORS = new Set(['gt', 'ge', 'lt', 'le']);

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Numbers as digits alone: filters know no exponents. Text stays as typed, so that no digit is lost. */
function formatDigits(value: unknown): string | undefined {
	if (parseDecimal(value) === undefined) return undefined;
	const text = String(value).trim();
	if (text.includes('e')) return undefined;
	if (typeof value === 'number') assertNoLostDigits(FILTERS_LABEL, value);
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

/** A day alone. Where nothing says that the field holds dates, it is the text that the documents show. */
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Where the documents do not tell the type, the value does. Typed text is quoted, unless it is plainly true,
 * false or a date. Digits are quoted as well, since many IDs are made of them; but not where the operator
 * asks for an order, or where an expression gave a number.
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

const TYPE_REQUIREMENTS: Record<string, string> = {
	boolean: 'neither true nor false',
	integer: 'no number in digits',
	number: 'no number in digits',
	dateTime: 'no date',
};

const TYPE_HINTS: Record<string, string> = {
	boolean: 'Enter true or false.',
	integer: 'Enter a number in digits.',
	number: 'Enter a number in digits, such as 12 or 0.5.',
	dateTime: 'Enter a date such as 2030-01-31 or 2030-01-31T12:00:00Z; without an offset it is UTC.',
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

/** Short enough for a message. */
const describeValue = (value: unknown) =>
	typeof value === 'object' ? 'a value' : `'${String(value).slice(0, 50)}'`;

/**
 * Writes one value of a filter by the type of its field: text in quotes; numbers, booleans and dates without.
 * @throws BadInput where there is no value, or none of the type: a condition left out would widen the result
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
				? "Enter a value; for records without one, use the operator 'isnull'."
				: 'Enter a value, or remove the row.',
		);
	}
	if (typeof value === 'string' && hasQuotes(value)) {
		throw new ParameterError(
			FILTERS_LABEL,
			`has the value ${describeValue(value)} for '${name}', with quotes around it`,
			"Enter it without quotes: they are added. For a value that really has them, use 'Filter Expression'.",
		);
	}
	const text = formatLiteral(value, operator, type);
	if (text === undefined) {
		throw new ParameterError(
			FILTERS_LABEL,
			type && TYPE_REQUIREMENTS[type]
				? `has ${describeValue(value)} for '${name}', which is ${TYPE_REQUIREMENTS[type]}`
				: `has a value for '${name}' that cannot be compared with '${operator}'`,
			TYPE_HINTS[type ?? ''] ?? 'Enter text, a number, a date, or true or false.',
		);
	}
	return text;
}
