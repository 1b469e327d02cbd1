import { assertPaired } from './pairedQuery';
import { parseCondition, type ConditionRow, type SearchCondition } from './searchCondition';

export interface SearchQueryInput {
	rows: ConditionRow[];
	/** How the conditions are combined. */
	join: 'and' | 'or';
	/** Query in ISC's syntax. Documents must match the query and the conditions. */
	typed: string;
}

const formatCondition = ({ text, isNegated }: SearchCondition) =>
	isNegated ? `NOT ${text}` : text;

const formatNestedList = (list: string, text: string) => `@${list}(${text})`;

/** Wraps a condition on a nested list in `@list(...)`. Negated, it means that no entry of the list matches. */
const wrapInList = (condition: SearchCondition): SearchCondition =>
	condition.list
		? { ...condition, text: formatNestedList(condition.list, condition.text) }
		: condition;

/**
 * Joins conditions that must all match. Conditions on one nested list must match the same entry: an account of this
 * source that is disabled, instead of an account of this source and any disabled account. If all conditions on a list
 * are negated, each of them must match no entry.
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
			// A negation only excludes from other terms, so put it last.
			const inOrder = [...sameList].sort((a, b) => Number(a.isNegated) - Number(b.isNegated));
			parts.push(formatNestedList(list, inOrder.map(formatCondition).join(' AND ')));
		}
	}
	return parts.join(' AND ');
}

/** Formats an alternative. Without parentheses, NOT next to OR excludes documents from the whole result. */
const formatAlternative = (condition: SearchCondition) =>
	condition.isNegated ? `(* AND ${formatCondition(condition)})` : condition.text;

/**
 * Builds a query from conditions and a query in ISC's syntax.
 * @returns the query; `*`, which matches all documents, if there are no conditions and no query
 * @throws {ParameterError} if a row is invalid, or the query would end the parentheses around it
 */
export function buildSearchQuery({ rows, join, typed }: SearchQueryInput): string {
	const typedQuery = typed.trim();
	const conditions = rows.map(parseCondition);
	const conditionQuery =
		join === 'or' && rows.length > 1
			? conditions.map((condition) => formatAlternative(wrapInList(condition))).join(' OR ')
			: joinAll(conditions);
	if (typedQuery === '' || conditionQuery === '') return typedQuery || conditionQuery || '*';
	assertPaired(typedQuery);
	return `(${typedQuery}) AND (${conditionQuery})`;
}
