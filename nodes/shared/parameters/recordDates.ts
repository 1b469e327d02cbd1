import { DateTime } from 'luxon';

/** Dates from `2026-11-27T14:00:00.123456Z` to the format of Go, `2009-11-10 23:00:00 +0000 UTC`. */
const DATE_AND_TIME =
	/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?: [A-Z]{2,5}| [+-]\d{2,4})?$/i;
const NUMBER = /^-?\d{9,}(?:\.\d+)?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Converts seconds, milliseconds, microseconds or nanoseconds since 1970 to milliseconds. The size shows the unit. */
function parseNumber(value: number): number | undefined {
	if (!Number.isFinite(value)) return undefined;
	const magnitude = Math.abs(value);
	if (magnitude < 1e11) return Math.round(value * 1000);
	if (magnitude < 1e14) return Math.round(value);
	return Math.floor(value / (magnitude < 1e17 ? 1e3 : 1e6));
}

function parseText(text: string): number | undefined {
	if (NUMBER.test(text)) return parseNumber(Number(text));
	const [, day, time, zone = 'Z'] = DATE_AND_TIME.exec(text) ?? [];
	const offset = /^[a-z]+$/i.test(zone) ? 'Z' : zone;
	// ISC dates without an offset are in UTC.
	const iso = day ? `${day}T${time}${offset}` : text;
	// Luxon would interpret a time without a date as a time today.
	const date = /^\d{4}-?\d\d/.test(iso)
		? DateTime.fromISO(iso, { zone: 'utc' })
		: DateTime.fromRFC2822(text, { zone: 'utc' });
	return date.isValid ? date.toMillis() : undefined;
}

/**
 * Parses the date of a record in any format that ISC uses: ISO 8601 with or without an offset, the format of Go, or a
 * number since 1970, also as text.
 * @returns milliseconds since 1970; undefined if the format is unknown
 */
export function parseRecordDate(value: unknown): number | undefined {
	if (typeof value === 'number') return parseNumber(value);
	return typeof value === 'string' ? parseText(value.trim()) : undefined;
}

/** Returns whether a date has no time. */
export const isDateOnly = (value: unknown) => typeof value === 'string' && DAY.test(value.trim());

/** Formats milliseconds since 1970 as ISO 8601 text in UTC, which ISC accepts. */
export const toUtcIso = (millis: number): string =>
	DateTime.fromMillis(millis, { zone: 'utc' }).toISO()!;
