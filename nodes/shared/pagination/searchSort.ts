import get from 'lodash/get';

import { ParameterError } from '../parameters/parameterError';

/** @returns the field of a sorter as it is in documents: `name` of `-name.exact` */
export const getSortField = (sorter: string) => sorter.replace(/^[+-]/, '').replace(/\.exact$/, '');

/** The sort order with a last field that no two documents share: without it, documents would be skipped. */
export const addIdTiebreaker = (sort: string[]) =>
	sort.some((sorter) => getSortField(sorter) === 'id') ? sort : [...sort, 'id'];

/**
 * Null where a document has no value there.
 * @throws BadInput for a field within a list
 */
export function getSortValue(record: unknown, field: string): unknown {
	const value: unknown = get(record, field);
	if (value !== undefined && value !== null) return value;
	const path = field.split('.');
	const isInList = path.some((_name, depth) => Array.isArray(get(record, path.slice(0, depth))));
	if (isInList) throwMultipleValues(field);
	return null;
}

/** A value that is missing in a later field goes out as null, as Elasticsearch has it. */
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
				"needs the field 'id' of each document, which is missing",
				"Leave 'id' in the fields of the result, or choose 'Offset' as 'Pagination'.",
			);
		}
		return value === null ? null : String(value);
	});

function throwMultipleValues(field: string): never {
	throw new ParameterError(
		'Sort By',
		`names '${field}', which holds several values: a search cannot be read on by it`,
		'Sort by a field with one value, such as name or id.',
	);
}
