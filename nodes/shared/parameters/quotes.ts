import { ParameterError } from './parameterError';

const QUOTED_TEXT = /"(?:[^"\\]|\\.)*"/g;
const TYPOGRAPHIC_QUOTE = /[\u2018-\u201f\u00ab\u00bb\uff02]/;

/**
 * Checks that a filter has no typographic quotes, as in text copied from a web page or an email. ISC treats them as
 * part of the value. Typographic quotes within straight quotes are fine.
 * @throws {ParameterError} if the filter contains a typographic quote
 */
export function assertStraightQuotes(parameter: string, filter: unknown): void {
	if (typeof filter !== 'string') return;
	const [quote] = TYPOGRAPHIC_QUOTE.exec(filter.replace(QUOTED_TEXT, '')) ?? [];
	if (quote === undefined) return;
	throw new ParameterError(
		parameter,
		`contains a typographic quote: ${quote}`,
		'Use straight quotes, for example name eq "A".',
	);
}

/** Returns whether a value is enclosed in straight or typographic quotes. */
export const hasQuotes = (text: string) =>
	/^["\u201c-\u201f].+["\u201c-\u201f]$/su.test(text.trim());
