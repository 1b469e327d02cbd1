import { maskExpressions } from './maskExpressions';
import { isEmptyValue } from './expressions';

const EMPTY_VALUE = String.raw`\\?"(?:\s*|undefined|null|NaN|\[object Object\])\\?"`;
/** A comparison, as filters and searches write it, with nothing on its right. */
const EMPTY_COMPARISON = new RegExp(
	String.raw`(?:\s(?:eq|ne|gt|ge|lt|le|sw|co|in|ca)(?:\s+\(?|\s*(?=\\?"|\(|$)\(?)\s*|\w:\s*)(?:${EMPTY_VALUE}|(?:undefined|NaN|\[object Object\])(?![\w"])|\)|$|(?:and|or|AND|OR)\s)`,
);

/** A list of values of which a later one is nothing. */
const EMPTY_LIST_VALUE = new RegExp(
	String.raw`\s(?:in|ca)\s*\(\s*(?:"(?:[^"\\]|\\.)*"\s*,\s*)+"(?:\s*|undefined|null|NaN|\[object Object\])"`,
);

/** Whether a filter or a search compares with nothing: `id eq ""`. */
export const hasEmptyComparison = (text: string) =>
	EMPTY_COMPARISON.test(text) || EMPTY_LIST_VALUE.test(text);

/** Stands for an expression that gave nothing. */
const EMPTY_MARKER = '\uE002';
const EXPRESSION_MARKER = /\uE000(\d+)\uE001/g;
/**
 * A value that is nothing but such an expression: in quotes, behind a colon, a comparison or `TO`, or before `TO`.
 * Wildcards beside it would match everything.
 */
const EMPTY_EXPRESSION_VALUE = new RegExp(
	String.raw`["']\s*${EMPTY_MARKER}+\s*["']|(?::|[=<>~]|\bTO\s)\s*(?:[([{]\s*)*["'*?]*${EMPTY_MARKER}[${EMPTY_MARKER}\s"'*?]*(?=[\s)\]}&|]|$)|${EMPTY_MARKER}\s+TO\b`,
);

/**
 * Whether an expression within a query or a filter gave nothing where a value must be: `name:{{ }}*` would find all
 * that have a name. An expression that makes a part of a value, or whole clauses, may well give nothing.
 * @param raw as the user entered it, starting with `=`
 * @param value what came of it
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

/** What each expression gave: what stands between the typed parts of a text. */
function extractExpressionValues(text: string, value: string): string[] | undefined {
	const literals = text
		.split(/\uE000\d+\uE001/)
		.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
	return new RegExp(`^${literals.join('([^]*?)')}$`).exec(value)?.slice(1);
}
