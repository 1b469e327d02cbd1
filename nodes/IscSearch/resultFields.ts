import { getSortField, type SearchRequestBody } from '../shared/pagination/searchIndex';
import { toIndexedFieldName } from '../shared/output/fieldPath';

/** Fields of each document to include and to exclude; empty lists have no effect. */
export interface FieldSelection {
	fields: string[];
	excluded: string[];
}

const isWithin = (field: string, parent: string) =>
	field === parent || field.startsWith(`${parent}.`);

/**
 * Builds the filter of document fields. It always includes the sort fields, which pagination needs.
 * @param sort fields, such as `-created`
 * @returns a part of the request body, and the fields to remove from the result
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
