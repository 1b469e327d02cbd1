import get from 'lodash/get';

import { ParameterError } from '../parameters/parameterError';

/** Returns the document field of a sorter, for example `name` for `-name.exact`. */
export const getSortField = (sorter: string) => sorter.replace(/^[+-]/, '').replace(/\.exact$/, '');

/** Adds `id` to the sort order. Without a unique last field, documents with equal values would be skipped. */
export const addIdTiebreaker = (sort: string[]) =>
	sort.some((sorter) => getSortField(sorter) === 'id') ? sort : [...sort, 'id'];

/**
 * Returns the value of a field; null if the document has none.
 * @throws {ParameterError} if the field is within a list
 */
export function getSortValue(record: unknown, field: string): unknown {
	const value: unknown = get(record, field);
	if (value !== undefined && value !== null) return value;
	const path = field.split('.');
	const isInList = path.some((_name, depth) => Array.isArray(get(record, path.slice(0, depth))));
	if (isInList) throwMultipleValues(field);
	return null;
}

/** Returns the values to continue after. Missing values are null, as in Elasticsearch. */
export const getSortValues = (record: unknown, sort: string[]) =>
	sort.map((sorter) => {
		const field = getSortField(sorter);
		const value = getSortValue(record, field);
		if (typeof value === 'object' && value !== null) {
			throwMultipleValues(field);
		}
		if (value === null && field === 'id') {
			throw new ParameterError(
				'Sort By',
				"requires the field 'id' in each document, but it's missing",
				"Include 'id' in the fields of the result, or set 'Pagination' to 'Offset'.",
			);
		}
		return value === null ? null : String(value);
	});

function throwMultipleValues(field: string): never {
	throw new ParameterError(
		'Sort By',
		`can't be used for pagination: '${field}' contains several values`,
		"Sort by a field with a single value, such as 'name' or 'id'.",
	);
}
