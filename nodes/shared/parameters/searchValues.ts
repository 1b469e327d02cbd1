import { DateTime } from 'luxon';

import { parseList, toIsoDateTime } from './parse';

const isDate = (value: unknown) => value instanceof Date || DateTime.isDateTime(value);

/**
 * A value of a search as text. Dates that an expression gives are written in full, in UTC. Text is sent as typed: a day
 * such as `2026-01-31` means the whole day, in the time zone of the query.
 */
export const toSearchText = (value: unknown): string =>
	(isDate(value) ? toIsoDateTime(value) : undefined) ?? String(value ?? '').trim();

/** Several values as text, without empty ones. @param value a list, or text with commas between */
export const toSearchTexts = (value: unknown): string[] =>
	parseList(value)
		.map(toSearchText)
		.filter((text) => text !== '');
