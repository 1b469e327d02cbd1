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

/** A query in ISC's syntax. */
const inQuery: FindMissingValue = (given, all, look) =>
	hasEmptyValueInQuery(given) ? '' : findMissingExpression(given, all, look);

/** A text, or a list each of whose entries must be there. */
const values: FindMissingValue = (given, all, look) =>
	hasEmptyValue(given.value) ? '' : findMissingExpression(given, all, look);

const WITHOUT_VALUE = new Set(['exists', 'missing']);

/** In a row, the field tells which one is meant. What is named here only says how. */
const inRow =
	(...free: string[]): FindMissingValue =>
	(given, all, look) => {
		const [kind = '', index = '', place = ''] = given.steps;
		const row = (all as Record<string, IDataObject[]>)[kind]?.[Number(index)] ?? {};
		const isUnused = place === 'value' && WITHOUT_VALUE.has(String(row.operator));
		if (free.includes(place) || isUnused) return undefined;
		if (!hasEmptyValue(given.value) && !isMissingValue(given, look)) return undefined;
		return String((place !== 'field' && row.field) || place);
	};

/** Lists of clauses can well be empty. */
const CLAUSES = new Set(['must', 'must_not', 'should', 'filter']);

/** @returns the name of the first value that isn't there; empty for an entry of a list */
function gapInClause(clause: unknown, name = ''): string | undefined {
	if (!isJsonObject(clause) && !Array.isArray(clause))
		return isEmptyValue(clause) ? name : undefined;
	const entries = Object.entries(clause);
	if (Array.isArray(clause) && entries.length === 0 && !CLAUSES.has(name)) return name;
	for (const [key, inner] of entries) {
		const gap = gapInClause(inner, Array.isArray(clause) ? name : key);
		if (gap !== undefined) return gap;
	}
	return undefined;
}

/** A query of Elasticsearch: each of its values says what is meant. */
const inDsl: FindMissingValue = (given, all, look) =>
	isEmptyValue(given.value)
		? ''
		: (gapInClause(evaluateJsonExpressions(given.raw, given.value)) ??
			findMissingExpression(given, all, look));

const OPTIONS: Record<string, { label: string; find: FindMissingValue }> = {
	innerHitType: { label: 'Nested Matches Of', find: findMissingExpression },
	innerHitQuery: { label: 'Nested Matches Query', find: inQuery },
	nestedType: { label: 'Nested Type', find: findMissingExpression },
	queryFields: { label: 'Query Fields', find: values },
	timeZone: { label: 'Time Zone', find: findMissingExpression },
};

const inOptions: FindMissingValue = (given, all, look) => {
	const option = OPTIONS[given.steps[0] ?? ''];
	return option && option.find(given, all, look) !== undefined ? option.label : undefined;
};

/** What tells ISC which documents are meant, by the name of the parameter. */
const PLACES: MissingValueRules = {
	indices: { label: 'Indices', find: values },
	index: { label: 'Index', find: findMissingExpression },
	documentId: { label: 'Document ID', find: findMissingExpression },
	conditions: { label: 'Conditions', find: inRow() },
	combineConditions: { label: 'Combine Conditions', find: findMissingExpression },
	query: { label: 'Query', find: inQuery },
	queryDsl: { label: 'Query (DSL)', find: inDsl },
	textTerms: { label: 'Words', find: values },
	textFields: { label: 'In Fields', find: values },
	savedSearch: { label: 'Saved Search', find: findMissingExpression },
	prefix: { label: 'Starts With', find: findMissingExpression },
	typeAheadField: { label: 'In Field', find: findMissingExpression },
	filters: { label: 'Filters', find: inRow('inclusive') },
	groupBy: { label: 'Group By', find: values },
	metric: { label: 'Calculate', find: findMissingExpression },
	metricField: { label: 'Of Field', find: findMissingExpression },
	aggregationDsl: { label: 'Aggregation (DSL)', find: inDsl },
	sort: { label: 'Sort By', find: inRow('descending') },
	returnAll: { label: 'Return All', find: findMissingExpression },
	limit: { label: 'Limit', find: findMissingExpression },
	options: { label: 'Options', find: inOptions },
};

/**
 * Refuses an item whose expressions give nothing where they say which documents are meant.
 * @throws BadInput naming the parameter
 */
export const assertNoMissingSearchValues = (context: IExecuteFunctions, index: number): void =>
	assertNoMissingValuesIn(context, index, PLACES, {});
