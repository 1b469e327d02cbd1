import { parseCondition, type ConditionRow, type SearchCondition } from './searchCondition';

export interface SearchQueryInput {
	rows: ConditionRow[];
	/** How conditions are joined with each other. */
	join: 'and' | 'or';
	/** Query in ISC's syntax; it and the conditions must match together. */
	typed: string;
}

const formatCondition = ({ text, isNegated }: SearchCondition) =>
	isNegated ? `NOT ${text}` : text;

const formatNestedList = (list: string, text: string) => `@${list}(${text})`;

/** A negated condition about a list says that none of its entries matches. */
const wrapInList = (condition: SearchCondition): SearchCondition =>
	condition.list
		? { ...condition, text: formatNestedList(condition.list, condition.text) }
		: condition;

/**
 * Joins conditions that must all match. Those about one nested list are about the same entry of it: an account of this
 * source that is disabled, not an account of this source and some disabled account. Conditions of a list that are all
 * negated say what none of its entries is, each by itself.
 */
function joinAll(conditions: SearchCondition[]): string {
	const joined = new Set<string>();
	const parts: string[] = [];
	for (const condition of conditions) {
		const { list } = condition;
		const sameList = list ? conditions.filter((other) => other.list === list) : [];
		if (!list || sameList.length === 1 || sameList.every(({ isNegated }) => isNegated)) {
			parts.push(formatCondition(wrapInList(condition)));
		} else if (!joined.has(list)) {
			joined.add(list);
			// A negation needs something to take away from: it comes last.
			const inOrder = [...sameList].sort((a, b) => Number(a.isNegated) - Number(b.isNegated));
			parts.push(formatNestedList(list, inOrder.map(formatCondition).join(' AND ')));
		}
	}
	return parts.join(' AND ');
}

/** To the query language, NOT beside OR excludes from the whole result: it must be put in parentheses. */
const formatAlternative = (condition: SearchCondition) =>
	condition.isNegated ? `(* AND ${formatCondition(condition)})` : condition.text;

/**
 * Builds a query from conditions and a query in ISC's syntax.
 * @returns text of the query language; `*`, which matches everything, if there is neither
 * @throws BadInput naming the row that cannot be used
 */
export function buildSearchQuery({ rows, join, typed }: SearchQueryInput): string {
	const typedQuery = typed.trim();
	const conditions = rows.map(parseCondition);
	const built =
		join === 'or' && rows.length > 1
			? conditions.map((condition) => formatAlternative(wrapInList(condition))).join(' OR ')
			: joinAll(conditions);
	if (typedQuery === '' || built === '') return typedQuery || built || '*';
	return `(${typedQuery}) AND (${built})`;
}
