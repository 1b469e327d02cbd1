import { DateTime } from 'luxon';

/** `2026-11-27T14:00:00.123456Z`, `2009-11-10 23:00:00 +0000 UTC`, and what lies between. */
const DATE_AND_TIME =
	/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?: [A-Z]{2,5}| [+-]\d{2,4})?$/i;
const NUMBER = /^-?\d{9,}(?:\.\d+)?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Seconds, microseconds and nanoseconds since 1970 are told from milliseconds by their size. */
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
	// Without an offset, a date of ISC is in UTC.
	const iso = day ? `${day}T${time}${offset}` : text;
	// Luxon would take a time alone for one of today.
	const date = /^\d{4}-?\d\d/.test(iso)
		? DateTime.fromISO(iso, { zone: 'utc' })
		: DateTime.fromRFC2822(text, { zone: 'utc' });
	return date.isValid ? date.toMillis() : undefined;
}

/**
 * Reads the date of a record in any of the forms that ISC writes: ISO text with or without an offset, as Go
 * prints it, or a number since 1970, also as text.
 * @returns milliseconds since 1970; undefined where it can't be read
 */
export function parseRecordDate(value: unknown): number | undefined {
	if (typeof value === 'number') return parseNumber(value);
	return typeof value === 'string' ? parseText(value.trim()) : undefined;
}

/** Whether a date names a day alone. */
export const isDateOnly = (value: unknown) => typeof value === 'string' && DAY.test(value.trim());

/** A moment as ISC reads it: ISO text in UTC. */
export const toUtcIso = (millis: number): string =>
	DateTime.fromMillis(millis, { zone: 'utc' }).toISO()!;
