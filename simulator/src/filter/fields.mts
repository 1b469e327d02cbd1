import type { Operator } from './parseFilter.mts';

/** Reads the value of a field from a record. */
export type Getter<T> = (record: T) => unknown;

/** The fields that an operation can filter and sort by. */
export interface Fields<T> {
	/** Operators of each field, as in `{ name: 'eq sw' }`. */
	filters: Record<string, string>;
	sorters: string[];
	/** Where to find a field whose name is not its path in the record. */
	getters?: Record<string, Getter<T>>;
}

/** Returns a getter for a dotted path. */
function pathGetter(path: string): Getter<object> {
	const keys = path.split('.');
	if (keys.length === 1) return (record) => (record as Record<string, unknown>)[path];
	return (record) =>
		keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], record);
}

/** Returns the getter of a field. */
export function getGetter<T extends object>(fields: Fields<T>, field: string): Getter<T> {
	return fields.getters?.[field] ?? pathGetter(field);
}

/** Returns whether an operation documents an operator for a field. */
export function supports<T>(fields: Fields<T>, field: string, operator: Operator): boolean {
	const listed = Object.hasOwn(fields.filters, field)
		? fields.filters[field]?.split(' ')
		: undefined;
	if (!listed) return false;
	// `pr` is the opposite of `isnull`, and hardly any document lists it.
	return listed.includes(operator) || (operator === 'pr' && listed.includes('isnull'));
}
