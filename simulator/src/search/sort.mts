import { compareKeys, toSortKey } from '../collections/sort.mts';
import { badRequest } from '../http/errors.mts';
import type { Document } from './documents/document.mts';
import { hasField } from './fieldNames.mts';
import type { IndexName } from './indices.mts';
import { isDate } from './query/dateRange.mts';
import { reader } from './query/fieldReader.mts';

export type Key = string | number | undefined;
export interface SortColumn {
	field: string;
	descending: boolean;
	key: (document: Document) => Key;
}

/** Returns a value in the form for sorting; dates by time, in any format. */
const getKey = (value: unknown): Key => (isDate(value) ? Date.parse(value) : toSortKey(value));

/** Reads a field for sorting. The first of several values in the direction counts. */
function keyReader(field: string, descending: boolean): (document: Document) => Key {
	const read = reader(field, true);
	return (document) => {
		const values = read(document);
		if (values.length < 2) return getKey(values[0]);
		return values.map(getKey).sort((a, b) => compareKeys(a, b, descending))[0];
	};
}

/** Parses the `sort` of a body. Throws a 400 for a field that no searched index has. */
export function sortColumns(sort: string[], indices: IndexName[]): SortColumn[] {
	return sort.map((text) => {
		const descending = text.startsWith('-');
		const field = text.replace(/^[-+]/, '').replace(/\.exact$/, '');
		if (!indices.some((index) => hasField(index, field))) {
			throw badRequest(`No mapping found for [${field}] in order to sort on`);
		}
		return { field, descending, key: keyReader(field, descending) };
	});
}

/** Sorts rows by their keys, column by column; the sort is stable. */
export function sortRows(
	places: number[],
	columns: SortColumn[],
	documentAt: (place: number) => Document,
): number[] {
	const keys = columns.map(() => new Array<Key>(places.length));
	places.forEach((place, row) => {
		const document = documentAt(place);
		columns.forEach((column, i) => ((keys[i] as Key[])[row] = column.key(document)));
	});
	const rows = places.map((_place, row) => row);
	rows.sort((a, b) => {
		for (let i = 0; i < columns.length; i++) {
			const of = keys[i] as Key[];
			const difference = compareKeys(of[a], of[b], (columns[i] as SortColumn).descending);
			if (difference) return difference;
		}
		return a - b;
	});
	return rows.map((row) => places[row] as number);
}

/** Returns a value of `searchAfter` in the form of the key to compare with. */
function wantedKey(value: unknown, held: Key, isBoolean: boolean): Key {
	if (value === null || value === undefined) return undefined;
	if (isBoolean) return Number(String(value) === 'true');
	if (typeof held !== 'number') return toSortKey(String(value));
	const wanted = isDate(value) ? Date.parse(value) : Number(value);
	if (Number.isNaN(wanted)) {
		throw badRequest(`The value "${String(value)}" of "searchAfter" does not fit its field.`);
	}
	return wanted;
}

/** Creates a test for documents after the row with the given sort values. Throws a 400 if invalid. */
export function createAfterTest(
	searchAfter: unknown[],
	columns: SortColumn[],
): (document: Document) => boolean {
	if (!columns.length) throw badRequest('The field "searchAfter" needs "sort".');
	if (searchAfter.length !== columns.length) {
		throw badRequest('The field "searchAfter" must have one value for each field of "sort".');
	}
	return (document) => {
		for (const [i, { field, descending, key }] of columns.entries()) {
			const held = key(document);
			const isBoolean = typeof reader(field, true)(document)[0] === 'boolean';
			const difference = compareKeys(held, wantedKey(searchAfter[i], held, isBoolean), descending);
			if (difference) return difference > 0;
		}
		return false;
	};
}
