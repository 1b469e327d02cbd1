import get from 'lodash/get';
import omit from 'lodash/omit';

import type { Call } from '../call';
import { BadInput } from '../errors/failures';
import type { Sender } from '../send';
import { linkedPages, type Follow } from './linkedPages';
import type { Page, PageOptions } from './page';

/** The body of a search, as far as paging has a say in it. */
export interface SearchBody {
	/** Such as `-created`. */
	sort?: string[];
	filters?: Record<string, unknown>;
	[field: string]: unknown;
}

/** The call of a search with this body. */
export type SearchCall = (body: SearchBody) => Call;

export const fieldOf = (sorter: string) => sorter.replace(/^[+-]/, '');

/** The sort order with a last field that no two documents share: without it, documents would be skipped. */
export const withUniqueKey = (sort: string[]) =>
	sort.some((sorter) => fieldOf(sorter) === 'id') ? sort : [...sort, 'id'];

/**
 * Reads all documents of a search, however many, each page from the sort values of the last document
 * (`searchAfter`). Sorts by `id` where there is no order.
 *
 * Documents without a value in the first sort field have a part of the search to themselves: what they sort
 * by from there on is the rest. Whether they come before the others or after them is up to the server.
 * @yields answers with at least one document each, or the only answer if it holds no list
 * @throws CallFailed if a page cannot be read, BadInput where the documents cannot be read on from
 */
export async function* searchPages(
	send: Sender,
	build: SearchCall,
	body: SearchBody,
	{ limit, ...options }: PageOptions,
): AsyncGenerator<Page> {
	const sort = withUniqueKey(body.sort ?? []);
	let left = limit;
	let rest: SearchBody[] = [{ ...body, sort }];
	while (rest.length > 0 && left > 0) {
		const [part, ...others] = rest as [SearchBody, ...SearchBody[]];
		rest = others;
		let hasValues = false;
		const follow: Follow = (_answer, records, isFull) => {
			if (!isFull) return undefined;
			const field = fieldOf(part.sort![0]!);
			const last = records.at(-1);
			// Documents without a value stand together, so that one end of the page has one if any has.
			hasValues ||= [records.at(0), last].some((record) => valueAt(record, field) !== null);
			if (part.sort!.length > 1 && valueAt(last, field) === null) {
				rest.unshift(...partsBehind(part, field, last, hasValues));
				return undefined;
			}
			return build({ ...part, searchAfter: sortValues(last, part.sort!) });
		};
		for await (const page of linkedPages(send, build(part), { ...options, limit: left }, follow)) {
			left -= page.records?.length ?? 0;
			yield page;
		}
	}
}

/** What is left of a search once documents without a value in its first sort field have come. */
function partsBehind(
	body: SearchBody,
	field: string,
	last: unknown,
	hasValues: boolean,
): SearchBody[] {
	const part = omit(body, 'searchAfter') as SearchBody;
	const sort = body.sort!.slice(1);
	const filtered = (exclude: boolean) => ({
		...part,
		filters: { ...part.filters, [field]: { type: 'EXISTS', ...(exclude && { exclude }) } },
	});
	// A filter of the user on this field lets through all that have no value: it says no more than this one.
	const without = { ...filtered(true), sort, searchAfter: sortValues(last, sort) };
	if (hasValues || isMissingOnly(part, field)) return [without];
	if (part.filters?.[field]) {
		throw new BadInput(
			'Sort By',
			`names '${field}', which many documents have no value in, and a filter excludes values of it`,
			'Write the filter as a condition of the query, or sort by another field first.',
		);
	}
	// None with a value seen yet: they come behind, if there are any.
	return [without, filtered(false)];
}

/** Whether the user wants nothing but what has no value. */
function isMissingOnly({ filters }: SearchBody, field: string): boolean {
	const { type, exclude } = (filters?.[field] ?? {}) as { type?: string; exclude?: boolean };
	return type === 'EXISTS' && exclude === true;
}

/** Null where a document has no value there. */
const valueAt = (record: unknown, field: string): unknown => get(record, field) ?? null;

/** A value that is missing in a later field goes out as null, as Elasticsearch has it. */
const sortValues = (record: unknown, sort: string[]) =>
	sort.map((sorter) => {
		const field = fieldOf(sorter);
		const value = valueAt(record, field);
		if (typeof value === 'object' && value !== null) {
			throw new BadInput(
				'Sort By',
				`names '${field}', which holds several values: a search cannot be read on by it`,
				'Sort by a field with one value, such as name or id.',
			);
		}
		if (value === null && field === 'id') {
			throw new BadInput(
				'Sort By',
				"needs the field 'id' of each document, which is missing",
				"Leave 'id' in the fields of the result, or choose 'Offset' as 'Pagination'.",
			);
		}
		return value === null ? null : String(value);
	});
