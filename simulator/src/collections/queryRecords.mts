import type { Fields } from '../filter/fields.mts';
import { createFilter } from '../filter/filter.mts';
import { firstValue } from './pagination.mts';
import type { Query } from './pagination.mts';
import { parseSorters, sortPositions } from './sort.mts';

/** Returns the given records, filtered and sorted by a request. */
export function queryRecords<T extends object>(records: T[], query: Query, fields: Fields<T>): T[] {
	const filters = firstValue(query, 'filters');
	const sorters = firstValue(query, 'sorters');
	const found = filters ? records.filter(createFilter(filters, fields)) : records;
	if (!sorters) return found;
	const at = (place: number) => found[place] as T;
	const places = [...found.keys()];
	return sortPositions(places, at, parseSorters(sorters, fields), fields).map(at);
}
