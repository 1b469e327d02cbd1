import { DateTime } from 'luxon';

import { parseList, toIsoDateTime } from './parse';

/*
 * Terms of the query language of ISC search. Text fields are indexed twice: as separate words that ignore case, and
 * as a whole, case-sensitive value under `<field>.exact`. Only the latter can match a value that equals, starts with
 * or contains a text. IDs, numbers, dates and booleans have only the plain field, which contains the whole value.
 */

/** Characters with a special meaning in the query language. */
const SPECIAL = /[+\-=&|><!(){}[\]^"~*?:\\/\s]/g;

const quoteTerm = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
export const escapeTerm = (text: string) => text.replace(SPECIAL, '\\$&');

/** Fields that the official documentation uses with `.exact`. Identity attributes can also be dates. */
const NAME_FIELD = /(^|\.)(name|displayName)$/;
const isAttribute = (field: string) => field.startsWith('attributes.');
/** Fields that are never split into words: IDs, and fields that the user entered with `.exact`. */
const WHOLE_FIELD = /(^|\.)id$|\.exact$/;
/** Fields that are known as booleans, dates, or numbers. For others, the value doesn't show whether they are text. */
const TYPED_FIELD =
	/(^|\.)(cloudGoverned|created|disabled|enabled|inactive|isManager|locked|modified|privileged|protected|requestable|synced|\w+Count)$/;

const DATE =
	/^\d{4}-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)?$|^now([+-]\d+[yMwdhHms]|\/[yMwdhHms])*$/;

/** Returns whether the plain field compares the whole value. */
const usesPlainField = (field: string) =>
	WHOLE_FIELD.test(field) || (TYPED_FIELD.test(field) && !isAttribute(field));

/**
 * Builds a term that matches the whole value of a field. If it's unknown whether the field has `.exact`, the term falls
 * back to the plain field for documents without `.exact`, which would otherwise not be found.
 */
function buildWholeValueTerm(field: string, term: string, canBeDate = false): string {
	const exact = `${field}.exact`;
	if (NAME_FIELD.test(field) || (isAttribute(field) && !canBeDate)) return `${exact}:${term}`;
	return `(${exact}:${term} OR (${field}:${term} AND NOT _exists_:${exact}))`;
}

/** Builds a term for a value that equals one of several texts. */
export function buildOneOfTerm(field: string, texts: string[]): string {
	const terms = texts.map(quoteTerm);
	const term = terms.length === 1 ? terms[0]! : `(${terms.join(' OR ')})`;
	if (usesPlainField(field)) return `${field}:${term}`;
	return buildWholeValueTerm(
		field,
		term,
		texts.some((text) => DATE.test(text)),
	);
}

/** Builds a term for a value that matches a pattern. The literal parts of the pattern must be escaped. */
export const buildPatternTerm = (field: string, pattern: string): string =>
	WHOLE_FIELD.test(field) ? `${field}:${pattern}` : buildWholeValueTerm(field, pattern);

/** Builds a term for a value that contains these words in this order, ignoring case. */
export const buildWordsTerm = (field: string, text: string): string =>
	`${field}:${quoteTerm(text)}`;

/** Formats a bound of a range. Dates and numbers need no quotes; keywords of the query language do. */
const formatBound = (text: string) =>
	/^[\w.:+-]+$/.test(text) && !/^(AND|NOT|OR|TO)$/.test(text) ? text : quoteTerm(text);

/** Builds a term for a value above or below a bound. */
export function buildRangeTerm(
	field: string,
	text: string,
	{ isLower, inclusive }: { isLower: boolean; inclusive: boolean },
): string {
	const [open, close] = inclusive ? ['[', ']'] : isLower ? ['{', ']'] : ['[', '}'];
	return isLower
		? `${field}:${open}${formatBound(text)} TO *${close}`
		: `${field}:${open}* TO ${formatBound(text)}${close}`;
}

const isDate = (value: unknown) => value instanceof Date || DateTime.isDateTime(value);

/**
 * Converts a value to search text. Dates from expressions are written in full, in UTC. Text is sent as typed: a date
 * such as `2026-01-31` means the whole day in the time zone of the query.
 */
export const toSearchText = (value: unknown): string =>
	(isDate(value) ? toIsoDateTime(value) : undefined) ?? String(value ?? '').trim();

/**
 * Converts several values to search text, without empty ones.
 * @param value a list, or comma-separated text
 */
export const toSearchTexts = (value: unknown): string[] =>
	parseList(value)
		.map(toSearchText)
		.filter((text) => text !== '');
