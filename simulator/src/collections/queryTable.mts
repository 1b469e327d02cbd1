import type { Entity, Table } from '../data/table.mts';
import type { Fields } from '../filter/fields.mts';
import { createFilter } from '../filter/filter.mts';
import { parseSorters, sortPositions } from './sort.mts';

/** A condition in addition to the request's filter; the name identifies it in the cache. */
export interface BaseFilter<T> {
	name: string;
	test: (record: T) => boolean;
}

/** The records of a list, in order, without building those of other pages. */
export interface Selection<T> {
	size: number;
	slice(offset: number, limit: number): T[];
	/** Returns the position of the first record that passes; tests must be ordered like the list. */
	firstPlace(test: (record: T) => boolean): number;
}

interface Cached {
	revision: number;
	positions: number[];
}
const CACHED_SELECTIONS = 8;
const caches = new WeakMap<object, Map<string, Cached>>();

function plainOrder<T extends Entity>(table: Table<T>, sorters: string): boolean {
	// Without removed records and in stored order, no positions are stored.
	return (
		table.size === table.end &&
		(sorters === '' || (sorters === 'id' && table.end === table.baseSize))
	);
}

function findPositions<T extends Entity>(
	table: Table<T>,
	filters: string,
	sorters: string,
	fields: Fields<T>,
	baseFilter?: BaseFilter<T>,
): number[] {
	const at = (position: number) => table.at(position) as T;
	const passes = filters ? createFilter(filters, fields) : undefined;
	let positions: number[] = [];
	for (const position of table.positions()) {
		if (passes || baseFilter) {
			const record = at(position);
			if ((baseFilter && !baseFilter.test(record)) || (passes && !passes(record))) continue;
		}
		positions.push(position);
	}
	if (sorters) positions = sortPositions(positions, at, parseSorters(sorters, fields), fields);
	return positions;
}

/** Selects records of a table. Recent selections are cached, so that the next page is fast. */
export function queryTable<T extends Entity>(
	table: Table<T>,
	query: { filters?: string; sorters?: string },
	fields: Fields<T>,
	baseFilter?: BaseFilter<T>,
): Selection<T> {
	const { filters = '', sorters = '' } = query;
	if (sorters) parseSorters(sorters, fields);
	const plain = !filters && !baseFilter && plainOrder(table, sorters);
	const positions = plain
		? undefined
		: cachedPositions(table, filters, sorters, fields, baseFilter);
	const size = positions?.length ?? table.size;
	const atPlace = (place: number) =>
		table.at(positions ? (positions[place] as number) : place) as T;
	return {
		size,
		slice(offset, limit) {
			const records: T[] = [];
			for (let place = offset; place < Math.min(size, offset + limit); place++) {
				records.push(atPlace(place));
			}
			return records;
		},
		firstPlace(test) {
			let low = 0;
			let high = size;
			while (low < high) {
				const middle = (low + high) >>> 1;
				if (test(atPlace(middle))) high = middle;
				else low = middle + 1;
			}
			return low;
		},
	};
}

function cachedPositions<T extends Entity>(
	table: Table<T>,
	filters: string,
	sorters: string,
	fields: Fields<T>,
	baseFilter?: BaseFilter<T>,
): number[] {
	const cache = caches.get(table) ?? new Map<string, Cached>();
	caches.set(table, cache);
	const key = JSON.stringify([filters, sorters, baseFilter?.name, Object.keys(fields.filters)]);
	const known = cache.get(key);
	if (known?.revision === table.revision) return known.positions;
	const positions = findPositions(table, filters, sorters, fields, baseFilter);
	cache.delete(key);
	cache.set(key, { revision: table.revision, positions });
	if (cache.size > CACHED_SELECTIONS) cache.delete(cache.keys().next().value as string);
	return positions;
}
