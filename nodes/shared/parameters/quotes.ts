import { ParameterError } from './parameterError';

const QUOTED_TEXT = /"(?:[^"\\]|\\.)*"/g;
const TYPOGRAPHIC_QUOTE = /[\u2018-\u201f\u00ab\u00bb\uff02]/;

/**
 * Refuses a filter with quotes that were copied from a page or a mail: ISC takes them for a part of the value.
 * Within straight quotes they are text.
 * @throws BadInput
 */
export function assertStraightQuotes(parameter: string, filter: unknown): void {
	if (typeof filter !== 'string') return;
	const [quote] = TYPOGRAPHIC_QUOTE.exec(filter.replace(QUOTED_TEXT, '')) ?? [];
	if (quote === undefined) return;
	throw new ParameterError(
		parameter,
		`has the typographic quote ${quote} in the filter`,
		'Write text in straight quotes, as in name eq "A".',
	);
}

/** Quotes around a value, straight ones or others. */
export const hasQuotes = (text: string) =>
	/^["\u201c-\u201f].+["\u201c-\u201f]$/su.test(text.trim());
