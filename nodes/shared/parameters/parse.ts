import { ParameterError } from './parameterError';
import { DateTime } from 'luxon';
import { parseLocalDate } from './localDate';
import { removeCodeFence, tryParseJson } from './tryParse';

/**
 * Parses a value of a drop-down list. Upper and lower case don't matter.
 * @param value value from the editor, or any result of an expression
 * @param defaultValue returned for an empty value
 * @throws {ParameterError} if the value isn't allowed
 */
export function parseEnum<T extends string>(
	parameter: string,
	value: unknown,
	allowed: readonly T[],
	defaultValue: T,
): T {
	const text = String(value ?? '').trim();
	if (text === '') return defaultValue;
	const match = allowed.find((one) => one.toLowerCase() === text.toLowerCase());
	if (match !== undefined) return match;
	throw new ParameterError(
		parameter,
		`has an unsupported value: '${text}'`,
		`Use one of: ${allowed.join(', ')}.`,
	);
}

/**
 * Parses a toggle. An expression can return the value as text.
 * @param defaultValue returned for an empty value
 * @throws {ParameterError} if the value is neither true nor false
 */
export function parseBooleanParameter(
	parameter: string,
	value: unknown,
	defaultValue: boolean,
): boolean {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	if (text === '') return defaultValue;
	const parsed = parseBoolean(text);
	if (parsed !== undefined) return parsed;
	throw new ParameterError(
		parameter,
		`must be true or false, not '${text}'`,
		'Enter true or false.',
	);
}

/** Converts a number or its text. JavaScript would also convert true, a date, a list of one number, and blank text. */
const toNumber = (value: unknown): number =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
		? Number(value)
		: NaN;

/**
 * Parses a whole number.
 * @param value value from the editor, or any result of an expression
 * @throws {ParameterError} if the value isn't a whole number from `min` to `max`
 */
export function parseInteger(
	parameter: string,
	value: unknown,
	min: number,
	max = Infinity,
): number {
	const number = toNumber(value);
	if (Number.isInteger(number) && number >= min && number <= max) return number;
	throw max === Infinity
		? new ParameterError(
				parameter,
				`must be a whole number of at least ${min}, not '${String(value).slice(0, 50)}'`,
				`Enter a whole number of at least ${min}.`,
			)
		: new ParameterError(
				parameter,
				`must be a whole number from ${min} to ${max}, not '${String(value).slice(0, 50)}'`,
				`Enter a whole number from ${min} to ${max}.`,
			);
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * Parses a decimal number.
 * @param value a number, or text such as `12` or ` -0.5 `
 * @returns undefined for anything else, such as empty text, `0x10`, `1e3` as text, or NaN
 */
export function parseDecimal(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !DECIMAL.test(value.trim())) return undefined;
	return Number(value);
}

/** Parses a boolean or its text. Returns undefined for other values. */
export function parseBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value !== 'string') return undefined;
	const text = value.trim().toLowerCase();
	return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** Complete date and time in UTC. It is kept unchanged, since it can have more fractional digits than a Date. */
const COMPLETE_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const ISO_START = /^\d{4}-\d{2}-\d{2}(T|$)/;

const formatUtc = (milliseconds: number): string | undefined => {
	const text = Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
	// Years with more than four digits have another format, which ISC doesn't accept.
	return COMPLETE_UTC.test(text) ? text : undefined;
};

/**
 * Converts a Date, a luxon DateTime (as in expressions), or ISO 8601 text such as `2030-01-31` or
 * `2030-01-31T12:00+02:00` to UTC.
 * @param zone time zone of text without an offset. The default is UTC, independent of the time zone of n8n.
 * @returns ISO 8601 text such as `2030-01-31T12:00:00.000Z`; undefined for other values
 */
export function toIsoDateTime(value: unknown, zone = 'utc'): string | undefined {
	if (DateTime.isDateTime(value)) return formatUtc(value.toMillis());
	if (value instanceof Date) return formatUtc(value.getTime());
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (!ISO_START.test(text)) return undefined;
	const parsed = parseLocalDate(text, zone);
	if (!parsed.isValid) return undefined;
	return COMPLETE_UTC.test(text) ? text : formatUtc(parsed.toMillis());
}

/**
 * Parses a list, a JSON array in text, or comma-separated text. Values that contain a comma require one of the first
 * two.
 * @returns the values: unchanged from a list; without empty ones from comma-separated text
 */
export function parseList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return value === undefined || value === null ? [] : [value];
	return (
		parseJsonArray(value) ??
		value
			.split(',')
			.map((part) => part.trim())
			.filter((part) => part !== '')
	);
}

/** Parses a JSON array. Returns undefined if the text isn't one. */
export function parseJsonArray(text: string): unknown[] | undefined {
	const json = removeCodeFence(text);
	return json.trim().startsWith('[') ? (tryParseJson(json) as unknown[] | undefined) : undefined;
}

/** JSON with single quotes, as Python writes it, or in a Markdown fence. */
const LIKE_JSON_ARRAY = /^\s*(?:\[\s*['"][^]*['"]\s*\]|```[^]*```)\s*$/;

/**
 * Parses a list as {@link parseList} does.
 * @throws {ParameterError} for text that looks like a JSON array but isn't one: its parts would be wrong values
 */
export function parseListParameter(parameter: string, value: unknown): unknown[] {
	if (typeof value !== 'string' || parseJsonArray(value) || !LIKE_JSON_ARRAY.test(value)) {
		return parseList(value);
	}
	throw new ParameterError(
		parameter,
		`isn't a valid JSON array: '${value.trim().slice(0, 50)}'`,
		'Enter it as ["first", "second"], or enter values separated by commas.',
	);
}
