import get from 'lodash/get.js';

import type { ApiResponse, ApiRequest } from '../../../../nodes/shared/api/types.ts';
import type { SearchRequestBody } from '../../../../nodes/shared/pagination/searchIndex.ts';
import { buildSampleResponse, buildSampleRequest } from '../api/samples.mts';

export type Document = Record<string, unknown>;
type Key = string | null;

export interface SearchIndex {
	documents: Document[];
	/** Position of documents without a value. */
	missing?: 'first' | 'last';
	/** Whether the order ignores case. The documents keep theirs. */
	ignoresCase?: boolean;
	/** Fields that the index sorts and filters by, but that documents don't contain. */
	hidden?: string[];
	/** Maximum page size. */
	cap?: number;
	/** Returns the total in the response; undefined for none. */
	total?: (found: number) => number | undefined;
	ignoresSearchAfter?: boolean;
}

/** Creates a fake of Elasticsearch that sorts by keys and continues after the given ones. Records the requests. */
export function createSearchIndex(index: SearchIndex) {
	const { documents, missing = 'last', ignoresCase, hidden = [], cap = 10_000 } = index;
	const { total = (matches: number) => matches, ignoresSearchAfter } = index;
	const requests: Array<{ body: SearchRequestBody; limit: number; count: boolean }> = [];

	function getKey(document: Document, field: string): Key {
		const value = (get(document, field.replace(/\.exact$/, '')) ?? null) as unknown;
		if (value === null) return null;
		return ignoresCase && field !== 'id' ? String(value).toLowerCase() : String(value);
	}
	function compare(a: Key, b: Key, isDescending: boolean): number {
		if (a === b) return 0;
		if (a === null || b === null) return (a === null) === (missing === 'first') ? -1 : 1;
		return a < b === isDescending ? 1 : -1;
	}

	async function send({ body: text, query }: ApiRequest): Promise<ApiResponse> {
		const body = JSON.parse(String(text)) as SearchRequestBody & {
			searchAfter?: Key[];
			sort: string[];
		};
		requests.push({ body, limit: Number(query.limit), count: query.count === true });
		if (requests.length > 3000) throw new Error('endless');
		const sorters = body.sort.map((sorter) => ({
			field: sorter.replace(/^[+-]/, ''),
			isDescending: sorter.startsWith('-'),
		}));
		const getKeys = (document: Document) => sorters.map(({ field }) => getKey(document, field));
		const compareKeys = (a: Key[], b: Key[]) =>
			sorters
				.map(({ isDescending }, at) => compare(a[at]!, b[at]!, isDescending))
				.find((result) => result !== 0) ?? 0;
		const filters = Object.entries(body.filters ?? {}) as Array<[string, { exclude?: boolean }]>;
		const found = documents
			.filter((document) =>
				filters.every(
					([field, { exclude = false }]) => (getKey(document, field) === null) === exclude,
				),
			)
			.sort((a, b) => compareKeys(getKeys(a), getKeys(b)));
		const { searchAfter } = body;
		const rest =
			searchAfter && !ignoresSearchAfter
				? found.filter((document) => compareKeys(getKeys(document), searchAfter) > 0)
				: found;
		const count = query.count === true ? total(found.length) : undefined;
		return buildSampleResponse({
			headers: count === undefined ? {} : { 'x-total-count': String(count) },
			body: rest.slice(0, Math.min(Number(query.limit), cap)).map((document) => {
				const shown = Object.entries(document).filter(([field]) => !hidden.includes(field));
				return Object.fromEntries(shown);
			}),
		});
	}
	return { send, requests };
}

export const buildSearch = (body: SearchRequestBody) =>
	buildSampleRequest({ method: 'POST', path: '/search/v1', body: JSON.stringify(body) });
