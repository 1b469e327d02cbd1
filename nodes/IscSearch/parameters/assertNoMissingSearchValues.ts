import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import {
	hasEmptyValueInQuery,
	isMissingValue,
	assertNoMissingValuesIn,
	findMissingExpression,
	type FindMissingValue,
	type MissingValueRules,
} from '../../shared/parameters/missingValues';
import { hasEmptyValue, isEmptyValue } from '../../shared/parameters/expressions';
import { evaluateJsonExpressions } from '../../shared/parameters/jsonTemplate';
import { isJsonObject } from '../../shared/parameters/json';

/** Checks a query in ISC's syntax. */
const findInQuery: FindMissingValue = (given, all, evaluation) =>
	hasEmptyValueInQuery(given) ? '' : findMissingExpression(given, all, evaluation);

/** Checks text, or a list, whose entries must all have a value. */
const findInList: FindMissingValue = (given, all, evaluation) =>
	hasEmptyValue(given.value) ? '' : findMissingExpression(given, all, evaluation);

const UNARY_OPERATORS = new Set(['exists', 'missing']);

/** Checks a row. The message names its field; the given keys don't select documents, so they aren't checked. */
const findInRow =
	(...ignored: string[]): FindMissingValue =>
	(given, all, evaluation) => {
		const [kind = '', index = '', key = ''] = given.steps;
		const row = (all as Record<string, IDataObject[]>)[kind]?.[Number(index)] ?? {};
		const isUnused = key === 'value' && UNARY_OPERATORS.has(String(row.operator));
		if (ignored.includes(key) || isUnused) return undefined;
		if (!hasEmptyValue(given.value) && !isMissingValue(given, evaluation)) return undefined;
		return String((key !== 'field' && row.field) || key);
	};

/** Lists of clauses, which can be empty. */
const CLAUSE_LISTS = new Set(['must', 'must_not', 'should', 'filter']);

/** Finds the name of the first missing value; empty text for an entry of a list. */
function findEmptyValue(clause: unknown, name = ''): string | undefined {
	if (!isJsonObject(clause) && !Array.isArray(clause))
		return isEmptyValue(clause) ? name : undefined;
	const entries = Object.entries(clause);
	if (Array.isArray(clause) && entries.length === 0 && !CLAUSE_LISTS.has(name)) return name;
	for (const [key, inner] of entries) {
		const emptyName = findEmptyValue(inner, Array.isArray(clause) ? name : key);
		if (emptyName !== undefined) return emptyName;
	}
	return undefined;
}

/** Checks a query of Elasticsearch, in which each value selects documents. */
const findInDsl: FindMissingValue = (given, all, evaluation) => {
	if (isEmptyValue(given.value)) return '';
	const dsl = evaluateJsonExpressions(given.raw, given.value);
	// Text that isn't JSON is rejected with its own message.
	const missing = dsl === undefined ? undefined : findEmptyValue(dsl);
	return missing ?? findMissingExpression(given, all, evaluation);
};

const OPTION_RULES: Record<string, { label: string; find: FindMissingValue }> = {
	innerHitType: { label: 'Nested List to Return', find: findMissingExpression },
	innerHitQuery: { label: 'Nested List Query', find: findInQuery },
	nestedType: { label: 'Nested Type', find: findMissingExpression },
	queryFields: { label: 'Query Fields', find: findInList },
	timeZone: { label: 'Time Zone', find: findMissingExpression },
};

const findInOptions: FindMissingValue = (given, all, evaluation) => {
	const option = OPTION_RULES[given.steps[0] ?? ''];
	return option && option.find(given, all, evaluation) !== undefined ? option.label : undefined;
};

/** Rules for the parameters that select documents, by name. */
const RULES: MissingValueRules = {
	indices: { label: 'Indices', find: findInList },
	index: { label: 'Index', find: findMissingExpression },
	documentId: { label: 'Document ID', find: findMissingExpression },
	conditions: { label: 'Conditions', find: findInRow() },
	combineConditions: { label: 'Combine Conditions', find: findMissingExpression },
	query: { label: 'Query', find: findInQuery },
	queryDsl: { label: 'Query (DSL)', find: findInDsl },
	textTerms: { label: 'Words', find: findInList },
	textFields: { label: 'Fields to Search', find: findInList },
	savedSearch: { label: 'Saved Search', find: findMissingExpression },
	prefix: { label: 'Starts With', find: findMissingExpression },
	typeAheadField: { label: 'Field to Search', find: findMissingExpression },
	filters: { label: 'Filters', find: findInRow('inclusive') },
	groupBy: { label: 'Group By', find: findInList },
	metric: { label: 'Calculate', find: findMissingExpression },
	metricField: { label: 'Field to Calculate', find: findMissingExpression },
	aggregationDsl: { label: 'Aggregation (DSL)', find: findInDsl },
	sort: { label: 'Sort By', find: findInRow('descending') },
	returnAll: { label: 'Return All', find: findMissingExpression },
	limit: { label: 'Limit', find: findMissingExpression },
	simplify: { label: 'Simplify', find: findMissingExpression },
	outputFields: { label: 'Fields', find: findInList },
	options: { label: 'Options', find: findInOptions },
};

/**
 * Rejects an item if an expression that selects documents has no value: the search would match more than intended.
 * @throws {ParameterError} naming the parameter
 */
export const assertNoMissingSearchValues = (context: IExecuteFunctions, index: number): void =>
	assertNoMissingValuesIn(context, index, RULES, {});
