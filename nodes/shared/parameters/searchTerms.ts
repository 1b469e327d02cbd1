/*
 * Terms of the query language of ISC's search. A field with text is indexed twice: word by word, whatever the case, and
 * as a whole under `<field>.exact`, letter by letter. Only the latter can say that a value is equal to a text, starts with
 * it or contains it. IDs, numbers, dates and booleans have the plain field alone, whose value is a whole already.
 */

/** Characters with a meaning in the query language. */
const SPECIAL = /[+\-=&|><!(){}[\]^"~*?:\\/\s]/g;

export const quoteTerm = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
export const escapeTerm = (text: string) => text.replace(SPECIAL, '\\$&');

/** Identity attributes and names: the official documents use them with `.exact`. */
const EXACT_FIELD = /^attributes\.|(^|\.)(name|displayName)$/;
/** IDs are never split into words. Who types `.exact` has decided. */
const WHOLE_FIELD = /(^|\.)id$|\.exact$/;

const DATE = /^\d{4}-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)?$|^now\b/;
const isNumberOrBoolean = (text: string) =>
	/^(true|false)$/.test(text) || /^-?\d+(\.\d+)?$/.test(text);

/** Whether the plain field compares the value as a whole. */
const usesPlainField = (field: string, text: string) =>
	WHOLE_FIELD.test(field) ||
	DATE.test(text) ||
	(isNumberOrBoolean(text) && !field.startsWith('attributes.'));

/**
 * A condition on the whole value of a field. Where it isn't known whether the field has `.exact`, the plain field takes
 * its place if it has none: otherwise nothing would be found.
 */
function buildWholeValueTerm(field: string, term: string): string {
	const exact = `${field}.exact`;
	if (EXACT_FIELD.test(field)) return `${exact}:${term}`;
	return `(${exact}:${term} OR (${field}:${term} AND NOT _exists_:${exact}))`;
}

/** The value is equal to one of several texts. */
export function buildOneOfTerm(field: string, texts: string[]): string {
	const plain = texts.every((text) => usesPlainField(field, text));
	const terms = texts.map(quoteTerm);
	const term = terms.length === 1 ? terms[0]! : `(${terms.join(' OR ')})`;
	return plain ? `${field}:${term}` : buildWholeValueTerm(field, term);
}

/** The value matches a pattern, whose literal parts are escaped. */
export const buildPatternTerm = (field: string, pattern: string): string =>
	WHOLE_FIELD.test(field) ? `${field}:${pattern}` : buildWholeValueTerm(field, pattern);

/** The value holds these words, one after the other, whatever their case. */
export const buildWordsTerm = (field: string, text: string): string =>
	`${field}:${quoteTerm(text)}`;

/** A bound of a range: quotes make no difference to a date or a number. */
const formatBound = (text: string) => (/^[\w.:+-]+$/.test(text) ? text : quoteTerm(text));

/** The value lies on one side of a bound. */
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
