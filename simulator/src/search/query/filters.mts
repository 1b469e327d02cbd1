import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { createRangeTest } from './predicates.mts';
import type { Test } from './predicates.mts';
import { getObject } from './dsl.mts';
import type { Limit } from './parseQuery.mts';
import type { Scope } from './nestedScope.mts';

function bound(range: JsonObject, side: string, field: string): Limit | undefined {
	if (range[side] === undefined || range[side] === null) return undefined;
	const { value, inclusive } = getObject(range[side], `filters.${field}.range.${side}`);
	if (value === undefined || value === null) {
		throw badRequest(`The field "filters.${field}.range.${side}.value" is required.`);
	}
	return { text: String(value), inclusive: inclusive === true };
}

function filterTest(field: string, filter: JsonObject, scope: Scope): Test {
	switch (filter.type) {
		case 'EXISTS':
			return scope.exists(field);
		case 'RANGE': {
			const range = getObject(filter.range, `filters.${field}.range`);
			const [from, to] = [bound(range, 'lower', field), bound(range, 'upper', field)];
			return scope.on(field, createRangeTest(from, to, scope.clock));
		}
		case 'TERMS': {
			if (!Array.isArray(filter.terms)) {
				throw badRequest(`The field "filters.${field}.terms" must be a list.`);
			}
			const terms = new Set(filter.terms.map(String));
			return scope.on(field, (value) => terms.has(String(value)));
		}
		default:
			throw badRequest(`The field "filters.${field}.type" must be EXISTS, RANGE or TERMS.`);
	}
}

/** Compiles the `filters` of a body into tests that a document must all pass. */
export function compileFilters(filters: unknown, scope: Scope): Test[] {
	if (filters === undefined || filters === null) return [];
	return Object.entries(getObject(filters, 'filters')).map(([field, value]) => {
		const filter = getObject(value, `filters.${field}`);
		const test = filterTest(field, filter, scope);
		return filter.exclude === true ? (document) => !test(document) : test;
	});
}
