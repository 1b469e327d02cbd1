import { badRequest } from '../http/errors.mts';
import { compileFilter } from './compile.mts';
import type { Predicate } from './compile.mts';
import { supports } from './fields.mts';
import type { Fields } from './fields.mts';
import { parseFilter, listConditions } from './parseFilter.mts';
import type { FilterTree } from './parseFilter.mts';

function read(text: string): FilterTree {
	try {
		return parseFilter(text);
	} catch (error) {
		throw badRequest(`The filter "${text}" cannot be read: ${(error as Error).message}`);
	}
}

/** Parses, checks and compiles a filter of an operation. Throws a 400 if invalid. */
export function createFilter<T extends object>(text: string, fields: Fields<T>): Predicate<T> {
	const tree = read(text);
	for (const { field, operator, values } of listConditions(tree)) {
		if (!Object.hasOwn(fields.filters, field)) {
			throw badRequest(`Filtering by the field "${field}" is not supported.`);
		}
		if (!supports(fields, field, operator)) {
			throw badRequest(`The operator "${operator}" is not supported for the field "${field}".`);
		}
		for (const value of values ?? []) {
			if (value.type === 'date' && Number.isNaN(Date.parse(value.value))) {
				throw badRequest(`"${value.value}" is not a date.`);
			}
		}
	}
	return compileFilter(tree, fields);
}
