import omit from 'lodash/omit';

import { ParameterError } from '../parameters/parameterError';
import type { RecordBatch } from '../api/recordBatch';
import { getSortField, getSortValues, getSortValue } from './searchSort';

/** The body of a search, as far as paging has a say in it. */
export interface SearchRequestBody {
	/** Such as `-created`. */
	sort?: string[];
	filters?: Record<string, unknown>;
	[field: string]: unknown;
}

/** A part of a search that is read by itself. */
export interface SearchPart {
	body: SearchRequestBody & { sort: string[] };
	/**
	 * For each sort field, whether a document has come that has a value in it and in none before it. Those without
	 * one come behind all of these.
	 */
	valued: boolean[];
	/** How many documents of the page before may come again. */
	overlap?: number;
}

/** A place in a page where documents without a value in the first sort field have come. */
export interface MissingValuesPosition {
	records: RecordBatch;
	/** Index of the document to continue behind. */
	index: number;
}

/** @param exclude whether documents with a value are left out; otherwise those without one */
function addExistsFilter(
	{ filters, ...body }: SearchPart['body'],
	field: string,
	exclude: boolean,
) {
	const exists = { type: 'EXISTS', ...(exclude && { exclude }) };
	return { ...body, filters: { ...filters, [field]: exists } };
}

/** The part with all documents that have a value in the first sort field. */
export function buildPartWithValues({ body }: SearchPart): SearchPart {
	const start = omit(body, 'searchAfter') as SearchPart['body'];
	return { body: addExistsFilter(start, getSortField(body.sort[0]!), false), valued: [true] };
}

/**
 * The part with the other documents that have no value in the first sort field; they are sorted by the rest.
 * A filter of the user on this field lets through all that have no value: it says no more than this one.
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
	// Documents without a value are together: those of this part that have come are at the end of this page.
	for (let position = index; position >= 0; position--) {
		const record = records.at(position);
		if (getSortValue(record, field) !== null) break;
		const first = fields.findIndex((one) => getSortValue(record, one) !== null);
		if (first >= 0) valued[first] = true;
	}
	const searchAfter = getSortValues(records.at(index), sort);
	return {
		body: { ...addExistsFilter(body, field, true), sort, searchAfter },
		valued,
		overlap: records.length - 1 - index,
	};
}

/** Whether the user wants only documents without a value. */
export function isMissingValuesOnly({ body: { filters, sort } }: SearchPart): boolean {
	const { type, exclude } = (filters?.[getSortField(sort[0]!)] ?? {}) as Record<string, unknown>;
	return type === 'EXISTS' && exclude === true;
}

/** @throws BadInput if the user filters the first sort field: a second filter on it isn't possible */
export function throwFilteredSortField({ body: { filters, sort } }: SearchPart): void {
	const field = getSortField(sort[0]!);
	if (!filters?.[field]) return;
	throw new ParameterError(
		'Sort By',
		`names '${field}', which many documents have no value in, and a filter excludes values of it`,
		'Write the filter as a condition of the query, or sort by another field first.',
	);
}

/** @throws BadInput if the documents don't show the values that they are sorted by */
export function throwHiddenSortField(
	records: Iterable<unknown>,
	{ body: { sort } }: SearchPart,
): void {
	const field = getSortField(sort[0]!);
	for (const record of records) {
		if (getSortValue(record, field) !== null) continue;
		throw new ParameterError(
			'Sort By',
			`names '${field}', whose values the documents don't contain, so the search can't continue behind the first page`,
			"Sort by a field of the documents, such as 'name' or 'id'.",
		);
	}
}
