import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';
import get from 'lodash/get';

import type { ValueLookup } from '../../shared/catalogue/types';
import { formatLookupLabel } from './lookupLabel';

/** Where to read on; undefined at the beginning and at the end. */
export type LookupPosition = string | undefined;

/** How a list is read for a picker. */
export interface LookupReading {
	read: (
		place: LookupPosition,
		limit: number,
	) => Promise<{ records: IDataObject[]; next: LookupPosition }>;
	/** Maximum number of records in a page. */
	most?: number;
	start: LookupPosition;
}

const CHOICES = 50;
/** Larger pages where the text is looked for here, since few records match. */
const SEARCHED_PAGE = 250;
/** Requests for each text that is typed. */
const MAX_REQUESTS = 10;

const contains = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());

/**
 * Finds choices for a picker: one page of the list, or, with a text that the list itself can't search, the records that
 * match it. n8n loads no further page while a text is typed, so the list is read on here.
 * @param filter text to look for here; empty if there is none, or if the list has searched it
 */
export async function findLookupOptions(
	lookup: ValueLookup,
	filter: string,
	{ read, most = Infinity, start }: LookupReading,
): Promise<INodeListSearchResult> {
	const limit = Math.min(filter === '' ? CHOICES : SEARCHED_PAGE, most);
	const found = new Map<string, string>();
	let place = start;
	let searched = 0;
	for (let requests = 1; ; requests++) {
		const { records, next } = await read(place, limit);
		searched += records.length;
		for (const record of records) {
			const value = String(get(record, lookup.value) ?? '');
			const name = formatLookupLabel(lookup, record);
			if (value !== '' && (contains(name, filter) || contains(value, filter))) {
				found.set(value, name);
			}
		}
		place = next;
		if (filter === '' || found.size >= CHOICES || place === undefined) break;
		if (requests >= MAX_REQUESTS) {
			found.set('', searchedOnly(searched));
			break;
		}
	}
	const results = [...found].map(([value, name]) => ({ name, value }));
	return { results, paginationToken: place };
}

/** Tells, as the last choice, that the list goes on. */
const searchedOnly = (count: number) =>
	`Only the first ${count.toLocaleString('en')} records were searched: choose 'By ID' for others`;
