import { fieldOf, type SearchBody } from '../client/paging/searchPages';
import { indexedName } from '../sinks/fieldPath';

/** What of each document the user wants; empty lists say nothing. */
export interface WantedFields {
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
export function resultFields({ fields, excluded }: WantedFields, sort: string[]) {
	const needed = sort.map(fieldOf);
	const surplus = excluded.filter((field) => needed.some((one) => isWithin(one, field)));
	const excludes = excluded.filter((field) => !surplus.includes(field));
	const includes = fields.length > 0 ? [...new Set([...fields.map(indexedName), ...needed])] : [];
	const filter = {
		...(includes.length > 0 && { includes }),
		...(excludes.length > 0 && { excludes }),
	};
	const body: SearchBody = Object.keys(filter).length > 0 ? { queryResultFilter: filter } : {};
	return { body, surplus };
}
