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
const HAS_EXACT = /^attributes\.|(^|\.)(name|displayName)$/;
/** IDs are never split into words. Who types `.exact` has decided. */
const IS_WHOLE = /(^|\.)id$|\.exact$/;

const DATE = /^\d{4}-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)?$|^now\b/;
const isNumberOrBoolean = (text: string) =>
	/^(true|false)$/.test(text) || /^-?\d+(\.\d+)?$/.test(text);

/** Whether the plain field compares the value as a whole. */
const isPlain = (field: string, text: string) =>
	IS_WHOLE.test(field) ||
	DATE.test(text) ||
	(isNumberOrBoolean(text) && !field.startsWith('attributes.'));

/**
 * A condition on the whole value of a field. Where it isn't known whether the field has `.exact`, the plain field takes
 * its place if it has none: otherwise nothing would be found.
 */
function onWhole(field: string, term: string): string {
	const exact = `${field}.exact`;
	if (HAS_EXACT.test(field)) return `${exact}:${term}`;
	return `(${exact}:${term} OR (${field}:${term} AND NOT _exists_:${exact}))`;
}

/** The value is equal to one of several texts. */
export function buildOneOfTerm(field: string, texts: string[]): string {
	const plain = texts.every((text) => isPlain(field, text));
	const terms = texts.map(quoteTerm);
	const term = terms.length === 1 ? terms[0]! : `(${terms.join(' OR ')})`;
	return plain ? `${field}:${term}` : onWhole(field, term);
}

/** The value matches a pattern, whose literal parts are escaped. */
export const buildPatternTerm = (field: string, pattern: string): string =>
	IS_WHOLE.test(field) ? `${field}:${pattern}` : onWhole(field, pattern);

/** The value holds these words, one after the other, whatever their case. */
export const buildWordsTerm = (field: string, text: string): string =>
	`${field}:${quoteTerm(text)}`;

/** A bound of a range: quotes make no difference to a date or a number. */
const bound = (text: string) => (/^[\w.:+-]+$/.test(text) ? text : quoteTerm(text));

/** The value lies on one side of a bound. */
export function buildRangeTerm(
	field: string,
	text: string,
	{ isLower, inclusive }: { isLower: boolean; inclusive: boolean },
): string {
	const [open, close] = inclusive ? ['[', ']'] : isLower ? ['{', ']'] : ['[', '}'];
	return isLower
		? `${field}:${open}${bound(text)} TO *${close}`
		: `${field}:${open}* TO ${bound(text)}${close}`;
}
