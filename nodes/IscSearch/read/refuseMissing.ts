import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import {
	isHollow,
	isMissing,
	refuseMissingIn,
	single,
	type FindGap,
	type Places,
} from '../../execution/missing';
import { isIncomplete, isNothing } from '../../forms/expressions';
import { madeByExpressions } from '../../forms/jsonTemplate';
import { isObject } from '../../forms/object';

/** A query in ISC's syntax. */
const inQuery: FindGap = (given, all, look) => (isHollow(given) ? '' : single(given, all, look));

/** A text, or a list each of whose entries must be there. */
const values: FindGap = (given, all, look) =>
	isIncomplete(given.value) ? '' : single(given, all, look);

const WITHOUT_VALUE = new Set(['exists', 'missing']);

/** In a row, the field tells which one is meant. What is named here only says how. */
const inRow =
	(...free: string[]): FindGap =>
	(given, all, look) => {
		const [kind = '', index = '', place = ''] = given.steps;
		const row = (all as Record<string, IDataObject[]>)[kind]?.[Number(index)] ?? {};
		const isUnused = place === 'value' && WITHOUT_VALUE.has(String(row.operator));
		if (free.includes(place) || isUnused) return undefined;
		if (!isIncomplete(given.value) && !isMissing(given, look)) return undefined;
		return String((place !== 'field' && row.field) || place);
	};

/** Lists of clauses can well be empty. */
const CLAUSES = new Set(['must', 'must_not', 'should', 'filter']);

/** @returns the name of the first value that isn't there; empty for an entry of a list */
function gapInClause(clause: unknown, name = ''): string | undefined {
	if (!isObject(clause) && !Array.isArray(clause)) return isNothing(clause) ? name : undefined;
	const entries = Object.entries(clause);
	if (Array.isArray(clause) && entries.length === 0 && !CLAUSES.has(name)) return name;
	for (const [key, inner] of entries) {
		const gap = gapInClause(inner, Array.isArray(clause) ? name : key);
		if (gap !== undefined) return gap;
	}
	return undefined;
}

/** A query of Elasticsearch: each of its values says what is meant. */
const inDsl: FindGap = (given, all, look) =>
	isNothing(given.value)
		? ''
		: (gapInClause(madeByExpressions(given.raw, given.value)) ?? single(given, all, look));

const OPTIONS: Record<string, { label: string; find: FindGap }> = {
	innerHitType: { label: 'Nested Matches Of', find: single },
	innerHitQuery: { label: 'Nested Matches Query', find: inQuery },
	nestedType: { label: 'Nested Type', find: single },
	queryFields: { label: 'Query Fields', find: values },
	timeZone: { label: 'Time Zone', find: single },
};

const inOptions: FindGap = (given, all, look) => {
	const option = OPTIONS[given.steps[0] ?? ''];
	return option && option.find(given, all, look) !== undefined ? option.label : undefined;
};

/** What tells ISC which documents are meant, by the name of the parameter. */
const PLACES: Places = {
	indices: { label: 'Indices', find: values },
	index: { label: 'Index', find: single },
	documentId: { label: 'Document ID', find: single },
	conditions: { label: 'Conditions', find: inRow() },
	combineConditions: { label: 'Combine Conditions', find: single },
	query: { label: 'Query', find: inQuery },
	queryDsl: { label: 'Query (DSL)', find: inDsl },
	textTerms: { label: 'Words', find: values },
	textFields: { label: 'In Fields', find: values },
	savedSearch: { label: 'Saved Search', find: single },
	typed: { label: 'Starts With', find: single },
	typeAheadField: { label: 'In Field', find: single },
	filters: { label: 'Filters', find: inRow('inclusive') },
	groupBy: { label: 'Group By', find: values },
	metric: { label: 'Calculate', find: single },
	metricField: { label: 'Of Field', find: single },
	aggregationDsl: { label: 'Aggregation (DSL)', find: inDsl },
	sort: { label: 'Sort By', find: inRow('descending') },
	returnAll: { label: 'Return All', find: single },
	limit: { label: 'Limit', find: single },
	options: { label: 'Options', find: inOptions },
};

/**
 * Refuses an item whose expressions give nothing where they say which documents are meant.
 * @throws BadInput naming the parameter
 */
export const refuseMissing = (context: IExecuteFunctions, index: number): void =>
	refuseMissingIn(context, index, PLACES, {});
