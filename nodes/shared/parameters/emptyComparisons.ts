import { maskExpressions } from './maskExpressions';
import { isEmptyValue } from './expressions';

const NOTHING = String.raw`\\?"(?:\s*|undefined|null|NaN|\[object Object\])\\?"`;
/** A comparison, as filters and searches write it, with nothing on its right. */
const HOLE = new RegExp(
	String.raw`(?:\s(?:eq|ne|gt|ge|lt|le|sw|co|in|ca)(?:\s+\(?|\s*(?=\\?"|\(|$)\(?)\s*|\w:\s*)(?:${NOTHING}|(?:undefined|NaN|\[object Object\])(?![\w"])|\)|$|(?:and|or|AND|OR)\s)`,
);

/** A list of values of which a later one is nothing. */
const HOLE_IN_LIST = new RegExp(
	String.raw`\s(?:in|ca)\s*\(\s*(?:"(?:[^"\\]|\\.)*"\s*,\s*)+"(?:\s*|undefined|null|NaN|\[object Object\])"`,
);

/** Whether a filter or a search compares with nothing: `id eq ""`. */
export const hasEmptyComparison = (text: string) => HOLE.test(text) || HOLE_IN_LIST.test(text);

/** Stands for an expression that gave nothing. */
const NONE = '\uE002';
const MARK = /\uE000(\d+)\uE001/g;
/**
 * A value that is nothing but such an expression: in quotes, behind a colon, a comparison or `TO`, or before `TO`.
 * Wildcards beside it would match everything.
 */
const HOLLOW_VALUE = new RegExp(
	String.raw`["']\s*${NONE}+\s*["']|(?::|[=<>~]|\bTO\s)\s*(?:[([{]\s*)*["'*?]*${NONE}[${NONE}\s"'*?]*(?=[\s)\]}&|]|$)|${NONE}\s+TO\b`,
);

/**
 * Whether an expression within a query or a filter gave nothing where a value must be: `name:{{ }}*` would find all
 * that have a name. An expression that makes a part of a value, or whole clauses, may well give nothing.
 * @param raw as the user entered it, starting with `=`
 * @param value what came of it
 */
export function hasEmptyExpressionValue(raw: string, value: string): boolean {
	const { text, pieces } = maskExpressions(raw.slice(1));
	const given = piecesIn(text, value);
	if (!given || pieces.length === 0) return false;
	const marked = text.replace(MARK, (_mark, index) =>
		isEmptyValue(given[Number(index)]) ? NONE : 'x',
	);
	return HOLLOW_VALUE.test(marked);
}

/** What each expression gave: what stands between the typed parts of a text. */
function piecesIn(text: string, value: string): string[] | undefined {
	const typed = text
		.split(/\uE000\d+\uE001/)
		.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
	return new RegExp(`^${typed.join('([^]*?)')}$`).exec(value)?.slice(1);
}
