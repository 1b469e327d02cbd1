import { badRequest } from '../http/errors.mts';
import { getGetter } from '../filter/fields.mts';
import type { Fields } from '../filter/fields.mts';

export interface Sorter {
	field: string;
	descending: boolean;
}

/** Parses a `sorters` parameter. Throws a 400 if invalid. */
export function parseSorters<T>(text: string, fields: Fields<T>): Sorter[] {
	return text.split(',').map((part) => {
		const descending = part.trim().startsWith('-');
		const field = part.trim().replace(/^[-+]/, '');
		if (!fields.sorters.includes(field)) {
			throw badRequest(`Sorting by the field "${field}" is not supported.`);
		}
		return { field, descending };
	});
}

type Key = string | number | undefined;

/** Returns a value in the form for sorting. */
export function toSortKey(value: unknown): Key {
	if (value === null || value === undefined) return undefined;
	if (typeof value === 'boolean') return Number(value);
	return typeof value === 'number' ? value : String(value).toLowerCase();
}

/** Compares two keys; a missing one is last in either direction. */
export function compareKeys(a: Key, b: Key, descending: boolean): number {
	if (a === b) return 0;
	if (a === undefined) return 1;
	if (b === undefined) return -1;
	return (a < b ? -1 : 1) * (descending ? -1 : 1);
}

/** Returns positions in the order of the sorters; the sort is stable. */
export function sortPositions<T extends object>(
	positions: number[],
	at: (position: number) => T,
	sorters: Sorter[],
	fields: Fields<T>,
): number[] {
	// Keys are read once, because a record may be built anew each time.
	const columns = sorters.map(({ field }) => ({
		get: getGetter(fields, field),
		keys: new Array<Key>(positions.length),
	}));
	positions.forEach((position, place) => {
		const record = at(position);
		for (const column of columns) column.keys[place] = toSortKey(column.get(record));
	});
	const order = positions.map((_position, place) => place);
	order.sort((a, b) => {
		for (const [i, { keys }] of columns.entries()) {
			const difference = compareKeys(keys[a], keys[b], sorters[i]?.descending ?? false);
			if (difference) return difference;
		}
		return a - b;
	});
	return order.map((place) => positions[place] as number);
}
