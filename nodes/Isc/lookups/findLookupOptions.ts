import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';
import get from 'lodash/get';

import type { ReferenceLookup } from '../references';
import { formatLookupLabel } from './lookupLabel';
import { matchesFilter } from '../../shared/editor/matchesFilter';

/** Position of the next page. Undefined for the first page and after the last one. */
export type LookupPosition = string | undefined;

/** Access to the list of a picker. */
export interface LookupReading {
	read: (
		position: LookupPosition,
		limit: number,
	) => Promise<{ records: IDataObject[]; next: LookupPosition }>;
	/** Maximum number of records in a page. */
	most?: number;
	start: LookupPosition;
}

const PAGE_SIZE = 50;
/** Page size if the node itself searches the records, because few of them match. */
const SEARCH_PAGE_SIZE = 250;
/** Maximum number of requests per search text. */
const MAX_REQUESTS = 10;

/**
 * Finds the options of a picker: one page of the list or, for a text that the list can't search, the records that match it.
 * n8n requests no further pages while the user types, so this function reads them.
 * @param filter text to search for. Empty if there is none, or if the list searches it.
 */
export async function findLookupOptions(
	lookup: ReferenceLookup,
	filter: string,
	{ read, most = Infinity, start }: LookupReading,
): Promise<INodeListSearchResult> {
	const limit = Math.min(filter === '' ? PAGE_SIZE : SEARCH_PAGE_SIZE, most);
	const options = new Map<string, string>();
	let position = start;
	let searched = 0;
	for (let requests = 1; ; requests++) {
		const { records, next } = await read(position, limit);
		searched += records.length;
		for (const record of records) {
			const value = String(get(record, lookup.value) ?? '');
			const name = formatLookupLabel(lookup, record);
			if (value !== '' && (matchesFilter(name, filter) || matchesFilter(value, filter))) {
				options.set(value, name);
			}
		}
		position = next;
		if (filter === '' || options.size >= PAGE_SIZE || position === undefined) break;
		if (requests >= MAX_REQUESTS) {
			options.set('', describeSearchLimit(searched));
			break;
		}
	}
	const results = [...options].map(([value, name]) => ({ name, value }));
	return { results, paginationToken: position };
}

/** Builds the last option, which says that the list continues. */
const describeSearchLimit = (count: number) =>
	`Only the first ${count.toLocaleString('en')} records were searched: choose 'By ID' for others`;
