import type { IDataObject } from 'n8n-workflow';

import type { SearchBody } from '../../client/paging/searchPages';
import { BadInput } from '../../client/errors/failures';
import type { Read } from '../../execution/read';
import { readJson } from '../../forms/json';
import { readList } from '../../forms/list';
import { isObject } from '../../forms/object';
import { rowsIn } from '../../forms/rows';
import { buildSearchQuery, type ConditionRow } from '../../forms/searchQuery';

/**
 * The query that conditions and a typed query make together.
 * @throws BadInput naming the row that cannot be used
 */
export const readQueryText = (read: Read): string =>
	buildSearchQuery({
		rows: rowsIn(read('conditions'), 'condition') as unknown as ConditionRow[],
		join: read('combineConditions') === 'or' ? 'or' : 'and',
		typed: String(read('query') ?? ''),
	});

const namesIn = (value: unknown) => readList(value).map(String);

function required(parameter: string, values: string[]): string[] {
	if (values.length > 0) return values;
	throw new BadInput(parameter, 'is empty', 'Enter at least one, with commas between several.');
}

function innerHit({ innerHitType, innerHitQuery }: IDataObject) {
	const type = String(innerHitType ?? '').trim();
	return type === '' ? undefined : { type, query: String(innerHitQuery || '*') };
}

function sailPointQuery(read: Read, options: IDataObject): SearchBody {
	const fields = namesIn(options.queryFields).join(',');
	const timeZone = String(options.timeZone ?? '').trim();
	const inner = innerHit(options);
	return {
		queryType: 'SAILPOINT',
		query: {
			query: readQueryText(read),
			...(fields && { fields }),
			...(timeZone && { timeZone }),
			...(inner && { innerHit: inner }),
		},
	};
}

function dslQuery(read: Read): SearchBody {
	const queryDsl = readJson(read('queryDsl'), 'Query (DSL)');
	if (!isObject(queryDsl)) {
		throw new BadInput('Query (DSL)', 'is no JSON object', 'Write it as {"match_all": {}}.');
	}
	return { queryType: 'DSL', queryDsl };
}

/**
 * The part of a search's body that says what to find; empty for a saved search, which brings its own.
 * @throws BadInput naming the parameter that cannot be used
 */
export function readQuery(read: Read, options: IDataObject): SearchBody {
	switch (read('queryType')) {
		case 'saved':
			return {};
		case 'dsl':
			return dslQuery(read);
		case 'text':
			return {
				queryType: 'TEXT',
				textQuery: {
					terms: required('Words', namesIn(read('textTerms'))),
					fields: required('In Fields', namesIn(read('textFields'))),
					matchAny: read('matchAny') === true,
					contains: read('contains') === true,
				},
			};
		default:
			return sailPointQuery(read, options);
	}
}

/** The body of a type-ahead search. */
export function readTypeAhead(read: Read, options: IDataObject): SearchBody {
	const [query = ''] = required('Starts With', [String(read('typed') ?? '')].filter(Boolean));
	const [field = ''] = required('In Field', [String(read('typeAheadField') ?? '')].filter(Boolean));
	const { nestedType, maxExpansions, size, typeAheadSort } = options;
	const sort = String(typeAheadSort ?? '');
	return {
		queryType: 'TYPEAHEAD',
		typeAheadQuery: {
			query,
			field,
			...(nestedType !== undefined && nestedType !== '' && { nestedType }),
			...(maxExpansions !== undefined && { maxExpansions }),
			...(size !== undefined && { size }),
			...(sort && {
				sort: sort.endsWith('Asc') ? 'asc' : 'desc',
				sortByValue: sort.startsWith('value'),
			}),
		},
	};
}
