import { maskExpressions } from './maskExpressions';
import { isEmptyValue } from './expressions';

const EMPTY_VALUE = String.raw`\\?"(?:\s*|undefined|null|NaN|\[object Object\])\\?"`;
/** A comparison in a filter or a search query without a value on its right side. */
const EMPTY_COMPARISON = new RegExp(
	String.raw`(?:\s(?:eq|ne|gt|ge|lt|le|sw|co|in|ca)(?:\s+\(?|\s*(?=\\?"|\(|$)\(?)\s*|\w:\s*)(?:${EMPTY_VALUE}|(?:undefined|NaN|\[object Object\])(?![\w"])|\)|$|(?:and|or|AND|OR)\s)`,
);

/** A list of values in which a value after the first is empty. */
const EMPTY_LIST_VALUE = new RegExp(
	String.raw`\s(?:in|ca)\s*\(\s*(?:"(?:[^"\\]|\\.)*"\s*,\s*)+"(?:\s*|undefined|null|NaN|\[object Object\])"`,
);

/** Returns whether a filter or a search query compares with an empty value, as in `id eq ""`. */
export const hasEmptyComparison = (text: string) =>
	EMPTY_COMPARISON.test(text) || EMPTY_LIST_VALUE.test(text);

/** Replaces an expression that returned nothing. */
const EMPTY_MARKER = '\uE002';
const EXPRESSION_MARKER = /\uE000(\d+)\uE001/g;
/**
 * A value that consists only of such expressions: in quotes, after a colon, a comparison or `TO`, or before `TO`.
 * Wildcards next to it don't count as a value, since they match everything.
 */
const EMPTY_EXPRESSION_VALUE = new RegExp(
	String.raw`["']\s*${EMPTY_MARKER}+\s*["']|(?::|[=<>~]|\bTO\s)\s*(?:[([{]\s*)*["'*?]*${EMPTY_MARKER}[${EMPTY_MARKER}\s"'*?]*(?=[\s)\]}&|]|$)|${EMPTY_MARKER}\s+TO\b`,
);

/**
 * Returns whether an expression in a query or a filter returned nothing where a value is required. `name:{{ }}*` would
 * match every document with a name. An expression that is a part of a value, or a whole clause, can be empty.
 * @param raw the parameter as the user entered it, starting with `=`
 * @param value the evaluated parameter
 */
export function hasEmptyExpressionValue(raw: string, value: string): boolean {
	const { text, expressions } = maskExpressions(raw.slice(1));
	const values = extractExpressionValues(text, value);
	if (!values || expressions.length === 0) return false;
	const template = text.replace(EXPRESSION_MARKER, (_marker, index) =>
		isEmptyValue(values[Number(index)]) ? EMPTY_MARKER : 'x',
	);
	return EMPTY_EXPRESSION_VALUE.test(template);
}

/**
 * Returns the result of each expression, found between the literal parts of the text; undefined if they don't match.
 */
function extractExpressionValues(text: string, value: string): string[] | undefined {
	const literals = text
		.split(/\uE000\d+\uE001/)
		.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
	return new RegExp(`^${literals.join('([^]*?)')}$`).exec(value)?.slice(1);
}
