import { DateTime } from 'luxon';

/** Reads the date of a record, which is ISO text, or in a few lists a number of milliseconds. */
export function millisOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || value === '') return undefined;
	const read = DateTime.fromISO(value, { zone: 'utc' });
	return read.isValid ? read.toMillis() : undefined;
}

/** A moment as ISC reads it, and as it is kept: ISO text in UTC. */
export const isoOf = (millis: number): string =>
	DateTime.fromMillis(millis, { zone: 'utc' }).toISO()!;
