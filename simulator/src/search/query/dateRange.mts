import { DateTime } from 'luxon';
import type { DateTimeUnit } from 'luxon';

/** The period that a date covers: a day, a month, or one millisecond. */
export interface DateRange {
	from: number;
	to: number;
}

const units: Record<string, DateTimeUnit> = {
	y: 'year',
	M: 'month',
	w: 'week',
	d: 'day',
	h: 'hour',
	H: 'hour',
	m: 'minute',
	s: 'second',
};
const FORM = /^(\d{4})(-\d\d)?(-\d\d)?(T\d\d(:?\d\d)?(:?\d\d)?([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?$/;

/** Returns the precision of a date. */
function precision(text: string): DateTimeUnit | undefined {
	const [, , month, day, hour, minute, second, fraction] = FORM.exec(text) ?? [];
	if (fraction) return undefined;
	if (second) return 'second';
	if (minute) return 'minute';
	if (hour) return 'hour';
	return day ? 'day' : month ? 'month' : 'year';
}

function anchor(text: string, now: number, zone: string) {
	if (text === 'now') return { at: DateTime.fromMillis(now, { zone }), unit: undefined };
	if (/^\d{9,}$/.test(text)) {
		return { at: DateTime.fromMillis(Number(text), { zone }), unit: undefined };
	}
	if (!FORM.test(text)) return undefined;
	const at = DateTime.fromISO(text, { zone });
	return at.isValid ? { at, unit: precision(text) } : undefined;
}

/**
 * Parses a date with math such as `now-1d/d` or `2024-01-01||+1M`; undefined for other text.
 * Rounding and dates without an offset use the time zone.
 */
export function parseDateRange(text: string, now: number, zone: string): DateRange | undefined {
	const [, start, math] =
		/^(now)((?:[+-]\d+\w|\/\w)*)$/.exec(text) ?? /^(.+?)\|\|(.*)$/.exec(text) ?? [];
	const found = anchor(start ?? text, now, zone);
	if (!found) return undefined;
	let { at, unit } = found;
	const steps = math?.match(/[+-]\d+\w|\/\w/g) ?? [];
	if (steps.join('') !== (math ?? '')) return undefined;
	for (const step of steps) {
		const name = units[step.at(-1) as string];
		if (!name) return undefined;
		if (step.startsWith('/')) {
			at = at.startOf(name);
			unit = name;
		} else {
			at = at.plus({ [name]: Number(step.slice(0, -1)) });
			unit = undefined;
		}
	}
	return {
		from: (unit ? at.startOf(unit) : at).toMillis(),
		to: (unit ? at.endOf(unit) : at).toMillis(),
	};
}

/** Returns whether a value of a document is a date. */
export function isDate(value: unknown): value is string {
	return typeof value === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-][\d:]+)?)?$/.test(value);
}
