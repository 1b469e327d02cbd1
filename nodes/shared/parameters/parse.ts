import { ParameterError } from './parameterError';
import { DateTime } from 'luxon';

/**
 * Reads one of several choices; an expression may give anything.
 * @param defaultValue what holds where nothing is chosen
 * @throws BadInput for what is none of the choices
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
		`is '${text}', which is none of its values`,
		`Use one of: ${allowed.join(', ')}.`,
	);
}

/**
 * Whether a switch is on; an expression may give it as text.
 * @param defaultValue what holds where nothing is said
 * @throws BadInput for what is neither on nor off
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
		`is '${text}', which is neither true nor false`,
		'Use one of them.',
	);
}

/**
 * @param value what an editor field or an expression gave
 * @throws BadInput if it is no whole number, less than the least, or more than the most
 */
export function parseInteger(
	parameter: string,
	value: unknown,
	min: number,
	max = Infinity,
): number {
	const number = Number(value);
	const isInRange = Number.isInteger(number) && number >= min && number <= max;
	if (value !== '' && value !== null && isInRange) return number;
	throw max === Infinity
		? new ParameterError(
				parameter,
				`is not a whole number from ${min}`,
				`Enter ${min} or a larger number.`,
			)
		: new ParameterError(
				parameter,
				`is not a whole number from ${min} to ${max}`,
				'Enter a number between them.',
			);
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * Reads a number as people and JSON write it.
 * @param value a number, or text such as `12` or ` -0.5 `
 * @returns undefined where it is none: empty text, `0x10`, `1e3` as text, NaN
 */
export function parseDecimal(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !DECIMAL.test(value.trim())) return undefined;
	return Number(value);
}

/** @returns true and false for themselves and for their text; undefined for all else */
export function parseBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value !== 'string') return undefined;
	const text = value.trim().toLowerCase();
	return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** Complete, in UTC: it stays as it is, since it may hold more digits of a second than a date can. */
const COMPLETE_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const ISO_START = /^\d{4}-\d{2}-\d{2}(T|$)/;

const formatUtc = (milliseconds: number): string | undefined => {
	const text = Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
	// Years beyond four digits have another form, which ISC does not read.
	return COMPLETE_UTC.test(text) ? text : undefined;
};

/**
 * Reads a moment: a date, a luxon DateTime as expressions give it, or ISO text such as `2030-01-31` or
 * `2030-01-31T12:00+02:00`. Text without an offset is UTC unless a zone is given: the same input means the same in
 * every n8n.
 * @returns ISO text in UTC, such as `2030-01-31T12:00:00.000Z`; undefined where it is none of these
 */
export function toIsoDateTime(value: unknown, zone = 'utc'): string | undefined {
	if (DateTime.isDateTime(value)) return formatUtc(value.toMillis());
	if (value instanceof Date) return formatUtc(value.getTime());
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (!ISO_START.test(text)) return undefined;
	const parsed = DateTime.fromISO(text, { zone });
	if (!parsed.isValid) return undefined;
	return COMPLETE_UTC.test(text) ? text : formatUtc(parsed.toMillis());
}

/**
 * Reads several values: a list, JSON of a list, or text with commas between the values. A value that holds a
 * comma itself needs one of the first two.
 * @returns the values, untouched where they came as a list; empty ones between commas are left out
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

/** @returns undefined where the text is no JSON of a list */
export function parseJsonArray(text: string): unknown[] | undefined {
	if (!text.trim().startsWith('[')) return undefined;
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}
