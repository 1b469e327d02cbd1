import { getSortField, type SearchRequestBody } from '../shared/pagination/searchIndex';
import { toIndexedFieldName } from '../shared/output/fieldPath';

/** What of each document the user wants; empty lists say nothing. */
export interface FieldSelection {
	fields: string[];
	excluded: string[];
}

const isWithin = (field: string, parent: string) =>
	field === parent || field.startsWith(`${parent}.`);

/**
 * What is asked for of each document: what is wanted, and what the next page is found by.
 * @param sort the order in which documents come
 * @returns the part of the body that says so, and the fields to take out of the result
 */
export function buildResultFilter({ fields, excluded }: FieldSelection, sort: string[]) {
	const sortFields = sort.map(getSortField);
	const fieldsToRemove = excluded.filter((field) => sortFields.some((one) => isWithin(one, field)));
	const excludes = excluded.filter((field) => !fieldsToRemove.includes(field));
	const includes =
		fields.length > 0 ? [...new Set([...fields.map(toIndexedFieldName), ...sortFields])] : [];
	const filter = {
		...(includes.length > 0 && { includes }),
		...(excludes.length > 0 && { excludes }),
	};
	const body: SearchRequestBody =
		Object.keys(filter).length > 0 ? { queryResultFilter: filter } : {};
	return { body, fieldsToRemove };
}
