import { getGetter } from './fields.mts';
import type { Fields } from './fields.mts';
import type { FilterTest, FilterTree, Literal } from './parseFilter.mts';

export type Predicate<T> = (record: T) => boolean;

/** Returns a value in the form for comparison: text in lower case, dates as times. */
function comparable(value: unknown, type: Literal['type']): unknown {
	if (typeof value !== 'string') return value;
	return type === 'date' ? Date.parse(value) : value.toLowerCase();
}

function compareWith(test: FilterTest): (value: unknown) => boolean {
	const literals = test.values ?? [];
	const first = literals[0];
	if (!first) return () => false;
	const wanted = comparable(first.value, first.type) as string | number;
	const of = (value: unknown) => comparable(value, first.type) as string | number;
	const sameType = (value: unknown) => typeof of(value) === typeof wanted;
	switch (test.operator) {
		case 'eq':
			// A list equals a value that it contains.
			return (value) =>
				Array.isArray(value) ? value.some((one) => of(one) === wanted) : of(value) === wanted;
		case 'ne':
			return (value) => of(value) !== wanted;
		case 'gt':
			return (value) => sameType(value) && of(value) > wanted;
		case 'ge':
			return (value) => sameType(value) && of(value) >= wanted;
		case 'lt':
			return (value) => sameType(value) && of(value) < wanted;
		case 'le':
			return (value) => sameType(value) && of(value) <= wanted;
		case 'co':
			return (value) =>
				[value].flat().some((one) => String(of(one) ?? '').includes(String(wanted)));
		case 'sw':
			return (value) => String(of(value) ?? '').startsWith(String(first.value).toLowerCase());
		case 'in':
		case 'ca': {
			const set = new Set(literals.map((one) => comparable(one.value, one.type)));
			if (test.operator === 'in') return (value) => set.has(of(value));
			return (value) => {
				const held = new Set([value].flat().map(of));
				return [...set].every((one) => held.has(one as string));
			};
		}
		default:
			throw new Error(`Unknown operator ${test.operator}`);
	}
}

function compileTest<T extends object>(test: FilterTest, fields: Fields<T>): Predicate<T> {
	const get = getGetter(fields, test.field);
	const missing = (record: T) => get(record) === null || get(record) === undefined;
	if (test.operator === 'isnull') return missing;
	if (test.operator === 'pr') return (record) => !missing(record);
	const compare = compareWith(test);
	return (record) => compare(get(record));
}

/** Compiles a filter into a function that returns whether a record matches. */
export function compileFilter<T extends object>(tree: FilterTree, fields: Fields<T>): Predicate<T> {
	if (tree.kind === 'test') return compileTest(tree, fields);
	if (tree.kind === 'not') {
		const part = compileFilter(tree.part, fields);
		return (record) => !part(record);
	}
	const parts = tree.parts.map((part) => compileFilter(part, fields));
	return tree.kind === 'and'
		? (record) => parts.every((part) => part(record))
		: (record) => parts.some((part) => part(record));
}
