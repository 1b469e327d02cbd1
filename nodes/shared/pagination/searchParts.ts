import omit from 'lodash/omit';

import { ParameterError } from '../parameters/parameterError';
import type { RecordBatch } from '../api/recordBatch';
import { getSortField, getSortValues, getSortValue } from './searchSort';

/** The body of a search. Pagination uses only some of its fields. */
export interface SearchRequestBody {
	/** Sort fields, such as `-created`. */
	sort?: string[];
	filters?: Record<string, unknown>;
	[field: string]: unknown;
}

/** A part of a search that is read separately. */
export interface SearchPart {
	body: SearchRequestBody & { sort: string[] };
	/**
	 * For each sort field, whether there was a document with a value in this field, but in none of the fields before it.
	 * Documents without a value come after all of these.
	 */
	valued: boolean[];
	/** Number of documents of the previous page that can be repeated. */
	overlap?: number;
}

/** The position in a page where documents without a value in the first sort field start. */
export interface MissingValuesPosition {
	records: RecordBatch;
	/** Index of the document to continue after. */
	index: number;
}

/**
 * Adds a filter for the existence of a field.
 * @param exclude whether to exclude documents with a value instead of those without one
 */
function addExistsFilter(
	{ filters, ...body }: SearchPart['body'],
	field: string,
	exclude: boolean,
) {
	const exists = { type: 'EXISTS', ...(exclude && { exclude }) };
	return { ...body, filters: { ...filters, [field]: exists } };
}

/** Builds the part with all documents that have a value in the first sort field. */
export function buildPartWithValues({ body }: SearchPart): SearchPart {
	const start = omit(body, 'searchAfter') as SearchPart['body'];
	return { body: addExistsFilter(start, getSortField(body.sort[0]!), false), valued: [true] };
}

/**
 * Builds the part with the remaining documents that have no value in the first sort field, sorted by the other
 * fields. It replaces a filter of the user on this field, which includes all documents without a value.
 */
export function buildPartWithoutValues(
	part: SearchPart,
	{ records, index }: MissingValuesPosition,
): SearchPart {
	const { body } = part;
	const field = getSortField(body.sort[0]!);
	const sort = body.sort.slice(1);
	const fields = sort.map(getSortField);
	const valued = part.valued.slice(1);
	// Documents without a value are adjacent. Those that were read are at the end of this page.
	for (let position = index; position >= 0; position--) {
		const record = records.at(position);
		if (getSortValue(record, field) !== null) break;
		const first = fields.findIndex((name) => getSortValue(record, name) !== null);
		if (first >= 0) valued[first] = true;
	}
	const searchAfter = getSortValues(records.at(index), sort);
	return {
		body: { ...addExistsFilter(body, field, true), sort, searchAfter },
		valued,
		overlap: records.length - 1 - index,
	};
}

/** Returns whether the user filters for documents without a value. */
export function isMissingValuesOnly({ body: { filters, sort } }: SearchPart): boolean {
	const { type, exclude } = (filters?.[getSortField(sort[0]!)] ?? {}) as Record<string, unknown>;
	return type === 'EXISTS' && exclude === true;
}

/** Throws an error if the user filters the first sort field, since a field can have only one filter. */
export function throwFilteredSortField({ body: { filters, sort } }: SearchPart): void {
	const field = getSortField(sort[0]!);
	if (!filters?.[field]) return;
	throw new ParameterError(
		'Sort By',
		`can't be used for pagination: documents have no value for '${field}', and a filter excludes some of its values`,
		'Move the filter to a condition of the query, or sort by another field first.',
	);
}

/** Throws an error if the documents don't contain the values that they are sorted by. */
export function throwHiddenSortField(
	records: Iterable<unknown>,
	{ body: { sort } }: SearchPart,
): void {
	const field = getSortField(sort[0]!);
	for (const record of records) {
		if (getSortValue(record, field) !== null) continue;
		throw new ParameterError(
			'Sort By',
			`can't be used for pagination: the documents don't contain the values of '${field}'`,
			"Sort by a field of the documents, such as 'name' or 'id'.",
		);
	}
}
