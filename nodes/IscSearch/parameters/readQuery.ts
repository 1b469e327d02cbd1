import type { IDataObject } from 'n8n-workflow';

import type { SearchRequestBody } from '../../shared/pagination/searchIndex';
import { ParameterError } from '../../shared/parameters/parameterError';
import type { GetParameter } from '../../shared/runner/types';
import {
	parseEnum,
	parseBooleanParameter,
	parseListParameter,
	parseInteger,
} from '../../shared/parameters/parse';
import { parseJson, isJsonObject } from '../../shared/parameters/json';
import { toPlainText } from '../../shared/parameters/plainText';
import { getRows } from '../../shared/parameters/rows';
import type { ConditionRow } from '../../shared/parameters/searchCondition';
import { buildSearchQuery } from '../../shared/parameters/searchQuery';

/** Names of the fields of a condition row. */
export const CONDITION_FIELDS = ['field', 'operator', 'value'] as const;

/**
 * Builds the query from the conditions and the entered query.
 * @throws {ParameterError} naming the row that can't be used
 */
export const readQueryString = (read: GetParameter): string =>
	buildSearchQuery({
		rows: getRows<ConditionRow>(read('conditions'), 'condition'),
		join: parseEnum('Combine Conditions', read('combineConditions'), ['and', 'or'], 'and'),
		typed: toPlainText('Query', read('query')),
	});

/** Parses a list of names. @throws {ParameterError} for a name that isn't text */
export const parseNames = (parameter: string, value: unknown): string[] =>
	parseListParameter(parameter, value).map((name) => toPlainText(parameter, name));

function assertNotEmpty(parameter: string, values: string[]): string[] {
	if (values.length > 0) return values;
	throw new ParameterError(
		parameter,
		'is required',
		'Enter a value. Separate multiple values with commas.',
	);
}

/** Returns the name of a nested list, without the @ that it has in conditions. */
const parseNestedListName = (value: unknown) =>
	String(value ?? '')
		.trim()
		.replace(/^@/, '');

function readInnerHit({ innerHitType, innerHitQuery }: IDataObject) {
	const type = parseNestedListName(innerHitType);
	return type === ''
		? undefined
		: { type, query: toPlainText('Nested List Query', innerHitQuery) || '*' };
}

function readSailPointQuery(read: GetParameter, options: IDataObject): SearchRequestBody {
	const fields = parseNames('Query Fields', options.queryFields).join(',');
	const timeZone = String(options.timeZone ?? '').trim();
	const innerHit = readInnerHit(options);
	return {
		queryType: 'SAILPOINT',
		query: {
			query: readQueryString(read),
			...(fields && { fields }),
			...(timeZone && { timeZone }),
			...(innerHit && { innerHit }),
		},
	};
}

function readDslQuery(read: GetParameter): SearchRequestBody {
	const queryDsl = parseJson(read('queryDsl'), 'Query (DSL)');
	if (!isJsonObject(queryDsl)) {
		throw new ParameterError(
			'Query (DSL)',
			'must be a JSON object',
			'Enter it as {"match_all": {}}.',
		);
	}
	if (Object.keys(queryDsl).length === 0) {
		throw new ParameterError(
			'Query (DSL)',
			'is an empty object',
			'Enter a query. To match all documents, enter {"match_all": {}}.',
		);
	}
	return { queryType: 'DSL', queryDsl };
}

/**
 * Reads the query of a search body; empty for a saved search, which has its own.
 * @throws {ParameterError} naming the parameter that has a wrong value
 */
export function readSearchQuery(read: GetParameter, options: IDataObject): SearchRequestBody {
	switch (read('queryType')) {
		case 'saved':
			return {};
		case 'dsl':
			return readDslQuery(read);
		case 'text':
			return {
				queryType: 'TEXT',
				textQuery: {
					terms: assertNotEmpty('Words', parseNames('Words', read('textTerms'))),
					fields: assertNotEmpty(
						'Fields to Search',
						parseNames('Fields to Search', read('textFields')),
					),
					matchAny: parseBooleanParameter('Match Any Word', options.matchAny, false),
					contains: parseBooleanParameter('Match Anywhere', options.contains, false),
				},
			};
		default:
			return readSailPointQuery(read, options);
	}
}

const SUGGESTION_SORTS = ['', 'countAsc', 'countDesc', 'valueAsc', 'valueDesc'] as const;

/** Reads the body of a type-ahead search. */
export function readTypeAhead(read: GetParameter, options: IDataObject): SearchRequestBody {
	const [query = ''] = assertNotEmpty(
		'Starts With',
		[toPlainText('Starts With', read('prefix'))].filter(Boolean),
	);
	const [field = ''] = assertNotEmpty(
		'Field to Search',
		[toPlainText('Field to Search', read('typeAheadField'))].filter(Boolean),
	);
	const { maxExpansions, size } = options;
	const nestedType = parseNestedListName(options.nestedType);
	const sort = parseEnum('Sort Suggestions By', options.typeAheadSort, SUGGESTION_SORTS, '');
	return {
		queryType: 'TYPEAHEAD',
		typeAheadQuery: {
			query,
			field,
			...(nestedType && { nestedType }),
			...(maxExpansions !== undefined && {
				maxExpansions: parseInteger('Max Expansions', maxExpansions, 1, 1000),
			}),
			...(size !== undefined && { size: parseInteger('Max Suggestions', size, 1) }),
			...(sort && {
				sort: sort.endsWith('Asc') ? 'asc' : 'desc',
				sortByValue: sort.startsWith('value'),
			}),
		},
	};
}
