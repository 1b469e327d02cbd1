import type { Operator } from './parseFilter.mts';

/** Reads the value of a field from a record. */
export type Getter<T> = (record: T) => unknown;

/** What an endpoint can filter and sort by. */
export type Fields<T> = {
	/** Field to operators, as in `{ name: 'eq sw' }`. */
	filters: Record<string, string>;
	sorters: string[];
	/** Where a field is found when its name is not its path in the record. */
	getters?: Record<string, Getter<T>>;
};

/** A getter that follows a dotted path. */
function pathGetter(path: string): Getter<object> {
	const keys = path.split('.');
	if (keys.length === 1) return (record) => (record as Record<string, unknown>)[path];
	return (record) =>
		keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], record);
}

/** The getter of a field of an endpoint. */
export function getGetter<T extends object>(fields: Fields<T>, field: string): Getter<T> {
	return fields.getters?.[field] ?? pathGetter(field);
}

/** Whether an endpoint documents an operator for a field. */
export function supports<T>(fields: Fields<T>, field: string, operator: Operator): boolean {
	const listed = Object.hasOwn(fields.filters, field)
		? fields.filters[field]?.split(' ')
		: undefined;
	if (!listed) return false;
	// `pr` is the opposite of `isnull`, and hardly any list names it.
	return listed.includes(operator) || (operator === 'pr' && listed.includes('isnull'));
}
