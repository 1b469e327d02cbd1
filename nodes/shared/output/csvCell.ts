/** Text that a spreadsheet runs as a formula: it skips leading blanks and control characters, and knows full-width signs. */
// eslint-disable-next-line no-control-regex -- the pattern is about control characters
const FORMULA = /^(?:[\s\0-\x1f]*[=+\-@＝＋－＠]|[\t\r\n])/;
/** Separators, quotes, a byte order mark, and blanks at the ends of a cell, which some readers strip. */
const NEEDS_QUOTES = /[",\r\n]|^[\s\uFEFF]|\s$/;

/**
 * Returns the text of a CSV cell. Objects and lists are JSON.
 * @param escapeFormulas whether to prefix text that looks like a formula with an apostrophe
 */
export function formatCsvCell(value: unknown, escapeFormulas: boolean): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	const isText = typeof value === 'string';
	const plain = isText ? value : JSON.stringify(value);
	const text = isText && escapeFormulas && FORMULA.test(plain) ? `'${plain}` : plain;
	return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
