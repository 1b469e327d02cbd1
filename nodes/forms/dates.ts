import { DateTime } from 'luxon';

/** Complete, in UTC: it stays as it is, since it may hold more digits of a second than a date can. */
const COMPLETE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const ISO = /^\d{4}-\d{2}-\d{2}(T|$)/;

const inUtc = (milliseconds: number): string | undefined => {
	const text = Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
	// Years beyond four digits have another form, which ISC does not read.
	return COMPLETE.test(text) ? text : undefined;
};

/**
 * Reads a moment: a date, a luxon DateTime as expressions give it, or ISO text such as `2030-01-31` or
 * `2030-01-31T12:00+02:00`. Text without an offset is UTC unless a zone is given: the same input means the same in
 * every n8n.
 * @returns ISO text in UTC, such as `2030-01-31T12:00:00.000Z`; undefined where it is none of these
 */
export function toIsoDateTime(value: unknown, zone = 'utc'): string | undefined {
	if (DateTime.isDateTime(value)) return inUtc(value.toMillis());
	if (value instanceof Date) return inUtc(value.getTime());
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (!ISO.test(text)) return undefined;
	const read = DateTime.fromISO(text, { zone });
	if (!read.isValid) return undefined;
	return COMPLETE.test(text) ? text : inUtc(read.toMillis());
}
