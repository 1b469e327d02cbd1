/** What a spreadsheet would run as a formula; it skips blanks and control characters in front, and knows wide signs. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const FORMULA = /^(?:[\s\0-\x1f]*[=+\-@＝＋－＠]|[\t\r\n])/;
/** Besides separators: what readers may strip at the ends of a cell, and a byte order mark. */
const NEEDS_QUOTES = /[",\r\n]|^[\s\uFEFF]|\s$/;

/**
 * Returns the text of a CSV cell. Objects and lists are JSON.
 * @param escapeFormulas whether text that looks like a formula gets an apostrophe in front
 */
export function formatCsvCell(value: unknown, escapeFormulas: boolean): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	const isText = typeof value === 'string';
	const plain = isText ? value : JSON.stringify(value);
	const text = isText && escapeFormulas && FORMULA.test(plain) ? `'${plain}` : plain;
	return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
